/** The portal's pages for browsers, but for the one way that all of today's take: portal_api. */
import { acceptsGzip } from "./accept_codec";
import { read, sizeOf } from "./flash_files";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { unpackNetworks } from "./network_list_codec";
import { formPage, statusPage } from "./plain_page";
import { compressedScript, missing } from "./portal_answers";
import { html } from "./portal_page_answers";
import { showPage } from "./portal_api";
import { termsOf } from "./portal_json";
import { afterScan } from "./portal_scan";
import type { Portal } from "./portal_session";

function plainFields(): typeof import("./plain_fields") {
  return require("./plain_fields") as typeof import("./plain_fields");
}

/** Loaded now: what is loaded in a callback stays. */
function ownInputs(portal: Portal): string {
  return portal.options.fields === undefined ? "" : plainFields().inputs(portal);
}

export function showPlainPage(portal: Portal, request: Request, reply: Reply): void {
  const terms = termsOf(portal);
  const more = ownInputs(portal);
  afterScan(portal, request, () =>
    reply(html(200, formPage(unpackNetworks(portal.networks), terms, more))),
  );
}

/** The page with JavaScript to whom can read it, else the plain one. */
export function showPageTo(portal: Portal, request: Request, reply: Reply): void {
  const takesGzip = acceptsGzip(request.headers["accept-encoding"]);
  const page = takesGzip ? portal.page : undefined;
  if (page !== undefined) showPage(page, reply);
  else showPlainPage(portal, request, reply);
}

/** An extra script of the page, where it lies in flash: `/NAME.js` is the file `NAME.js.gz`. */
export function showScript(portal: Portal, request: Request, reply: Reply): void {
  const name = string.sub(request.path, 2) + ".gz";
  const size = acceptsGzip(request.headers["accept-encoding"]) ? sizeOf(name) : undefined;
  if (size === undefined) reply(missing(portal.options.apIp));
  else reply(compressedScript(size, read(name, size)));
}

export function showStatusPage(portal: Portal, reply: Reply): void {
  reply(html(200, statusPage(portal.status)));
}
