/** Whom a Host header names, and what is never there: what each request is asked first. Pure. */

/** The names and addresses of the device, in lower case. */
export type OwnHosts = Record<string, boolean>;

/** @param host as a Host header or an authority has it */
export function isOwnHost(host: string, ownHosts: OwnHosts): boolean {
  if (ownHosts[host] === true) return true;
  // With what may be left out added, one pattern does for all.
  const name = stringMatch(string.lower(host) + ":80:", "^([^:]-)%.?:80:");
  return ownHosts[name!] === true;
}

/** What the paths below begin with, to be asked first. */
export const MAYBE_NEVER_THERE = "^/[afrw]";

/** Browsers ask for these by themselves, and a redirect would make some ask again and again. */
export function isNeverThere(path: string): boolean {
  return (
    path === "/favicon.ico" ||
    path === "/robots.txt" ||
    path === "/wpad.dat" ||
    stringFind(path, "^/apple%-touch%-icon[^/]*%.png$")[0] !== undefined
  );
}
