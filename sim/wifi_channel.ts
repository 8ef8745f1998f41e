/**
 * The one radio's whereabouts: while it is off the access point's channel (a scan, the search before
 * a join) packets to and from phones wait; while phones are lost packets are lost.
 */
import type { Air, Run, Side } from "./contract";

/** @noSelf */
export interface Airtime {
  /** The radio leaves the channel; what is returned brings it back, once. */
  leave(): Run;
  /** Runs what carries a packet now, later, or never. */
  deliver(side: Side, run: Run): void;
  /** Whether the next packet of this side is lost: the air file's loss. */
  loses(side: Side): boolean;
  /** The network that the station is in loses this share of its packets. */
  setStationLoss(percent: number): void;
  setLost(lost: boolean): void;
  lost(side: Side): boolean;
  /** The access point is gone, and with it what waited. */
  forget(): void;
}

export function createAirtime(air: Air): Airtime {
  let stationLossPercent = 0;
  let absences = 0;
  let phonesLost = false;
  let held: Run[] = [];

  function comeBack(): void {
    absences -= 1;
    if (absences > 0) return;
    const due = held;
    held = [];
    for (const run of due) run();
  }

  return {
    leave: () => {
      absences += 1;
      let gone = true;
      return () => {
        if (gone) {
          gone = false;
          comeBack();
        }
      };
    },
    deliver: (side, run) => {
      if (side === "sta") run();
      else if (phonesLost) return;
      else if (absences > 0) held.push(run);
      else run();
    },
    loses: (side) => {
      const faults = air.faults();
      return faults.loses(side === "sta" ? stationLossPercent : faults.phoneLossPercent());
    },
    setStationLoss: (percent) => {
      stationLossPercent = percent;
    },
    setLost: (lost) => {
      phonesLost = lost;
    },
    lost: (side) => side === "ap" && phonesLost,
    forget: () => {
      held = [];
      phonesLost = false;
    },
  };
}
