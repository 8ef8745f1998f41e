/** The look that a program gives the page: its part of the status, and the logo. Loaded for a moment. */
import { read, sizeOf } from "./flash_files";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import type { LookOptions } from "./look_options";
import { warning } from "./logger";
import { missing } from "./portal_answers";
import { jsonText } from "./portal_json";
import type { Portal } from "./portal_session";

const MAX_LOGO_BYTES = 16384;
/** A picture can be opened as a page: then it must neither run nor load anything. */
const HARMLESS =
  "X-Content-Type-Options: nosniff\r\n" +
  "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox\r\n";

function member(name: string, value: string | undefined): string {
  return value === undefined ? "" : `,"${name}":${jsonText(value)}`;
}

/** Bytes of the logo; nothing where there is none that can be given. */
function logoSize(look: LookOptions): number | undefined {
  const size = look.logo === undefined ? undefined : sizeOf(look.logo);
  return size !== undefined && size > 0 && size <= MAX_LOGO_BYTES ? size : undefined;
}

/** Members of the status in JSON, each with a comma before it. */
export function lookMembers(look: LookOptions): string {
  const text =
    member("name", look.name) +
    member("colour", look.colour) +
    member("localName", look.localName === undefined ? undefined : string.lower(look.localName));
  return logoSize(look) === undefined ? text : text + ',"logo":true';
}

/** Says in the log why there is no logo though one is wanted. */
export function checkLogo(look: LookOptions): void {
  if (look.logo === undefined || logoSize(look) !== undefined) return;
  const problem =
    sizeOf(look.logo) === undefined ? "is not in flash" : "has to be 1 to 16384 bytes";
  warning("portal", "logo: %s %s", look.logo, problem);
}

/** Answers GET /logo with the one file that the option names, and never with another. */
export function showLogo(portal: Portal, _request: Request, reply: Reply): void {
  const { look } = portal.options;
  const length = look === undefined ? undefined : logoSize(look);
  if (look === undefined || length === undefined) return reply(missing(portal.options.apIp));
  const isSvg = stringFind(look.logo!, "%.svg$")[0] !== undefined;
  reply({
    status: 200,
    contentType: isSvg ? "image/svg+xml" : "image/png",
    headers: HARMLESS,
    length,
    pull: read(look.logo!, length),
  });
}
