/** Prepares the seal, where this firmware has one. Loaded for that moment. */
import { sizeOf } from "./flash_files";
import { warning } from "./logger";
import { SEAL_SCRIPT } from "./portal_answers";
import type { Portal } from "./portal_session";

/** By a word that is none of the firmware's modules for the compiler: only portal_seal names that. */
function loadSeal(): typeof import("./portal_seal") | undefined {
  if ((_G as unknown as Record<string, unknown>).sodium === undefined) return undefined;
  return require("./portal_seal") as typeof import("./portal_seal");
}

/** Once the radio is on. A setup that starts over keeps its key. Gives one sentence when it can't be. */
export function prepareSeal(portal: Portal): string | undefined {
  const { sealedOnly, sealKeys } = portal.options;
  if (portal.seal !== undefined) return undefined;
  const seals = loadSeal();
  if (seals === undefined) {
    if (sealedOnly) return "sealedOnly needs firmware with the module sodium";
    if (sealKeys !== undefined) {
      warning("portal", "sealKeys are not used: this firmware lacks the module sodium");
    }
    return undefined;
  }
  portal.seal = seals.createSeal(sealKeys);
  if (portal.seal === undefined) {
    return "sealKeys do not belong together: public is not that of secret";
  }
  if (sizeOf(SEAL_SCRIPT) === undefined) {
    warning("portal", "%s is missing: the page can't seal", SEAL_SCRIPT);
  }
  return undefined;
}
