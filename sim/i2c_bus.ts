/** The wires of I2C and who is on them. Whole bytes: no clock, no arbitration. Source: UM10204. */
import type { I2cBus, I2cDevice, I2cWires } from "./buses";

const LAST_ADDRESS = 127;
/** What a master reads where nobody pulls the line down. */
const IDLE_BYTE = 255;

interface Place {
  readonly address: number;
  readonly device: I2cDevice;
  readonly wires: I2cWires | undefined;
}

/** A bus as one master of the chip drives it. @noSelf */
export interface I2cMaster {
  /** START, or START again. */
  start(): void;
  /** Returns whether somebody acknowledged: after a start the byte is address and direction. */
  write(byte: number): boolean;
  read(isLast: boolean): number;
  stop(): void;
}

/** What the module i2c has beyond the outside. @noSelf */
export interface I2cWorld extends I2cBus {
  master(sda: number, scl: number): I2cMaster;
  /** The chip is a slave at this address of a wire, or no longer. */
  setSlave(port: number, slave: I2cSlave | undefined): void;
}

/** The chip as others see it when it is a slave. @noSelf */
export interface I2cSlave {
  readonly address: number;
  receive(bytes: string): void;
  /** The next byte to send; undefined: nothing was prepared. */
  next(): number | undefined;
}

export function createI2cBus(): I2cWorld {
  const places: Place[] = [];
  const slaves: (I2cSlave | undefined)[] = [];

  function slaveAt(address: number): I2cSlave | undefined {
    for (const slave of [slaves[0], slaves[1]]) {
      if (slave !== undefined && slave.address === address) return slave;
    }
    return undefined;
  }

  function find(address: number, sda: number, scl: number): I2cDevice | undefined {
    for (const { address: own, device, wires } of places) {
      const isOn = wires === undefined || (wires.sda === sda && wires.scl === scl);
      if (own === address && isOn) return device;
    }
    return undefined;
  }

  return {
    attach: (address, device, wires) => {
      if (address < 0 || address > LAST_ADDRESS) error("an I2C address is 0 to 127", 2);
      const place: Place = { address, device, wires };
      places.push(place);
      return () => {
        for (const index of $range(places.length, 1, -1)) {
          if (places[index - 1] === place) table.remove(places, index);
        }
      };
    },
    write: (address, bytes) => {
      const slave = slaveAt(address);
      slave?.receive(bytes);
      return slave !== undefined;
    },
    read: (address, byteCount) => {
      const slave = slaveAt(address);
      if (slave === undefined) return undefined;
      const bytes: string[] = [];
      for (const _ of $range(1, byteCount)) bytes.push(string.char(slave.next() ?? IDLE_BYTE));
      return table.concat(bytes);
    },
    setSlave: (port, slave) => {
      slaves[port] = slave;
    },

    master: (sda, scl) => {
      let addressed: I2cDevice | undefined;
      let isStart = false;
      let reading = false;

      function address(byte: number): boolean {
        reading = byte % 2 === 1;
        const device = find((byte - (byte % 2)) / 2, sda, scl);
        const answer = device?.onStart?.(reading);
        addressed = answer === false ? undefined : device;
        return addressed !== undefined;
      }

      return {
        start: () => {
          isStart = true;
          addressed = undefined;
        },
        write: (byte) => {
          if (isStart) {
            isStart = false;
            return address(Math.floor(byte));
          }
          if (addressed?.onWrite === undefined || reading) return false;
          return addressed.onWrite(byte) !== false;
        },
        read: (isLast) => {
          if (addressed?.onRead === undefined || !reading) return IDLE_BYTE;
          return addressed.onRead(isLast) ?? IDLE_BYTE;
        },
        stop: () => {
          addressed?.onStop?.();
          addressed = undefined;
          isStart = false;
        },
      };
    },
  };
}
