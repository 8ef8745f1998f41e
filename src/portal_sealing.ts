/** The seal of a setup: prepares it, and opens forms with it. Loaded where something is sealed. */
import type { Fields } from "./form_codec";
import { sizeOf } from "./flash_files";
import { warning } from "./logger";
import { SEAL_SCRIPT } from "./portal_answers";
import type { Refusal } from "./portal_form";
import type { Portal } from "./portal_session";

const BAD_SEAL: Refusal = {
  status: 400,
  reason: "bad-seal",
  message: "What was sealed can't be opened. Open the page again.",
};
const NOT_SEALED: Refusal = {
  status: 403,
  reason: "not-sealed",
  message: "This device takes a sealed password only: use its page in a browser with JavaScript.",
};

/** By a word that is none of the firmware's modules for the compiler: only portal_seal names that. */
function loadSeal(): typeof import("./portal_seal") | undefined {
  if ((_G as unknown as Record<string, object | undefined>).sodium === undefined) return undefined;
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

/** The fields of a sealed form. Beside a box nothing counts: anybody could have put it there. */
export function openSealed(portal: Portal, sent: Fields): Fields | Refusal {
  const { seal } = portal;
  const box = sent.sealed;
  if (box === undefined) return NOT_SEALED;
  const seals = seal === undefined ? undefined : loadSeal();
  return seals?.openForm(seal!, box) ?? BAD_SEAL;
}
