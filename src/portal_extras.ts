/** Which of its extra scripts the page is to load: those in flash that have something to do. */
import { exists } from "./flash_files";
import type { Portal } from "./portal_session";

/** Whether this setup has a use for the script. */
type Wanted = (this: void, portal: Portal) => boolean;

const WANTED: Record<string, Wanted> = {
  more: () => true,
};

/** A member of the status in JSON, with a comma before it; nothing when the page needs none. */
export function extrasMember(portal: Portal): string {
  const names: string[] = [];
  for (const [name, isWanted] of pairs(WANTED)) {
    if (isWanted(portal) && exists(`${name}.js.gz`)) names.push(`"${name}"`);
  }
  // That one is loaded when somebody asks for it: see www/extra/more/advanced_link.ts.
  const advanced = exists("advanced.js.gz") ? ',"advanced":true' : "";
  if (names.length === 0) return "";
  table.sort(names);
  return `,"extras":[${table.concat(names, ",")}]${advanced}`;
}
