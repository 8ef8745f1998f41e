/** Which of its extra scripts the page is to load: those in flash that have something to do. */
import { exists } from "./flash_files";
import type { Portal } from "./portal_session";

function looks(): typeof import("./portal_look") {
  return require("./portal_look") as typeof import("./portal_look");
}

/** Whether this setup has a use for the script. */
type Wanted = (this: void, portal: Portal) => boolean;

const WANTED: Record<string, Wanted> = {
  look: (portal) => portal.options.look !== undefined,
  more: () => true,
  fields: ({ options }) => options.fields !== undefined,
};

/** Members of the status in JSON, each with a comma before it; nothing when the page needs none. */
export function extraMembers(portal: Portal): string {
  const look = portal.options.look === undefined ? "" : looks().lookMembers(portal.options.look);
  const names: string[] = [];
  for (const [name, isWanted] of pairs(WANTED)) {
    if (isWanted(portal) && exists(`${name}.js.gz`)) names.push(`"${name}"`);
  }
  // That one is loaded when somebody asks for it: see www/extra/more/advanced_link.ts.
  const advanced = exists("advanced.js.gz") ? ',"advanced":true' : "";
  if (names.length === 0) return look;
  table.sort(names);
  return `,"extras":[${table.concat(names, ",")}]${advanced}${look}`;
}
