/** Every word that more.js says; the rules are those of ../../text.ts. */
import { english } from "../../text";

export const copyAddress = english("Copy address");
export const copy = english("Copy");
export const copied = english("Copied");
export const copyByHand = english("Selected: now copy it with the phone’s menu");
export const advanced = english("Advanced");
export const notLoaded = english("No answer. Try again?");
