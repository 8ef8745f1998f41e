/** The routes of the optional parts; each one's own code is loaded with it. See portal_routes. */
import type { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import type { Route } from "./portal_routes";
import type { Portal } from "./portal_session";

function answers(): typeof import("./portal_answers") {
  return require("./portal_answers") as typeof import("./portal_answers");
}

/** Where that part is not on the flash there is no such page. */
function showLanguage(portal: Portal, request: Request, reply: Reply): void {
  const [found, language] = pcall(require, "portal_language");
  if (!found) return reply(answers().missing(portal.options.apIp));
  (language as typeof import("./portal_language")).showLanguage(request, reply);
}

function cells(): typeof import("./portal_cells") {
  return require("./portal_cells") as typeof import("./portal_cells");
}

function saved(): typeof import("./portal_saved") {
  return require("./portal_saved") as typeof import("./portal_saved");
}

/** Of those that there may be; what wants one on the page: portal_extras. */
const showScript: Route = (portal, request, reply) => {
  const pages = require("./portal_pages") as typeof import("./portal_pages");
  pages.showScript(portal, request, reply);
};

function fieldsAnswer(portal: Portal): Response {
  if (portal.options.fields === undefined) return answers().missing(portal.options.apIp);
  const fields = require("./portal_fields") as typeof import("./portal_fields");
  return fields.fieldsAnswer(portal);
}

/** GET answers HEAD too. */
export const READING: Record<string, Route> = {
  "/seal.js": showScript,
  "/more.js": showScript,
  "/fields.js": showScript,
  "/advanced.js": showScript,
  "/look.js": showScript,
  "/language": showLanguage,
  "/logo": (portal, request, reply) => {
    const looks = require("./portal_look") as typeof import("./portal_look");
    looks.showLogo(portal, request, reply);
  },
  "/api/fields": (portal, _request, reply) => reply(fieldsAnswer(portal)),
  "/api/bssids": (portal, request, reply) => cells().listCells(portal, request, reply),
  "/api/networks": (portal, request, reply) => saved().listSaved(portal, request, reply),
  "/api/alive": (portal, _request, reply) => {
    const countdown = require("./portal_countdown") as typeof import("./portal_countdown");
    reply(countdown.countdownAnswer(portal));
  },
  "/api/report": (portal, _request, reply) => {
    const reports = require("./portal_report") as typeof import("./portal_report");
    reply(reports.reportAnswer(portal));
  },
};

export const POSTING: Record<string, Route> = {
  "/api/networks": (portal, request, reply) => saved().changeSaved(portal, request, reply),
};
