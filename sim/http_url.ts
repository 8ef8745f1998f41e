/** URLs as ESP-IDF's http_parser takes them apart: what is there, nothing filled in. Pure. */

export interface UrlParts {
  readonly scheme: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly query: string | undefined;
}

const LAST_PORT = 65535;

/** Undefined: not a URL with scheme and host, nor a path. */
export function parseUrl(url: string): UrlParts | undefined {
  const [bad] = stringFind(url, "[%c ]");
  if (bad !== undefined || url === "") return undefined;
  const whole = stringMatch(url, "^([^#]*)")!;
  const query = stringMatch(whole, "%?(.*)$");
  const start = query === undefined ? whole : string.sub(whole, 1, whole.length - query.length - 1);
  const scheme = stringMatch(start, "^(%a+)://");
  if (scheme === undefined) {
    if (string.sub(start, 1, 1) !== "/") return undefined;
    return { scheme, host: undefined, port: undefined, path: start, query };
  }
  const rest = string.sub(start, scheme.length + "://".length + 1);
  const authority = stringMatch(rest, "^([^/]*)")!;
  const path = string.sub(rest, authority.length + 1);
  const address = stringMatch(authority, "@([^@]*)$") ?? authority;
  const digits = stringMatch(address, ":(%d+)$");
  const host = digits === undefined ? address : string.sub(address, 1, -digits.length - 2);
  const port = digits === undefined ? undefined : Math.floor(tonumber(digits) ?? 0);
  const [known] = stringFind(host, "^[%w%.%-_]+$");
  if (known === undefined || (port !== undefined && port > LAST_PORT)) return undefined;
  return { scheme, host, port, path: path === "" ? undefined : path, query };
}
