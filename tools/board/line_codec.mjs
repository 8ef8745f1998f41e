/**
 * Bytes as lines of Lua that fit the console. Text goes as it is, in short pieces that name what came
 * before by place and length; other files go four bytes in five characters. Pure.
 */

/** The console throws the beginning of a longer line away. */
export const MAX_LINE_CHARACTERS = 255;
/** What the board remembers of the text that came before. */
export const WINDOW_BYTES = 86 * 86 - 1;
/** The same on the board. A file that holds this byte is sent as binary. */
export const REFERENCE = "\x01";

const TEXT_OPEN = "U.t'";
const BINARY_OPEN = "U.b'";
const CLOSE = "'";
const PAYLOAD_CHARACTERS = MAX_LINE_CHARACTERS - TEXT_OPEN.length - CLOSE.length;

/** A reference takes four characters; the gain begins above. */
const SHORTEST_MATCH = 5;
const LONGEST_MATCH = SHORTEST_MATCH + 85;
const MAX_CANDIDATES = 48;

const ESCAPES = { "\n": "\\n", "\r": "\\r", "'": "\\'", "\\": "\\\\" };
const escapeByte = (code) => `\\${String(code).padStart(3, "0")}`;

/** A Lua string of a file's name. */
export const quoteLua = (text) => `'${text.replace(/[\\']/g, "\\$&")}'`;

/** One of 86 characters that need no escape: 40 to 126 without the backslash. */
function digit(value) {
  return String.fromCharCode(value < 52 ? 40 + value : 41 + value);
}

function literal(character) {
  const code = character.charCodeAt(0);
  if (ESCAPES[character]) return ESCAPES[character];
  return character === "\t" || (code >= 32 && code < 127) ? character : escapeByte(code);
}

/** Text of the same session, so that later files can refer to earlier ones. */
function createHistory() {
  const places = new Map();
  let text = "";

  function longestMatch(rest) {
    const found = { length: 0, distance: 0 };
    const candidates = places.get(rest.slice(0, SHORTEST_MATCH)) ?? [];
    for (const place of candidates.slice(-MAX_CANDIDATES).reverse()) {
      const distance = text.length - place;
      if (distance > WINDOW_BYTES) break;
      let length = SHORTEST_MATCH;
      const limit = Math.min(LONGEST_MATCH, rest.length, distance);
      while (length < limit && text[place + length] === rest[length]) length += 1;
      if (length > found.length) Object.assign(found, { length, distance });
    }
    return found;
  }

  function add(piece) {
    const from = Math.max(0, text.length - SHORTEST_MATCH + 1);
    text += piece;
    for (let place = from; place + SHORTEST_MATCH <= text.length; place += 1) {
      const key = text.slice(place, place + SHORTEST_MATCH);
      if (places.has(key)) places.get(key).push(place);
      else places.set(key, [place]);
    }
  }

  return { longestMatch, add };
}

/**
 * An encoder for one session with a board: both sides remember the same text.
 *
 * @returns a function from a file's text, one character a byte, to its lines
 */
export function createTextEncoder() {
  const history = createHistory();

  /** One line, which refers only to lines before it. */
  function encodeLine(text, start) {
    let payload = "";
    let at = start;
    while (at < text.length) {
      const { length, distance } = history.longestMatch(text.slice(at, at + LONGEST_MATCH));
      const reference = [Math.floor(distance / 86), distance % 86, length - SHORTEST_MATCH];
      const piece =
        length === 0 ? literal(text[at]) : REFERENCE + reference.map((one) => digit(one)).join("");
      if (payload.length + piece.length > PAYLOAD_CHARACTERS) break;
      payload += piece;
      at += Math.max(1, length);
    }
    history.add(text.slice(start, at));
    return { line: TEXT_OPEN + payload + CLOSE, at };
  }

  return (text) => {
    const lines = [];
    for (let at = 0; at < text.length;) {
      const encoded = encodeLine(text, at);
      lines.push({ line: encoded.line, bytes: encoded.at - at });
      at = encoded.at;
    }
    return lines;
  };
}

/** Base 85 with the characters 40 to 124, and ~ for the backslash among them. */
function encodeGroup(group) {
  let number = group.readUInt32BE(0);
  let characters = "";
  for (let count = 0; count < 5; count += 1) {
    const character = String.fromCharCode(40 + (number % 85));
    characters = (character === "\\" ? "~" : character) + characters;
    number = Math.floor(number / 85);
  }
  return characters;
}

/** Lines for any bytes; the last one says how many bytes of its last group are too many. */
export function encodeBinary(bytes) {
  const extra = (4 - (bytes.length % 4)) % 4;
  const padded = Buffer.concat([bytes, Buffer.alloc(extra)]);
  // The last line is longer by ",3" and two brackets.
  const bytesPerLine = Math.floor((PAYLOAD_CHARACTERS - 4) / 5) * 4;
  const lines = [];
  for (let at = 0; at < padded.length; at += bytesPerLine) {
    const part = padded.subarray(at, at + bytesPerLine);
    let payload = "";
    for (let group = 0; group < part.length; group += 4)
      payload += encodeGroup(part.subarray(group));
    const isLast = at + part.length === padded.length;
    const line = isLast && extra > 0 ? `U.b('${payload}',${extra})` : BINARY_OPEN + payload + CLOSE;
    lines.push({ line, bytes: part.length - (isLast ? extra : 0) });
  }
  return lines;
}

/** Whether the text encoder is the shorter one: few bytes of it need an escape. */
export function isText(bytes) {
  if (bytes.includes(REFERENCE.charCodeAt(0))) return false;
  const odd = bytes.filter((byte) => (byte < 32 && byte !== 9 && byte !== 10) || byte > 126).length;
  return odd * 10 <= bytes.length;
}
