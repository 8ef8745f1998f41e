/** HTTP as a client needs it: requests as text, responses taken apart. RFC 9112. */

export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  /** By lower-case name; several of a name are joined by ", ". */
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly raw: string;
}

/** By name in any case. */
export type Headers = Record<string, string>;

/** undefined until the head is complete, or when it is no HTTP. */
export function parseResponse(raw: string): HttpResponse | undefined {
  const [end] = stringFind(raw, "\r\n\r\n", 1, true);
  if (end === undefined) return undefined;
  const head = string.sub(raw, 1, end + 1);
  const [status, reason] = string.match(head, "^HTTP/1%.[01] (%d%d%d) ?([^\r\n]*)\r\n");
  if (status === undefined) return undefined;
  const headers: Record<string, string> = {};
  for (const [name, value] of string.gmatch(head, "\n([^:\r\n]+):[ \t]*([^\r\n]*)")) {
    const key = string.lower(name!);
    headers[key] = headers[key] === undefined ? value! : `${headers[key]}, ${value}`;
  }
  return {
    status: Math.floor(tonumber(status)!),
    reason: reason ?? "",
    headers,
    body: string.sub(raw, end + 4),
    raw,
  };
}

function encode(text: string): string {
  const [escaped] = string.gsub(text, "[^%w%-%._~ ]", (byte) =>
    string.format("%%%02X", string.byte(byte)),
  );
  const [plussed] = string.gsub(escaped, " ", "+");
  return plussed;
}

/** application/x-www-form-urlencoded, fields in order of their names. */
export function encodeForm(fields: Record<string, string | number>): string {
  const names: string[] = [];
  for (const [name] of pairs(fields)) names.push(name);
  table.sort(names);
  const parts: string[] = [];
  for (const name of names) parts.push(`${encode(name)}=${encode(tostring(fields[name]))}`);
  return table.concat(parts, "&");
}

/** `headers` replace the defaults of their names; an empty value leaves the header out. */
export function buildRequest(
  method: string,
  path: string,
  defaults: Headers,
  headers: Headers | undefined,
  body: string | undefined,
): string {
  const lines: string[] = [];
  const own: Record<string, boolean> = {};
  for (const [name, value] of pairs(headers ?? {})) {
    own[string.lower(name)] = true;
    if (value !== "") lines.push(`${name}: ${value}`);
  }
  for (const [name, value] of pairs(defaults)) {
    if (own[string.lower(name)] !== true) lines.push(`${name}: ${value}`);
  }
  table.sort(lines);
  table.insert(lines, 1, `${method} ${path} HTTP/1.1`);
  return `${table.concat(lines, "\r\n")}\r\n\r\n${body ?? ""}`;
}
