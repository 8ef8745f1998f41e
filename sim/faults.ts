/**
 * Faults on request, the air file's `faults`: what each one is asked for, and how far it has come.
 * Counts begin anew when their own number is changed, not when something else in the file is.
 */
import { isFlashSize, isMoment, isSwitch, wholeNumber, type Rule } from "./air_rules";
import type { Faults, PowerCut } from "./contract";
import { createDice } from "./dice";

const MAX_COUNT = 1000000;
const MAX_SOCKETS = 1000;
const MAX_SEED = 65535;

export const faultRules: Record<string, Rule> = {
  phoneLossPercent: wholeNumber(0, 100),
  lossSeed: wholeNumber(0, MAX_SEED),
  maxSockets: wholeNumber(0, MAX_SOCKETS),
  sendFails: wholeNumber(0, MAX_COUNT),
  sendFailsEvery: wholeNumber(0, MAX_COUNT),
  flashBytes: isFlashSize,
  powerCutAtWrite: wholeNumber(0, MAX_COUNT),
  powerCutMoment: isMoment,
  firmwareCrashes: isSwitch,
};

/** @noSelf */
export interface FaultPlan {
  readonly faults: Faults;
  /** Takes fields that the rules have passed. */
  set(fields: Record<string, unknown>): void;
}

export function createFaultPlan(): FaultPlan {
  const dice = createDice();
  let phoneLossPercent = 0;
  let lossSeed = 0;
  let maxSockets: number | undefined;
  let flashBytes: number | undefined;
  let sendFails = 0;
  let failuresLeft = 0;
  let sendFailsEvery = 0;
  let sends = 0;
  let cutAtWrite = 0;
  let writesLeft = 0;
  let moment: PowerCut = "during";
  let firmwareCrashes = true;

  const faults: Faults = {
    phoneLossPercent: () => phoneLossPercent,
    loses: (percent) => percent > 0 && dice.percent() < percent,
    maxSockets: () => maxSockets,
    flashBytes: () => flashBytes,
    firmwareCrashes: () => firmwareCrashes,

    failsSend: () => {
      sends += 1;
      if (failuresLeft > 0) {
        failuresLeft -= 1;
        return true;
      }
      return sendFailsEvery > 0 && sends % sendFailsEvery === 0;
    },

    cutsWrite: () => {
      if (writesLeft === 0) return undefined;
      writesLeft -= 1;
      return writesLeft === 0 ? moment : undefined;
    },
  };

  return {
    faults,
    set: (fields) => {
      const whole = (name: string): number => Math.floor((fields[name] as number | undefined) ?? 0);
      const optional = (name: string): number | undefined =>
        fields[name] === undefined ? undefined : whole(name);
      phoneLossPercent = whole("phoneLossPercent");
      maxSockets = optional("maxSockets");
      flashBytes = optional("flashBytes");
      if (whole("lossSeed") !== lossSeed) {
        lossSeed = whole("lossSeed");
        dice.seed(lossSeed);
      }
      if (whole("sendFails") !== sendFails) {
        sendFails = whole("sendFails");
        failuresLeft = sendFails;
      }
      if (whole("sendFailsEvery") !== sendFailsEvery) {
        sendFailsEvery = whole("sendFailsEvery");
        sends = 0;
      }
      if (whole("powerCutAtWrite") !== cutAtWrite) {
        cutAtWrite = whole("powerCutAtWrite");
        writesLeft = cutAtWrite;
      }
      firmwareCrashes = fields["firmwareCrashes"] !== false;
      moment = (fields["powerCutMoment"] as PowerCut | undefined) ?? "during";
    },
  };
}
