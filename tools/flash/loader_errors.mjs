/** What esptool and esptool-js say when something fails, in one sentence that says what to do. */
import { Failure } from "./failure.mjs";

const HOLD_BOOT = "hold BOOT, press and release EN (RST), release BOOT, then try again";

/** @param {string} image title of the firmware's chip @param {string} board what the board says */
export const otherChip = (image, board) =>
  `The firmware is for ${image}, and the board has ${board}: build it with ` +
  `IDF_TARGET=${board.toLowerCase().replace("-", "")}.`;

const noAnswer = ({ port, canReset }) =>
  canReset
    ? `No answer of the chip's loader at ${port}: ${HOLD_BOOT}.`
    : `No answer at ${port}, and this port can't reset the board (no DTR and RTS): ${HOLD_BOOT}.`;

const SLOWER = "flash again with a better cable or slower (ARGS='--baud 115200')";

/** The first that matches; what the patterns know is by both tools' sources. */
const SENTENCES = [
  [/MD5 of file does not match/i, () => `What the flash holds is not what was sent: ${SLOWER}.`],
  [
    /Failed to connect|Wrong boot mode|download mode successfully detected|No serial data received\.?$/i,
    noAnswer,
  ],
  [/This chip is (\S+?),? not (\S+?)\. /i, (_, [, board, image]) => otherChip(image, board)],
  [
    /Unexpected chip|Failed to autodetect chip/i,
    () => "The chip is none that NodeMCU runs on: dev-esp32 is for ESP32, S2, S3, C3 and C6.",
  ],
  [
    /will not fit in|doesn't fit in the available flash/i,
    () => "The firmware is larger than the board's flash: build it with fewer modules.",
  ],
  [
    /failed with status|result was [0-9a-f]{4}|Checksum error/i,
    () => `The board refused what it got: ${SLOWER}.`,
  ],
  [
    /stream stopped|stopped responding|No serial data|invalid response|Invalid head|Invalid SLIP/i,
    () => `The board stopped answering: ${SLOWER}.`,
  ],
  [/Failed to start stub/i, () => `The helper program does not start on the chip: ${HOLD_BOOT}.`],
  [
    /device disconnected|device reports readiness|Input\/output error|ClearCommError/i,
    () => "The board went away: check the cable and flash again.",
  ],
];

/**
 * @param {string} text what the tool said
 * @param {{ port: string, canReset: boolean }} context `canReset`: the port has DTR and RTS
 * @returns {Failure | undefined}
 */
export function explainLoaderText(text, context) {
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(text);
    if (found) return new Failure(sentence(context, found));
  }
  return undefined;
}

/** Any error as a Failure; one that is none of these keeps its own words. */
export function explainLoaderError(error, context) {
  if (error instanceof Failure) return error;
  return (
    explainLoaderText(error.message, context) ??
    new Failure(`The board can't be flashed: ${error.message}.`)
  );
}
