/**
 * What phones and computers want to hear when they ask whether they are online. Given by the portal in
 * one state alone: the device is online, and the page has said that its result was read. A phone closes
 * its sheet then. Pure. Sources: docs/portal.md, "When the result was read".
 */
import type { Response } from "./http_codec";

const enum Probe {
  Empty = "empty",
  Apple = "apple",
  Windows = "Microsoft Connect Test",
  OldWindows = "Microsoft NCSI",
  Mozilla = "mozilla",
  Firefox = "success\n",
  Manager = "NetworkManager is online\n",
  Fedora = "OK",
  Kde = "kde",
}

/** On whatever host: many systems ask hosts of their own for the same path. */
const BY_PATH: Record<string, Probe> = {
  // Android and those built on it, Chromium, Edge, newer Firefox.
  "/generate_204": Probe.Empty,
  "/gen_204": Probe.Empty,
  "/captiveportal/generate_204": Probe.Empty,
  "/hotspot-detect.html": Probe.Apple,
  "/library/test/success.html": Probe.Apple,
  "/connecttest.txt": Probe.Windows,
  "/ncsi.txt": Probe.OldWindows,
  "/canonical.html": Probe.Mozilla,
  "/success.txt": Probe.Firefox,
  // NetworkManager, as GNOME, Debian, Arch and Fedora have it.
  "/check_network_status.txt": Probe.Manager,
  "/nm": Probe.Manager,
  "/nm-check.txt": Probe.Manager,
  "/static/hotspot.txt": Probe.Fedora,
};

/** Hosts that are asked for any path, or for a path that says nothing. */
const BY_HOST: Record<string, Probe> = {
  "captive.apple.com": Probe.Apple,
  "netcts.cdn-apple.com": Probe.Apple,
  "www.appleiphonecell.com": Probe.Apple,
  "www.airport.us": Probe.Apple,
  "www.ibook.info": Probe.Apple,
  "www.itools.info": Probe.Apple,
  "www.thinkdifferent.us": Probe.Apple,
  "connectivity-check.ubuntu.com": Probe.Manager,
  "networkcheck.kde.org": Probe.Kde,
};

function responseTo(probe: Probe): Response {
  switch (probe) {
    case Probe.Empty:
      return { status: 204 };
    case Probe.Apple:
      return {
        status: 200,
        contentType: "text/html",
        body: "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>",
      };
    case Probe.Mozilla:
      return {
        status: 200,
        contentType: "text/html",
        body: '<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>',
      };
    case Probe.Manager:
    case Probe.Fedora: {
      const headers = "X-NetworkManager-Status: online\r\n";
      return { status: 200, contentType: "text/plain", headers, body: probe };
    }
    case Probe.Kde:
      return { status: 200, contentType: "text/plain", body: "OK" };
    default:
      return { status: 200, contentType: "text/plain", body: probe };
  }
}

/**
 * The answer of the Internet to such a question, byte for byte; nothing for any other request.
 *
 * @param host of somebody else, as a Host header has it
 * @example onlineAnswer("connectivitycheck.gstatic.com", "/generate_204")!.status // 204
 */
export function onlineAnswer(host: string, path: string): Response | undefined {
  // As own_host does it: with what may be left out added, one pattern does for all.
  const name = stringMatch(string.lower(host) + ":80:", "^([^:]-)%.?:80:");
  const probe = BY_PATH[path] ?? BY_HOST[name ?? ""];
  return probe === undefined ? undefined : responseTo(probe);
}
