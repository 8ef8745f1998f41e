/** Which of its extra scripts the page is to load: those in flash that have something to do. */
import { exists } from "./flash_files";
import type { Portal } from "./portal_session";

/** Whether this setup has a use for the script. */
type Wanted = (this: void, portal: Portal) => boolean;

const WANTED: Record<string, Wanted> = {
  more: () => true,
  fields: ({ options }) => options.fields !== undefined,
};

/** A member of the status in JSON, with a comma before it; nothing when the page needs none. */
export function extrasMember(portal: Portal): string {
  const names: string[] = [];
  for (const [name, isWanted] of pairs(WANTED)) {
    if (isWanted(portal) && exists(`${name}.js.gz`)) names.push(`"${name}"`);
  }
  if (names.length === 0) return "";
  table.sort(names);
  return `,"extras":[${table.concat(names, ",")}]`;
}
