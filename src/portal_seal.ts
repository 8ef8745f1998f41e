/**
 * Opens what the page sealed, with a key of this setup or a fixed one. The only file that says `sodium`;
 * loaded only where the firmware has it. Format: docs/sealing.md. Firmware: components/modules/sodium.c.
 */
import { decodeForm, Fields } from "./form_codec";
import { decodeHex, encodeHex } from "./hex_codec";
import type { SealKeys } from "./options";

export interface Seal {
  /** 32 bytes. */
  readonly publicKey: string;
  /** The same in hexadecimal digits. */
  readonly publicKeyHex: string;
  secretKey: string;
  /** Has to be in each box: one that was recorded in another setup opens nothing. */
  readonly challenge: string;
}

/** crypto_box_SEALBYTES. Of less the firmware takes a negative number for a huge one. */
const OVERHEAD_BYTES = 48;
const CHALLENGE_BYTES = 8;

/** The firmware compares what it opens with its tag. */
function openBox(seal: Seal, box: string): string | undefined {
  if (box.length < OVERHEAD_BYTES) return undefined;
  return sodium!.crypto_box.seal_open(box, seal.publicKey, seal.secretKey);
}

/**
 * Only while the radio is on: without it the chip's random numbers are none.
 *
 * @param keys a fixed pair, or nothing for a fresh one
 * @returns nothing when the two keys do not belong together
 */
export function createSeal(keys: SealKeys | undefined): Seal | undefined {
  const { crypto_box: box, random } = sodium!;
  const challenge = encodeHex(random.buf(CHALLENGE_BYTES));
  if (keys === undefined) {
    const [publicKey, secretKey] = box.keypair();
    return { publicKey, publicKeyHex: encodeHex(publicKey), secretKey, challenge };
  }
  const publicKey = decodeHex(keys.public)!;
  const publicKeyHex = encodeHex(publicKey);
  const seal = { publicKey, publicKeyHex, secretKey: decodeHex(keys.secret)!, challenge };
  return openBox(seal, box.seal(challenge, publicKey)) === challenge ? seal : undefined;
}

/**
 * The form that was sealed; nothing for a box of another key, of another setup, or none at all.
 *
 * @param digits the box in hexadecimal digits
 */
export function openForm(seal: Seal, digits: string): Fields | undefined {
  const box = decodeHex(digits);
  const form = box === undefined ? undefined : openBox(seal, box);
  if (form === undefined) return undefined;
  const fields = decodeForm(form);
  return fields.challenge === seal.challenge ? fields : undefined;
}

/** From now on it opens nothing. */
export function wipe(seal: Seal): void {
  seal.secretKey = "";
}
