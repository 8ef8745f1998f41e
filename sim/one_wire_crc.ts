/** The two check sums of 1-Wire. Source: Maxim application note 27. Pure. */
import { xorLimbs } from "./words";

const CRC8_POLYNOMIAL = 0x8c;
const CRC16_POLYNOMIAL = 0xa001;
const BITS = 8;

/** The least significant bit goes first. */
function crc(bytes: string, start: number, polynomial: number): number {
  let value = start;
  for (const index of $range(1, bytes.length)) {
    value = xorLimbs(value, string.byte(bytes, index));
    for (const _ of $range(1, BITS)) {
      const isOdd = value % 2 === 1;
      value = Math.floor(value / 2);
      if (isOdd) value = xorLimbs(value, polynomial);
    }
  }
  return value;
}

/** Of a ROM code or a scratch pad: 0 to 255. */
export const crc8 = (bytes: string): number => crc(bytes, 0, CRC8_POLYNOMIAL);

/** 0 to 65535; devices send it inverted. */
export const crc16 = (bytes: string, start = 0): number => crc(bytes, start, CRC16_POLYNOMIAL);
