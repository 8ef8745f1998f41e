/**
 * Every word that the page's script says. {braces} are filled in as isolated text (dom.ts).
 * No text may hold a word that a phone takes for "online": the build refuses the ones known.
 * Phrases that come twice are worded alike, because that compresses.
 */
export const text = {
  listTitle: "Choose a network",
  looking: "Looking for networks…",
  found: "Networks found: {count}",
  unheard: "No answer. These networks were found before.",
  hidden: "Hidden network…",
  missing:
    "Is yours missing? This device finds only 2.4 GHz networks. Move it closer to your router and refresh.",

  signal: ", signal {level} of 4",
  locked: ", needs a password",
  open: "Open, no password",
  wep: "Very old security (WEP)",
  wpa: "Old security (WPA)",
  enterprise: "Needs a user name too. This device cannot join it.",
  nul: "Its name has a NUL in it. This device cannot join it.",

  join: "Join",
  joinTitle: "Join {ssid}",
  hiddenTitle: "Join a hidden network",
  openNote: "No password needed. Others nearby can listen in.",
  weakNote: "The signal is weak here.",
  name: "Network name",
  nameLength: "1 to 32 characters. Accents and emoji count as several.",
  password: "Password",
  show: "Show",
  showPassword: "Show password",
  hide: "Hide",
  hidePassword: "Hide password",
  passwordShort: "At least 8 characters.",
  passwordLong: "At most 63 characters, or 64 of 0–9 and a–f. Accents and emoji count as several.",
  passwordWep: "5 or 13 characters, or 10 or 26 of 0–9 and a–f.",
  passwordMaybe: "Leave it empty if the network is open.",
  passwordFine: "The length is right.",
  spaces: "There is a space at the beginning or the end. Is that right?",
  curly: "There are curly quotes in it. Is that right?",
  back: "Back to the list",

  joiningTitle: "Joining {ssid}",
  joining: "This can take half a minute.",
  joiningSilent: "No answer right now. Still joining…",
  joiningNext:
    "Keep this page open. Your phone may lose the setup network for a moment; the page goes on by itself.",
  joiningAway:
    "If the page closes: join {device} again in the phone’s WiFi settings, turn mobile data off, and open {address}",

  lostTitle: "No contact with the device",
  lost: "Your phone may have left the setup network.",
  lostJoin: "Join {device} again in the phone’s WiFi settings.",
  lostStay: "Turn mobile data off, and stay there even without internet.",
  lostReturn: "Come back to this page, or open {address}",
  lostHint: "If the setup network is gone, the device may already be on your WiFi.",

  onlineTitle: "Connected",
  online: "The device has joined {ssid}.",
  onlineNote: "Copy this, or write it down:",
  copyAddress: "Copy address",
  copy: "Copy",
  copied: "Copied",
  copyByHand: "Selected: now copy it with the phone’s menu",
  onlineFinish:
    "Press Finish: the setup network goes off, and your phone returns to its usual WiFi.",
  onlineOpen: "With your phone on {ssid}, open {url}",
  finish: "Finish",
  doneTitle: "All done",
  done: "The setup network goes off now. You can close this page.",

  failedTitle: "Could not join",
  again: "Try again",
  change: "Check what you typed",
  other: "Choose another network",
  code: "For support: reason {code}",
  setupNetwork: "the setup network",
  error: "{error}",

  wrongPassword: "{ssid} did not accept the password.",
  wrongPasswordStep: "Check every letter; capitals count. It is often printed on the router.",
  notFound: "{ssid} was not found.",
  notFoundStep:
    "Is the router on? Is the name right? This device finds only 2.4 GHz networks. Move it closer to your router and try again.",
  noAddress: "{ssid} let the device in but gave it no address.",
  noAddressStep: "Restart the router and try again. Check that DHCP is on there.",
  enterpriseFailed: "{ssid} needs a user name too.",
  enterpriseStep: "This device cannot join it. Choose another network, such as one for guests.",
  signalLost: "The signal of {ssid} is too weak or broke off.",
  signalLostStep: "Move the device closer to your router and try again.",
  otherFailed: "{ssid} refused the device.",
  otherStep: "Try again. If that does not help, restart the router.",
  restarted: "The device stopped before it had joined {ssid}.",
  restartedStep: "It may have lost power for a moment. Try again.",
};

export type TextKey = keyof typeof text;
