/** Sentences for the user's terminal: what a board said may be in them, and is never obeyed. */
import { forReader } from "../fold_text.mjs";

/** All but the line end: a terminal takes the others for commands. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** The text with "?" for each control character. Pure. */
export const printable = (text) => text.replace(CONTROL, "?");

export const say = (sentence) => console.log(forReader(process.stdout, printable(sentence)));
