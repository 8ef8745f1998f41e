/** An option that can't be: the message is a sentence for the user. */
export class WrongOption extends Error {}
