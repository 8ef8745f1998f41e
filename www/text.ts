/**
 * Every word that the page's script says, by number: what a number says depends on the language
 * (language.ts). {braces} are filled in as isolated text (dom.ts). No text may hold a word that a phone
 * takes for "online": the build refuses the ones known. Phrases that come twice are worded alike,
 * because that compresses. The build makes one list of all calls of `english`, and
 * of the translations in languages/*.json (tools/page_texts.mjs).
 */

/** The number of a text; never 0. */
export type Text = number & { readonly isText: true };

/** What to say, by number, in the language of the page. */
export const texts: string[] = ["en"];

/** Of the list: the build makes it of the names. */
export const version = "";

export function english(words: string): Text {
  return (texts.push(words) - 1) as Text;
}

export const direction = english("ltr");
/** In the frame already, as the title and the line below it are. */
export const refresh = english("Refresh");
export const listTitle = english("Choose a network");
export const looking = english("Looking for networks…");
export const found = english("Networks found: {count}");
export const unheard = english("No answer. These networks were found before.");
export const hidden = english("Hidden network…");
export const missing = english(
  "Is yours missing? This device finds only 2.4 GHz networks. Move it closer to your router and refresh.",
);

export const signal = english(", signal {level} of 4");
export const locked = english(", needs a password");
export const open = english("Open, no password");
export const wep = english("Very old security (WEP)");
export const wpa = english("Old security (WPA)");
export const enterprise = english("Needs a user name too. This device cannot join it.");
export const nul = english("Its name has a NUL in it. This device cannot join it.");

export const join = english("Join");
export const joinTitle = english("Join {ssid}");
export const hiddenTitle = english("Join a hidden network");
export const openNote = english("No password needed. Others nearby can listen in.");
export const weakNote = english("The signal is weak here.");
export const readable = english("The setup network is open. Others nearby can read what you send.");
export const sealed = english(
  "What you send is sealed with the key {key}. If the label of the device has a key, compare.",
);
export const newKey = english("The device has a new key. Compare, and join again.");
export const tooManyTries = english(
  "Too many tries, or others wait. Wait 20 seconds, then try again.",
);
export const sealedOnly = english("The device takes sealed passwords only. Try again.");
export const refused = english("The device did not take this. Check what you typed.");
export const unsealed = english("The password could not be sealed. Try again?");
export const sendClear = english("Send it so that others nearby can read it");
export const name = english("Network name");
export const nameLength = english("1 to 32 characters. Accents and emoji count as several.");
export const password = english("Password");
export const code = english("Setup code, on the label of the device");
export const wrongCode = english("This code is not right.");
export const show = english("Show");
export const hide = english("Hide");
export const passwordShort = english("At least 8 characters.");
export const passwordLong = english(
  "At most 63 characters, or 64 of 0–9 and a–f. Accents and emoji count as several.",
);
export const passwordWep = english("5 or 13 characters, or 10 or 26 of 0–9 and a–f.");
export const passwordMaybe = english("Leave it empty if the network is open.");
export const passwordFine = english("The length is right.");
export const spaces = english("There is a space at the beginning or the end. Is that right?");
export const curly = english("There are curly quotes in it. Is that right?");
export const back = english("Back to the list");

export const joiningTitle = english("Joining {ssid}");
export const joining = english("This can take half a minute.");
export const joiningOther = english("Somebody else is setting up the device right now.");
export const joiningSilent = english("No answer right now. Still joining…");
export const joiningNext = english(
  "Keep this page open. Your phone may lose the setup network for a moment; the page goes on by itself.",
);
export const joiningAway = english(
  "If the page closes: join {device} again in the phone’s WiFi settings, turn mobile data off, and open {address}",
);

export const lostTitle = english("No contact with the device");
export const lost = english("Your phone may have left the setup network.");
export const lostJoin = english("Join {device} again in the phone’s WiFi settings.");
export const lostStay = english("Turn mobile data off, and stay there even without internet.");
export const lostReturn = english("Come back to this page, or open {address}");
export const lostHint = english(
  "If the setup network is gone, the device may already be on your WiFi.",
);

export const onlineTitle = english("Connected");
export const online = english("The device has joined {ssid}.");
export const onlineNote = english("Copy this, or write it down:");
export const onlineFinish = english(
  "Press Finish: the setup network goes off, and your phone returns to its usual WiFi.",
);
export const onlineOpen = english("With your phone on {ssid}, open {url}");
export const finish = english("Finish");
export const doneTitle = english("All done");
export const done = english("The setup network goes off now. You can close this page.");

export const failedTitle = english("Could not join");
export const again = english("Try again");
export const change = english("Check what you typed");
export const other = english("Choose another network");
export const support = english("For support: reason {code}");
export const setupNetwork = english("the setup network");

export const wrongPassword = english("{ssid} did not accept the password.");
export const wrongPasswordStep = english(
  "Check every letter; capitals count. It is often printed on the router.",
);
export const notFound = english("{ssid} was not found.");
export const notFoundStep = english(
  "Is the router on? Is the name right? This device finds only 2.4 GHz networks. Move it closer to your router and try again.",
);
export const noAddress = english("{ssid} let the device in but gave it no address.");
export const noAddressStep = english(
  "Restart the router and try again. Check that DHCP is on there.",
);
export const enterpriseFailed = english("{ssid} needs a user name too.");
export const enterpriseStep = english(
  "This device cannot join it. Choose another network, such as one for guests.",
);
export const signalLost = english("The signal of {ssid} is too weak or broke off.");
export const signalLostStep = english("Move the device closer to your router and try again.");
export const otherFailed = english("{ssid} refused the device.");
export const otherStep = english("Try again. If that does not help, restart the router.");
export const restarted = english("The device stopped before it had joined {ssid}.");
export const restartedStep = english("It may have lost power for a moment. Try again.");
