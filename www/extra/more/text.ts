/** Every word that more.js says; the rules are those of ../../text.ts. */
export const copyAddress = "Copy address";
export const copy = "Copy";
export const copied = "Copied";
export const copyByHand = "Selected: now copy it with the phone’s menu";
