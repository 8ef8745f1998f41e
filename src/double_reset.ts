/**
 * Notices that the reset button was pressed twice: a file tells, since that button clears the RTC
 * memory. Firmware: components/modules/node.c (bootreason).
 */
import { DOUBLE_RESET_FLAG, isRaised, lower, raise } from "./setup_flag";
import { after } from "./timer";

/** Within so long the second reset has to come. */
const WINDOW_MS = 5000;
/** The first value of node.bootreason for power on and the reset pin. */
const POWER_ON = 1;

function lowerLater(): void {
  after(WINDOW_MS, () => lower(DOUBLE_RESET_FLAG));
}

/**
 * Called once at the start: whether the one before was less than 5 s ago. Restarts by the program,
 * by errors or out of deep sleep do not count and write nothing.
 *
 * @example if require("double_reset").happened() then print("twice") end
 */
export function happened(): boolean {
  const isAgain = isRaised(DOUBLE_RESET_FLAG);
  const [reason] = node.bootreason();
  if (reason === POWER_ON) {
    if (isAgain) return lower(DOUBLE_RESET_FLAG);
    if (raise(DOUBLE_RESET_FLAG)) lowerLater();
  } else if (isAgain) {
    // The timer of the start before is gone.
    lowerLater();
  }
  return false;
}
