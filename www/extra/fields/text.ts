/** Every word that fields.js says; the rules are those of ../../text.ts. */
import { english } from "../../text";

export const title = english("Settings");
export const next = english("Next");
export const back = english("Back");
export const save = english("Save, and join {ssid} again");
export const needed = english("This is needed.");
export const length = english("{min} to {max} characters. Accents and emoji count as several.");
export const form = english("This does not have the right form.");
export const steps = english("{min} to {max}, in steps of {step}");
export const kept = english("Set. Type a new one to replace it.");
export const remove = english("Remove it");
export const removed = english("It will be removed.");
export const on = english("On");
export const off = english("Off");
