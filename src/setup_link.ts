/** What a setup does with the link around it: lets it be kept, or goes back to it. */
import * as linkWatch from "./link_watch";
import * as lean from "./lean";
import { info } from "./logger";
import type { Options } from "./options";
import { dropEvents, macAddress, start as startStation } from "./wifi_station";

type Keeper = typeof import("./keep_connected");

/** Loaded by the program alone. */
function keeper(): Keeper | undefined {
  return luaPackage.loaded["keep_connected"] as Keeper | undefined;
}

/** The name of the device: what the program says, or one of its own. */
export function idOf(options: Options): string {
  if (options.id !== undefined) return options.id;
  const [hex] = string.gsub(string.sub(macAddress(), -8), ":", "");
  return `setup-${hex}`;
}

/** The program wants a field that nobody has filled in yet. */
export function lacksFields({ fields }: Options): boolean {
  if (fields === undefined) return false;
  const onDemand = lean.require("on_demand") as typeof import("./on_demand");
  return onDemand.require("field_store", "lacksValues", fields);
}

/** The radio is needed for something else. */
export function pauseLink(): void {
  keeper()?.pause();
  if (linkWatch.isWatching) linkWatch.pause();
}

/** The link is kept no more. */
export function endLink(): void {
  keeper()?.stop();
  linkWatch.stop();
}

/** The device is online: from now on the link is kept. */
export function keep(options: Options): void {
  info("setup", "online");
  dropEvents();
  const own = keeper();
  if (options.keepConnected === false) endLink();
  else if (own?.isWatching() === true && !linkWatch.isWatching) own.start();
  else linkWatch.start();
}

/** Nothing came of it: a device that was online before goes back there. */
export function goBack(options: Options): void {
  const own = keeper();
  if (linkWatch.isWatching) {
    startStation(idOf(options), () => linkWatch.rejoin(undefined));
  } else if (own?.isWatching() === true) {
    startStation(idOf(options), own.resume);
  } else {
    dropEvents();
  }
}
