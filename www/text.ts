/**
 * Every word that the page's script says. {braces} are filled in as isolated text (dom.ts).
 * No text may hold a word that a phone takes for "online": the build refuses the ones known.
 * Phrases that come twice are worded alike, because that compresses.
 */
export const listTitle = "Choose a network";
export const looking = "Looking for networks…";
export const found = "Networks found: {count}";
export const unheard = "No answer. These networks were found before.";
export const hidden = "Hidden network…";
export const missing =
  "Is yours missing? This device finds only 2.4 GHz networks. Move it closer to your router and refresh.";

export const signal = ", signal {level} of 4";
export const locked = ", needs a password";
export const open = "Open, no password";
export const wep = "Very old security (WEP)";
export const wpa = "Old security (WPA)";
export const enterprise = "Needs a user name too. This device cannot join it.";
export const nul = "Its name has a NUL in it. This device cannot join it.";

export const join = "Join";
export const joinTitle = "Join {ssid}";
export const hiddenTitle = "Join a hidden network";
export const openNote = "No password needed. Others nearby can listen in.";
export const weakNote = "The signal is weak here.";
export const readable = "The setup network is open. Others nearby can read what you send.";
export const sealed =
  "What you send is sealed with the key {key}. If the label of the device has a key, compare.";
export const newKey = "The device has a new key. Compare, and join again.";
export const unsealed = "The password could not be sealed. Try again?";
export const sendClear = "Send it so that others nearby can read it";
export const name = "Network name";
export const nameLength = "1 to 32 characters. Accents and emoji count as several.";
export const password = "Password";
export const code = "Setup code, on the label of the device";
export const wrongCode = "This code is not right.";
export const show = "Show";
export const showPassword = "Show password";
export const hide = "Hide";
export const hidePassword = "Hide password";
export const passwordShort = "At least 8 characters.";
export const passwordLong =
  "At most 63 characters, or 64 of 0–9 and a–f. Accents and emoji count as several.";
export const passwordWep = "5 or 13 characters, or 10 or 26 of 0–9 and a–f.";
export const passwordMaybe = "Leave it empty if the network is open.";
export const passwordFine = "The length is right.";
export const spaces = "There is a space at the beginning or the end. Is that right?";
export const curly = "There are curly quotes in it. Is that right?";
export const back = "Back to the list";

export const joiningTitle = "Joining {ssid}";
export const joining = "This can take half a minute.";
export const joiningOther = "Somebody else is setting up the device right now.";
export const joiningSilent = "No answer right now. Still joining…";
export const joiningNext =
  "Keep this page open. Your phone may lose the setup network for a moment; the page goes on by itself.";
export const joiningAway =
  "If the page closes: join {device} again in the phone’s WiFi settings, turn mobile data off, and open {address}";

export const lostTitle = "No contact with the device";
export const lost = "Your phone may have left the setup network.";
export const lostJoin = "Join {device} again in the phone’s WiFi settings.";
export const lostStay = "Turn mobile data off, and stay there even without internet.";
export const lostReturn = "Come back to this page, or open {address}";
export const lostHint = "If the setup network is gone, the device may already be on your WiFi.";

export const onlineTitle = "Connected";
export const online = "The device has joined {ssid}.";
export const onlineNote = "Copy this, or write it down:";
export const onlineFinish =
  "Press Finish: the setup network goes off, and your phone returns to its usual WiFi.";
export const onlineOpen = "With your phone on {ssid}, open {url}";
export const finish = "Finish";
export const doneTitle = "All done";
export const done = "The setup network goes off now. You can close this page.";

export const failedTitle = "Could not join";
export const again = "Try again";
export const change = "Check what you typed";
export const other = "Choose another network";
export const support = "For support: reason {code}";
export const setupNetwork = "the setup network";
export const error = "{error}";

export const wrongPassword = "{ssid} did not accept the password.";
export const wrongPasswordStep =
  "Check every letter; capitals count. It is often printed on the router.";
export const notFound = "{ssid} was not found.";
export const notFoundStep =
  "Is the router on? Is the name right? This device finds only 2.4 GHz networks. Move it closer to your router and try again.";
export const noAddress = "{ssid} let the device in but gave it no address.";
export const noAddressStep = "Restart the router and try again. Check that DHCP is on there.";
export const enterpriseFailed = "{ssid} needs a user name too.";
export const enterpriseStep =
  "This device cannot join it. Choose another network, such as one for guests.";
export const signalLost = "The signal of {ssid} is too weak or broke off.";
export const signalLostStep = "Move the device closer to your router and try again.";
export const otherFailed = "{ssid} refused the device.";
export const otherStep = "Try again. If that does not help, restart the router.";
export const restarted = "The device stopped before it had joined {ssid}.";
export const restartedStep = "It may have lost power for a moment. Try again.";
