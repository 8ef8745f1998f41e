/** The access points in range, and what goes wrong, as the air file describes them. */
import { networkRules, readNetwork } from "./air_network";
import { isObject, MAX_DELAY_MS, problemIn, strangersIn, wholeNumber } from "./air_rules";
import type { Fields, Rule } from "./air_rules";
import type { Air, AirNetwork, Run } from "./contract";
import { createFaultPlan, faultRules } from "./faults";

const DEFAULT_MOVE_LOSS_MS = 3000;

const topRules: Record<string, Rule> = {
  networks: (value) => (type(value) === "table" ? undefined : "must be a list"),
  moveLossMs: wholeNumber(0, MAX_DELAY_MS),
  faults: isObject,
};

function labelOf(position: number, entry: unknown): string {
  const place = `network ${string.format("%d", position)}`;
  if (type(entry) !== "table") return place;
  const name = (entry as Fields)["ssid"] ?? (entry as Fields)["ssidHex"];
  return type(name) === "string" ? `${place} ("${tostring(name)}")` : place;
}

function readNetworks(entries: LuaTable<number, unknown>): AirNetwork[] | string {
  const networks: AirNetwork[] = [];
  const occurrences: Record<string, number> = {};
  let count = 0;
  for (const [key] of pairs(entries)) {
    if (type(key) !== "number") return "networks must be a list";
    count += 1;
  }
  for (const position of $range(1, count)) {
    const entry = entries.get(position);
    const label = labelOf(position, entry);
    if (type(entry) !== "table") return `${label} must be an object`;
    const network = readNetwork(entry as Fields, occurrences);
    if (typeof network === "string") return `${label}: ${network}`;
    networks.push(network);
  }
  return networks;
}

export type Note = (text: string) => void;

/** @param note hears of fields that are left out */
export function createAir(note: Note = () => {}): Air {
  const plan = createFaultPlan();
  let networks: AirNetwork[] = [];
  let moveLossMs = DEFAULT_MOVE_LOSS_MS;
  let listener: Run | undefined;

  function noteStrangers(where: string, fields: Fields, rules: Record<string, Rule>): void {
    for (const name of strangersIn(fields, rules)) note(`${where}: "${name}" is not a field`);
  }

  return {
    networks: () => networks,
    moveLossMs: () => moveLossMs,
    faults: () => plan.faults,

    set: (description) => {
      if (type(description) !== "table") return "the air must be an object with networks";
      const fields = description as Fields;
      const problem = problemIn(fields, topRules);
      if (problem !== undefined) return problem;
      if (fields["networks"] === undefined) return "networks is missing";
      const faults = (fields["faults"] ?? {}) as Fields;
      const faultProblem = problemIn(faults, faultRules);
      if (faultProblem !== undefined) return `faults: ${faultProblem}`;
      const read = readNetworks(fields["networks"] as LuaTable<number, unknown>);
      if (typeof read === "string") return read;
      noteStrangers("the air", fields, topRules);
      noteStrangers("the air: faults", faults, faultRules);
      for (const [position, entry] of pairs(fields["networks"] as LuaTable<number, Fields>)) {
        noteStrangers(`the air: ${labelOf(position, entry)}`, entry, networkRules);
      }
      networks = read;
      moveLossMs = Math.floor((fields["moveLossMs"] as number | undefined) ?? DEFAULT_MOVE_LOSS_MS);
      plan.set(faults);
      if (listener !== undefined) listener();
      return undefined;
    },

    onChange: (newListener) => {
      listener = newListener;
    },
  };
}
