/** Every word that more.js says; the rules are those of ../../text.ts. */
import { english } from "../../text";

export const copyAddress = english("Copy address");
export const copy = english("Copy");
export const copied = english("Copied");
export const copyByHand = english("Selected: now copy it with the phone’s menu");
export const byName = english("Or by its name: {url}");
export const closing = english("The setup network goes off in {seconds} seconds.");
export const stay = english("Stay");
export const report = english("Copy a report for support");
export const reportLabel = english("Report");
export const reportNote = english("It names the network that you tried, but holds no password.");
export const advanced = english("Advanced");
export const notLoaded = english("No answer. Try again?");
