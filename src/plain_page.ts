/**
 * Small pages for clients without JavaScript or gzip, written here in HTML. Pure.
 * Whatever comes from outside is escaped.
 */
import { encodeHex } from "./hex_codec";
import type { ListedNetwork } from "./network_list_codec";
import type { Terms } from "./portal_json";
import { Status } from "./portal_state";
import { defuse, toEntity } from "./portal_words";
import { toValidUtf8 } from "./utf8_codec";

/** The same look as the page with JavaScript, in fewer words. */
const STYLE =
  "<style>body{max-width:480px;margin:0 auto;padding:16px;background:#f2f4f8;color:#161b22;" +
  "font:17px/1.45 system-ui,sans-serif;word-break:break-word}form,.card{margin:0 0 12px;" +
  "padding:16px;border-radius:16px;background:#fff}label{display:flex;align-items:center;" +
  "min-height:48px}label input{margin:0 12px 0 0}bdi{white-space:pre-wrap}h1{font-size:26px}" +
  "a{display:inline-block;padding:10px 0}small{flex:none;color:#55606e}" +
  "label small{margin:0 8px}[for=n]{margin:8px 0}.in{box-sizing:border-box;width:100%;" +
  "min-height:48px;padding:8px 16px;border:1px solid #7d8896;border-radius:12px;" +
  "background:none;color:inherit;font:inherit}button,a{color:#1257c9;font-weight:600}button{width:100%;" +
  "min-height:48px;margin-top:16px;border:0;border-radius:12px;background:#1257c9;color:#fff;" +
  "font:inherit}.bad{color:#b3261e}@media(prefers-color-scheme:dark){body{background:#0e1217;" +
  "color:#eef1f5}form,.card{background:#1a2029}small{color:#a9b4c2}a{color:#8ab6ff}" +
  "button{background:#8ab6ff;color:#1a2029}.bad{color:#ffb4ab}}</style>";

const RETRY = '<p><a href="/plain">Choose a network</a></p>';

/** Numbers of wifi.AUTH_*. */
const OPEN = 0;
const ENTERPRISE = 5;

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
  return defuse(escaped, toEntity);
}

/** Without the tags and quotes that HTML does not need: head and body begin and end by themselves. */
function page(title: string, head: string, content: string): string {
  return (
    "<!DOCTYPE html><html lang=en><meta charset=utf-8>" +
    '<meta name=viewport content="width=device-width,initial-scale=1">' +
    `<meta name=color-scheme content="light dark"><link rel=icon href="data:,">${head}` +
    `<title>${title}</title>${STYLE}<main><h1>${title}</h1>${content}</main>\n`
  );
}

/** A name that a form would change on its way (control characters, broken UTF-8) travels as hex. */
function choice(network: ListedNetwork): string {
  const ssid = network.ssid;
  const name = `<bdi>${escapeHtml(ssid)}</bdi>`;
  if (network.auth === ENTERPRISE) {
    return `<p>${name}<br><small>Needs a user name too. This device cannot join it.</small></p>\n`;
  }
  const travels = toValidUtf8(ssid) === ssid && stringFind(ssid, "%c")[0] === undefined;
  const field = travels
    ? `name=ssid value="${escapeHtml(ssid)}"`
    : `name=ssidHex value="${encodeHex(ssid)}"`;
  const note = network.auth === OPEN ? "open" : "protected";
  return `<label><input type=radio ${field}>${name}` + `<small>${note}</small></label>\n`;
}

const CODE_FIELD =
  "<label for=c>Setup code, on the label of the device</label>" +
  "<input class=in id=c name=setupCode autocomplete=off autocapitalize=none>";

const READABLE_NOTE =
  "<p>The setup network is open. Others nearby can read what you send from this page.</p>";
const NOT_SEALED_NOTE =
  "<p class=bad>This device takes a sealed password only. This page can't seal: open " +
  '<a href="/">the other one</a> in a browser with JavaScript.</p>';

/** This page can't seal. */
function noteOn(terms: Terms): string {
  if (terms.sealedOnly) return NOT_SEALED_NOTE;
  return terms.isOpen ? READABLE_NOTE : "";
}

/**
 * The list of networks and the form. A name that was typed wins over one that was chosen.
 *
 * @param more inputs of the application's own, in HTML
 */
export function formPage(networks: readonly ListedNetwork[], terms: Terms, more = ""): string {
  const choices: string[] = [];
  for (const network of networks) choices.push(choice(network));
  return page(
    "Choose a network",
    "",
    '<form method=post action="/api/access-point">' +
      table.concat(choices) +
      "<label for=n>Another one, with this name (2.4 GHz only)</label>" +
      "<input class=in id=n name=ssid autocapitalize=none autocorrect=off>" +
      "<label for=p>Password</label><input class=in id=p name=password type=password>" +
      more +
      (terms.asksForCode ? CODE_FIELD : "") +
      noteOn(terms) +
      '<button>Join</button></form><p><a href="/plain?scan=1">Search again</a></p>',
  );
}

const REFRESH = "<meta http-equiv=refresh content=3>";

/** Where the setup stands; it asks again by itself while something is going on. */
export function statusPage(status: Status): string {
  const ssid = `<bdi>${escapeHtml(status.ssid ?? "")}</bdi>`;
  const message = escapeHtml(status.message ?? "");
  if (status.state === "joining") {
    return page(
      "Joining",
      REFRESH,
      `<p class=card role=status>Joining ${ssid}. This can take half a minute. This page ` +
        "refreshes itself; your phone may lose the setup network for a moment. If it does not " +
        "come back: join the setup network again, with mobile data off, and open this page.</p>" +
        '<p><a href="/status">Refresh now</a></p>',
    );
  }
  if (status.state === "online") {
    return page(
      "Connected",
      "",
      `<p class=card role=status>The device has joined ${ssid}:<br><b>${message}</b></p>` +
        '<form method=post action="/api/alive"><input type=hidden name=done value=1>' +
        "Copy this or write it down. Then press Finish: the setup network goes off, and your " +
        "phone returns to its usual WiFi.<button>Finish</button></form>",
    );
  }
  if (status.state === "failed") return failurePage(`${ssid}<br><b class=bad>${message}</b>`);
  return page("Choose a network", "", `<p class=card>Nothing to join yet.</p>${RETRY}`);
}

/** @param text in HTML */
function failurePage(text: string): string {
  return page("Could not join", "", `<p class=card role=alert>${text}</p>${RETRY}`);
}

/** A form that was refused at once. */
export function refusalPage(message: string): string {
  return failurePage(`<b class=bad>${escapeHtml(message)}</b>`);
}

/** The result was read. */
export function donePage(): string {
  const text = "The setup network goes off now. You can close this page.";
  return page("All done", "", `<p class=card>${text}</p>`);
}
