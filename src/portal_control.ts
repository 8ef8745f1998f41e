/** Puts together what the routes may ask of the portal: its session, its terms, and the seal. */
import { sizeOf } from "./flash_files";
import { encodeHex } from "./hex_codec";
import { warning } from "./logger";
import type { SealKeys } from "./options";
import type { PortalControl } from "./portal_api";
import { SEAL_SCRIPT } from "./portal_answers";
import { objectionTo } from "./portal_guard";
import type { Seal } from "./portal_seal";
import {
  announceJoin,
  keepAlive,
  rescan,
  Session,
  SessionOptions,
  startJoin,
  touch,
} from "./portal_session";

export interface ControlOptions extends SessionOptions {
  readonly id: string;
  readonly apPassword: string | undefined;
  readonly apIp: string;
  readonly sealKeys: SealKeys | undefined;
  readonly sealedOnly: boolean;
}

/** Also has to do with the seal, which the routes may only use. */
export interface OwnedControl extends PortalControl {
  seal: Seal | undefined;
}

/** By a word that is none of the firmware's modules for the compiler: only portal_seal names that. */
function loadSeal(): typeof import("./portal_seal") | undefined {
  if ((_G as unknown as Record<string, unknown>).sodium === undefined) return undefined;
  return require("./portal_seal") as typeof import("./portal_seal");
}

export function createControl(session: Session, options: ControlOptions): OwnedControl {
  const control: OwnedControl = {
    apIp: options.apIp,
    terms: {
      id: options.id,
      asksForCode: options.setupCode !== undefined,
      isOpen: options.apPassword === undefined,
      sealedOnly: options.sealedOnly,
      sealKey: undefined,
      challenge: undefined,
    },
    seal: undefined,
    ownHosts: () => {
      const id = string.lower(options.id);
      const hosts = [options.apIp, id, `${id}.local`];
      if (session.info !== undefined) hosts.push(session.info.ip);
      return hosts;
    },
    status: () => session.status,
    networks: () => session.networks,
    rescan: (done) => rescan(session, done),
    openForm: (digits) => {
      const { seal } = control;
      return seal === undefined ? undefined : loadSeal()!.openForm(seal, digits);
    },
    objectionTo: (code, peerIp) => objectionTo(session.guard, code, peerIp),
    announceJoin: (ssid, peerIp) => announceJoin(session, ssid, peerIp),
    startJoin: (wish, done) => startJoin(session, wish, done),
    touch: () => touch(session),
    keepAlive: (seconds) => keepAlive(session, seconds),
  };
  return control;
}

/** Once the radio is on. A setup that starts over keeps its key. Gives one sentence when it can't be. */
export function prepareSeal(control: OwnedControl, options: ControlOptions): string | undefined {
  if (control.seal !== undefined) return undefined;
  const seals = loadSeal();
  if (seals === undefined) {
    if (options.sealedOnly) return "sealedOnly needs firmware with the module sodium";
    if (options.sealKeys !== undefined) {
      warning("portal", "sealKeys are not used: this firmware lacks the module sodium");
    }
    return undefined;
  }
  const seal = seals.createSeal(options.sealKeys);
  if (seal === undefined) return "sealKeys do not belong together: public is not that of secret";
  if (sizeOf(SEAL_SCRIPT) === undefined) {
    warning("portal", "%s is missing: the page can't seal", SEAL_SCRIPT);
  }
  control.seal = seal;
  control.terms.sealKey = encodeHex(seal.publicKey);
  control.terms.challenge = seal.challenge;
  return undefined;
}

/** At the end: nothing of the secret key is left. */
export function wipeSeal(control: OwnedControl): void {
  if (control.seal !== undefined) loadSeal()!.wipe(control.seal);
  control.seal = undefined;
}
