/**
 * Small pages for clients without JavaScript or gzip, written here in HTML. Pure.
 * Whatever comes from outside is escaped.
 */
import { encodeHex } from "./hex_codec";
import { Status } from "./portal_state";
import { toValidUtf8 } from "./utf8_codec";
import { ScannedNetwork } from "./wifi_access_point";

const STYLE =
  "<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:28rem;" +
  "margin:auto;padding:1rem}label{display:block;padding:.4rem 0}fieldset{border:1px solid #8888;" +
  "border-radius:.5rem}input[type=text],input[type=password]{font:inherit;width:100%;" +
  "box-sizing:border-box;padding:.5rem}button{font:inherit;padding:.6rem 1.2rem;margin-top:.8rem}" +
  "</style>";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function entityOf(character: string): string {
  return ENTITIES[character] ?? "&#65533;";
}

/** Text for HTML: markup and control characters lose their meaning. */
export function escapeHtml(text: string): string {
  const [escaped] = string.gsub(toValidUtf8(text), "[&<>\"'%c]", entityOf);
  return escaped;
}

function page(title: string, head: string, content: string): string {
  return (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">' +
    `<meta name="viewport" content="width=device-width,initial-scale=1">${head}` +
    `<title>${title}</title>${STYLE}</head><body><h1>${title}</h1>${content}</body></html>\n`
  );
}

/** A name that a form would change on its way (control characters, broken UTF-8) travels as hex. */
function choice(network: ScannedNetwork): string {
  const ssid = network.ssid;
  const travels = toValidUtf8(ssid) === ssid && stringFind(ssid, "%c")[0] === undefined;
  const field = travels
    ? `name="ssid" value="${escapeHtml(ssid)}"`
    : `name="ssidHex" value="${encodeHex(ssid)}"`;
  const kind =
    network.auth === 0 ? "open" : network.auth === 5 ? "enterprise, cannot be joined" : "password";
  return (
    `<label><input type="radio" ${field}> <bdi>${escapeHtml(ssid)}</bdi> ` +
    string.format("(%d dBm, %s)</label>\n", network.rssiDbm, kind)
  );
}

/** The list of networks and the form. */
export function formPage(networks: readonly ScannedNetwork[]): string {
  const choices: string[] = [];
  for (const network of networks) choices.push(choice(network));
  const list = choices.length > 0 ? table.concat(choices) : "<p>No network was found.</p>";
  return page(
    "WiFi setup",
    "",
    '<form method="post" action="/api/access-point">' +
      `<fieldset><legend>Network</legend>${list}` +
      '<label>Another name, such as a hidden network (2.4 GHz only)<input type="text" name="ssid" ' +
      'maxlength="32" autocapitalize="none" autocorrect="off" spellcheck="false"></label></fieldset>' +
      '<label>Password<input type="password" name="password" maxlength="64"></label>' +
      "<button>Join</button></form>" +
      '<p><a href="/plain?scan=1">Search again</a></p>',
  );
}

const REFRESH = '<meta http-equiv="refresh" content="3">';

/** Where the setup stands; it asks again by itself while something is going on. */
export function statusPage(status: Status): string {
  const ssid = `<bdi>${escapeHtml(status.ssid ?? "")}</bdi>`;
  const message = escapeHtml(status.message ?? "");
  switch (status.state) {
    case "joining":
      return page(
        "Joining",
        REFRESH,
        `<p role="status">Joining ${ssid} …</p><p>Your phone may lose this network for a moment. ` +
          "If so, join it again and open this page.</p>",
      );
    case "online":
      return page(
        "Connected",
        "",
        `<p role="status">The device has joined ${ssid}.</p><p><strong>${message}</strong></p>` +
          "<p>Its setup network will disappear now. Take your phone back to your own network.</p>" +
          '<form method="post" action="/api/alive"><input type="hidden" name="timeout" value="0">' +
          "<button>Finish</button></form>",
      );
    case "failed":
      return page(
        "Not connected",
        "",
        `<p role="alert">${ssid}: ${message}</p><p><a href="/plain">Try again</a></p>`,
      );
    default:
      return page(
        "WiFi setup",
        REFRESH,
        '<p>Nothing to join yet.</p><p><a href="/plain">Choose a network</a></p>',
      );
  }
}

/** A form that was refused at once. */
export function refusalPage(message: string): string {
  return page(
    "Not connected",
    "",
    `<p role="alert">${escapeHtml(message)}</p><p><a href="/plain">Try again</a></p>`,
  );
}
