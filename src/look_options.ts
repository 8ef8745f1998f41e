/** The options for the look of the page, and what is wrong with them. Loaded where there are any. Pure. */

/** @noSelf */
export interface LookOptions {
  /** What the page calls the device, 1 to 40 bytes of text. Default: the id. */
  readonly name?: string | undefined;
  /** Colour of buttons and links, `#rrggbb`; the page makes it lighter or darker where it must. */
  readonly colour?: string | undefined;
  /** A picture in flash for the head of the page: `NAME.svg` or `NAME.png`, at most 16384 bytes. */
  readonly logo?: string | undefined;
  /**
   * The program will answer to `<localName>.local` (module `mdns`): the page shows that address too.
   * 1 to 63 letters, digits and hyphens.
   */
  readonly localName?: string | undefined;
}

const MAX_NAME_BYTES = 40;
const MAX_FILE_NAME_BYTES = 31;
const MAX_LABEL_BYTES = 63;

/** The whole of it matches. */
function isMatch(value: unknown, pattern: string, mostBytes: number): boolean {
  if (type(value) !== "string") return false;
  const text = value as string;
  return text.length <= mostBytes && stringFind(text, `^${pattern}$`)[0] !== undefined;
}

/** One sentence for the first one that can't be used; nothing when all are fine. */
export function lookProblemOf(options: LookOptions): string | undefined {
  const { name, colour, logo, localName } = options;
  if (name !== undefined && !isMatch(name, "[^%c]+", MAX_NAME_BYTES)) {
    return "name has to be 1 to 40 bytes of text";
  }
  if (colour !== undefined && !isMatch(colour, "#%x%x%x%x%x%x", 7)) {
    return "colour has to be # and 6 hexadecimal digits, such as #1257c9";
  }
  if (
    logo !== undefined &&
    !isMatch(logo, "[%w_-]+%.svg", MAX_FILE_NAME_BYTES) &&
    !isMatch(logo, "[%w_-]+%.png", MAX_FILE_NAME_BYTES)
  ) {
    return "logo has to be the name of a file in flash such as logo.svg or logo.png: letters, digits, - and _, 31 bytes at most";
  }
  if (
    localName !== undefined &&
    (!isMatch(localName, "%w[%w-]*", MAX_LABEL_BYTES) || string.sub(localName, -1) === "-")
  ) {
    return "localName has to be 1 to 63 letters, digits and hyphens, without .local";
  }
  return undefined;
}
