/** Every word that advanced.js says beside the page's own; the rules are those of ../../text.ts. */
import { english } from "../../text";

export const title = english("Advanced");
export const noAnswer = english("No answer. Try again?");

export const saved = english("Saved networks");
export const noneSaved = english("None yet.");
export const savedNote = english("The first is tried first, then the others in range.");
export const joined = english("Joined");
export const lastFailed = english("The last try failed: {cause}");
export const never = english("Not tried since");
export const causePassword = english("password");
export const causeNotFound = english("not found");
export const causeNoAddress = english("no address");
export const causeUserName = english("user name needed");
export const causeSignal = english("signal lost");
export const causeOther = english("refused");
export const fixed = english("Address {ip}");
export const fixedFailed = english("Address {ip} did not work");
export const forget = english("Forget");
export const forgetOne = english("Forget {ssid}");
export const sure = english("Forget it?");
export const forgetAll = english("Forget all");
export const forgotten = english("Forgotten.");
export const showThem = english("Show them");

export const cells = english("Access points");
export const cellsNote = english(
  "Where one network has several, as a mesh does, choose the one to join.",
);
export const search = english("Search");
export const cell = english("Channel {channel}, signal {level} of 4");
export const bound = english("Access point {bssid}");
export const any = english("Any of them");

export const address = english("Fixed address");
export const addressNote = english(
  "For the network that you join next. The device restarts once to take it, and goes back to an automatic one if the router does not answer.",
);
export const ip = english("Address");
export const netmask = english("Netmask");
export const gateway = english("Gateway (the router)");
export const dns = english("DNS server, if not the router");
export const use = english("Use it");
export const automatic = english("Automatic address");
export const badIp = english("Like 192.168.1.50.");
export const badNetmask = english("Like 255.255.255.0.");
export const netOrAll = english("Not the first or last address of the net.");
export const notInNet = english("Not in the net of the address.");
export const same = english("Another device than this one.");
export const ownNet = english("The net of the setup network is taken.");
export const chosen = english("Now choose the network.");
