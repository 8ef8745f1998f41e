/**
 * The name of a DNS question, and the names that have another answer than all others. Pure. Loaded only
 * when one of them may be asked for, or somebody wants to know the name. RFC 1035 section 4.1.2.
 */

/**
 * The name in lower case, without its final dot.
 *
 * @param query a message with one question, whose labels were found to be whole
 * @example print(require("dns_names_codec").nameOf(query)) -- captive.apple.com
 */
export function nameOf(query: string): string {
  const labels: string[] = [];
  let at = 13;
  let size = string.byte(query, at)!;
  while (size > 0) {
    labels.push(string.sub(query, at + 1, at + size));
    at += size + 1;
    size = string.byte(query, at)!;
  }
  return string.lower(table.concat(labels, "."));
}

/**
 * Answering these names would keep DNS over HTTPS, Private Relay or a proxy search switched on.
 *
 * @example require("dns_names_codec").isDenied("wpad.lan") -- true
 */
export function isDenied(name: string): boolean {
  return (
    name === "use-application-dns.net" ||
    name === "mask.icloud.com" ||
    name === "mask-h2.icloud.com" ||
    string.sub(name + ".", 1, 5) === "wpad."
  );
}

/**
 * Special-use name of RFC 9462: it exists, but has no address.
 *
 * @example require("dns_names_codec").hasNoAddress("_dns.resolver.arpa") -- true
 */
export function hasNoAddress(name: string): boolean {
  return string.sub("." + name, -14) === ".resolver.arpa";
}
