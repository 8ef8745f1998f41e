/**
 * lwIP's lists of control blocks, as far as they decide which ports are taken. SO_REUSEADDR is never
 * set: a listening, active or TIME_WAIT block each keep their port. Source: LW/core/tcp.c:692-743.
 */

export const ANY_IP = "0.0.0.0";
const FIRST_EPHEMERAL = 49152;
const LAST_PORT = 65535;

export interface ControlBlock {
  readonly localIp: string;
  readonly localPort: number;
}

/** @noSelf */
export interface Ports {
  add(block: ControlBlock): void;
  remove(block: ControlBlock): void;
  taken(ip: string, port: number): boolean;
  ephemeral(): number;
}

export function createPorts(): Ports {
  const blocks: ControlBlock[] = [];
  let lastEphemeral = FIRST_EPHEMERAL - 1;

  function taken(ip: string, port: number): boolean {
    for (const { localIp, localPort } of blocks) {
      const overlap = localIp === ip || localIp === ANY_IP || ip === ANY_IP;
      if (localPort === port && overlap) return true;
    }
    return false;
  }

  return {
    add: (block) => {
      blocks.push(block);
    },
    remove: (block) => {
      for (const index of $range(blocks.length, 1, -1)) {
        if (blocks[index - 1] === block) table.remove(blocks, index);
      }
    },
    taken,
    ephemeral: () => {
      do {
        lastEphemeral = lastEphemeral >= LAST_PORT ? FIRST_EPHEMERAL : lastEphemeral + 1;
      } while (taken(ANY_IP, lastEphemeral));
      return lastEphemeral;
    },
  };
}
