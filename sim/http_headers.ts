/** Request headers in order, and how the client packs them. Source: ESP-IDF's http_header.c. Pure. */

interface Header {
  readonly name: string;
  value: string;
}

/** @noSelf */
export interface HttpHeaders {
  /** Replaces the value of a header whatever its case; undefined removes it. */
  set(name: string, value: string | undefined): void;
  get(name: string): string | undefined;
  /**
   * What is sent, in pieces of the transmit buffer. A header that does not fit into one ends it all:
   * then neither it nor the empty line after the headers is sent.
   */
  packed(firstLine: string, bufferBytes: number): string[];
}

const trim = (text: string): string => stringMatch(text, "^%s*(.-)%s*$") ?? "";

export function createHttpHeaders(): HttpHeaders {
  const headers: Header[] = [];

  function indexOf(name: string): number | undefined {
    for (const index of $range(1, headers.length)) {
      if (string.lower(headers[index - 1]!.name) === string.lower(name)) return index;
    }
    return undefined;
  }

  return {
    set: (name, value) => {
      const index = indexOf(name);
      if (value === undefined) {
        if (index !== undefined) table.remove(headers, index);
      } else if (index !== undefined) headers[index - 1]!.value = trim(value);
      else headers.push({ name: trim(name), value: trim(value) });
    },
    get: (name) => {
      const index = indexOf(name);
      return index === undefined ? undefined : headers[index - 1]!.value;
    },
    packed: (firstLine, bufferBytes) => {
      const pieces: string[] = [];
      let piece = firstLine;
      let size = 0;
      for (const { name, value } of headers) {
        const text = `${name}: ${value}\r\n`;
        // Three bytes stay free: the empty line and the end of the string.
        if (piece.length + text.length + 3 > bufferBytes) {
          if (size === 0) return pieces;
          pieces.push(piece);
          piece = "";
          size = 0;
          if (text.length + 3 > bufferBytes) return pieces;
        }
        piece += text;
        size += text.length;
      }
      pieces.push(`${piece}\r\n`);
      return pieces;
    },
  };
}
