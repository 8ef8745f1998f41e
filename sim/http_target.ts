/** Where requests go: parts of a URL stay when the next one lacks them. esp_http_client_set_url. */
import { parseUrl } from "./http_url";

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** What is another one now. */
export interface TargetChange {
  readonly host: boolean;
  readonly port: boolean;
}

/** @noSelf */
export interface HttpTarget {
  /** Undefined: it is no URL, and nothing changed. */
  take(url: string): TargetChange | undefined;
  /** In lower case. */
  scheme(): string;
  host(): string | undefined;
  port(): number;
  /** With the query. */
  path(): string;
  /** For the header Host: with the port where it is no usual one. */
  address(): string;
}

export function createHttpTarget(): HttpTarget {
  let scheme = "http";
  let host: string | undefined;
  let port = HTTP_PORT;
  let path = "/";
  let query: string | undefined;

  return {
    take: (url) => {
      const parts = parseUrl(url);
      if (parts === undefined) return undefined;
      const oldHost = host;
      const oldPort = port;
      host = parts.host ?? host;
      if (parts.scheme !== undefined) {
        scheme = string.lower(parts.scheme);
        if (scheme === "http") port = HTTP_PORT;
        else if (scheme === "https") port = HTTPS_PORT;
      }
      port = parts.port ?? port;
      path = parts.path ?? "/";
      query = parts.query;
      const isOther = string.lower(oldHost ?? "") !== string.lower(host ?? "");
      return { host: oldHost !== undefined && isOther, port: port !== oldPort };
    },
    scheme: () => scheme,
    host: () => host,
    port: () => port,
    path: () => (query === undefined ? path : `${path}?${query}`),
    address: () => {
      const isUsual = port === HTTP_PORT || port === HTTPS_PORT;
      return isUsual ? (host ?? "") : `${host}:${string.format("%d", port)}`;
    },
  };
}
