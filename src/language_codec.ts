/**
 * Which languages a browser wants, from its Accept-Language header. Pure. RFC 9110 section 12.5.4,
 * RFC 4647 section 3.4 (lookup).
 */

/** More are not looked at: each costs a look at the flash. */
const MAX_TAGS = 16;
/** Names of files on the flash have at most 31. */
const LONGEST_TAG_BYTES = 19;
/** Always there, of whatever country: it is in the page. */
const ENGLISH = "en";

/** Names that older systems still send. ISO 639-1 replaced them. */
const RENAMED: Record<string, string> = { iw: "he" };

interface Wanted {
  readonly tag: string;
  readonly quality: number;
}

/** What is wanted, the most wanted first; what is wanted alike keeps its order. */
function sorted(header: string): Wanted[] {
  const all: Wanted[] = [];
  for (const [item] of string.gmatch(string.lower(header), "[^,]+")) {
    const tag = stringMatch(item!, "^%s*(%a%a%a?%f[%A][%w-]*)");
    const quality = tonumber(stringMatch(item!, ";%s*q=([%d.]+)") ?? "1") ?? 0;
    if (tag !== undefined && tag.length <= LONGEST_TAG_BYTES && quality > 0) {
      let at = all.length + 1;
      while (at > 1 && all[at - 2]!.quality < quality) at -= 1;
      table.insert(all, at, { tag, quality });
    }
  }
  return all;
}

/** Chinese in traditional characters: a browser whose reader takes simplified ones too lists `zh`. */
function isTraditional(tag: string): boolean {
  if (stringFind(tag, "^zh%-hans")[0] !== undefined) return false;
  const part = stringMatch(tag, "^zh%-(%a+)") ?? "";
  return part === "hant" || part === "tw" || part === "hk" || part === "mo";
}

/**
 * Tags to look for, the most wanted first, each followed by what is left of it without its last
 * parts. In lower case; 16 at most. English ends the list, for nothing comes after what is always there.
 *
 * @param header the value of Accept-Language; nothing when it was not sent
 * @example require("language_codec").languagesOf("pt-BR, de;q=0.5") -- { "pt-br", "pt", "de" }
 */
export function languagesOf(header: string | undefined): string[] {
  const tags: string[] = [];
  for (const { tag } of sorted(header ?? "")) {
    let part: string | undefined = tag;
    while (part !== undefined) {
      const name: string = RENAMED[part] ?? part;
      if (stringMatch(name, "^%a*") === ENGLISH || tags.length === MAX_TAGS) return tags;
      tags.push(name);
      const shorter: string | undefined = stringMatch(part, "^(.*)%-");
      part = shorter === "zh" && isTraditional(tag) ? undefined : shorter;
    }
  }
  return tags;
}
