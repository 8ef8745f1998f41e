/** Every word that advanced.js says, in English only; the rules are those of ../../text.ts. */
export const title = "Advanced";
export const back = "Back to the list";
export const hidden = "Hidden network…";
export const noAnswer = "No answer. Try again?";

export const saved = "Saved networks";
export const noneSaved = "None yet.";
export const savedNote = "The first is tried first, then the others in range.";
export const joined = "Joined";
export const lastFailed = "The last try failed: {cause}";
export const never = "Not tried since";
export const causes: Record<string, string> = {
  "wrong-password": "password",
  "not-found": "not found",
  "no-address": "no address",
  enterprise: "user name needed",
  "signal-lost": "signal lost",
};
export const otherCause = "refused";
export const fixed = "Address {ip}";
export const fixedFailed = "Address {ip} did not work";
export const forget = "Forget";
export const forgetAria = "Forget {ssid}";
export const sure = "Forget it?";
export const forgetAll = "Forget all";
export const forgotten = "Forgotten.";
export const code = "Setup code, on the label of the device";
export const show = "Show them";

export const cells = "Access points";
export const cellsNote = "Where one network has several, as a mesh does, choose the one to join.";
export const search = "Search";
export const searching = "Looking for networks…";
export const cell = "Channel {channel}, signal {level} of 4";
export const bound = "Access point {bssid}";
export const any = "Any of them";

export const address = "Fixed address";
export const addressNote =
  "For the network that you join next. The device restarts once to take it, and goes back to an automatic one if the router does not answer.";
export const ip = "Address";
export const netmask = "Netmask";
export const gateway = "Gateway (the router)";
export const dns = "DNS server, if not the router";
export const use = "Use it";
export const automatic = "Automatic address";
export const badIp = "Like 192.168.1.50.";
export const badNetmask = "Like 255.255.255.0.";
export const netOrAll = "Not the first or last address of the net.";
export const notInNet = "Not in the net of the address.";
export const same = "Another device than this one.";
export const ownNet = "The net of the setup network is taken.";
export const chosen = "Now choose the network.";
