/**
 * Whom a request is for, by its Host and path. Pure.
 * What is not for us is redirected to us, which makes every phone show the sign-in sheet: portal_api
 * does so with plain requests, this knows all the others.
 * docs/portal.md tells what each system asks.
 */
import { Head } from "./http_codec";
import { isNeverThere, isOwnHost, OwnHosts } from "./own_host";

/** own: a route may answer. redirect: to the page. */
export type Verdict = "own" | "redirect" | "missing" | "forbidden";

/** What systems ask to find out whether they are online. */
const PROBE_PATHS: Record<string, boolean> = {
  "/generate_204": true,
  "/gen_204": true,
  "/captiveportal/generate_204": true,
  "/hotspot-detect.html": true,
  "/library/test/success.html": true,
  "/connecttest.txt": true,
  "/ncsi.txt": true,
  "/redirect": true,
  "/canonical.html": true,
  "/success.txt": true,
  "/check_network_status.txt": true,
  "/nm": true,
  "/nm-check.txt": true,
  "/static/hotspot.txt": true,
  "/kindle-wifi/wifistub.html": true,
  "/kindle-wifi/wifiredirect.html": true,
};

/** Another page on the phone sent it (CSRF), or a name that was made to point at us (DNS rebinding). */
function isFromElsewhere(head: Head, ownHosts: OwnHosts): boolean {
  const origin = head.headers.origin;
  if (origin === undefined) return false;
  const host = stringMatch(origin, "^http://([^/]*)$");
  return host === undefined || !isOwnHost(host, ownHosts);
}

/**
 * @param hasRoute one of the portal's own routes has this path
 */
export function judge(head: Head, ownHosts: OwnHosts, hasRoute: boolean): Verdict {
  const reads = head.method === "GET" || head.method === "HEAD";
  const isOwn = head.host === undefined || isOwnHost(head.host, ownHosts);
  if (reads && isNeverThere(head.path)) return "missing";
  if (!isOwn) return reads ? "redirect" : "forbidden";
  if (!reads) return isFromElsewhere(head, ownHosts) ? "forbidden" : "own";
  if (PROBE_PATHS[head.path] === true) return "redirect";
  return head.host === undefined && !hasRoute ? "redirect" : "own";
}
