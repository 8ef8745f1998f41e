/** The chip in deep sleep: only its timer and some pins are awake. */
import type { Run, World } from "./contract";
import type { Wake } from "./node_sleep";

/** Calls `wakeUp` once, unless the power was cut meanwhile: `isAsleep` tells. */
export function sleepUntil(
  world: World,
  wake: Wake,
  isAsleep: (this: void) => boolean,
  wakeUp: Run,
): void {
  const { clock, pins } = world;
  const endings: Run[] = [];
  let ended = false;

  const end = (): void => {
    if (ended) return;
    ended = true;
    for (const run of endings) run();
    if (!isAsleep()) return;
    pins.reset();
    wakeUp();
  };

  const look = (): void => {
    let count = 0;
    for (const pin of wake.pins) if (pins.level(pin) === wake.level) count += 1;
    if (count > 0 && (!wake.all || count === wake.pins.length)) end();
  };

  pins.sleep(wake.keepsPulls);
  if (wake.afterMs !== undefined) endings.push(clock.after(wake.afterMs, end).cancel);
  for (const pin of wake.pins) endings.push(pins.watch(pin, look));
  look();
}
