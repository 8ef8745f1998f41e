/** Every word that fields.js says; the rules are those of ../../text.ts. */
export const title = "Settings";
export const next = "Next";
export const back = "Back";
export const save = "Save, and join {ssid} again";
export const needed = "This is needed.";
export const length = "{min} to {max} characters. Accents and emoji count as several.";
export const form = "This does not have the right form.";
export const range = "{min} to {max}";
export const steps = "{min} to {max}, in steps of {step}";
export const kept = "Set. Type a new one to replace it.";
export const remove = "Remove it";
export const removed = "It will be removed.";
export const on = "On";
export const off = "Off";
