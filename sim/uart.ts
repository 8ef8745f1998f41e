/**
 * The module `uart`: UART0 is the console, to which nothing is typed here; the other two lead
 * nowhere. Source: components/modules/uart.c.
 */
import { checkInteger, checkString, checkTable } from "./arguments";
import type { Kernel } from "./chip";
import { countArguments, typeOf, type Multi } from "./native";

const CONSOLE_ID = 0;
const UART_COUNT = 3;
const MAX_BYTE = 255;

export function createUart(kernel: Kernel): typeof uart {
  const settings = new LuaTable<number, readonly [number, number, number, number]>();

  function checkId(value: unknown, functionName: string): number {
    const id = checkInteger(value, 1, functionName);
    if (id < 0 || id >= UART_COUNT) {
      kernel.raise(`uart ${string.format("%d", id)} does not exist`);
    }
    return id;
  }

  function noteOther(id: number, what: string): void {
    if (id === CONSOLE_ID) return;
    kernel.world.note(
      `uart.${what}: UART${string.format("%d", id)} is not modelled, it leads nowhere`,
    );
  }

  function bytesOf(value: unknown, position: number): string {
    if (typeOf(value) !== "number") {
      if (typeOf(value) === "string") return value as string;
      kernel.argumentError(position, "write", `string expected, got ${typeOf(value)}`);
    }
    const byte = Math.floor(value as number);
    if (byte < 0 || byte > MAX_BYTE) kernel.raise("invalid number");
    return string.char(byte);
  }

  const write: Multi = (id, ...data) => {
    const target = checkId(id, "write");
    const [count] = countArguments("#", ...data);
    noteOther(target, "write");
    for (const index of $range(1, count as number)) {
      const [value] = countArguments(index, ...data);
      const bytes = bytesOf(value, index + 1);
      if (target === CONSOLE_ID) kernel.world.consoleOut(bytes);
    }
    return $multi();
  };

  const on: Multi = (...given) => {
    let position = 1;
    let [id] = countArguments(1, ...given);
    if (typeOf(id) === "number") {
      id = checkId(id, "on");
      position = 2;
    } else {
      id = CONSOLE_ID;
    }
    const [event, until] = countArguments(position, ...given);
    const name = checkString(event, position, "on");
    if (typeOf(until) === "number" && ((until as number) < 0 || (until as number) > MAX_BYTE)) {
      kernel.raise("wrong arg range");
    }
    if (typeOf(until) === "string" && (until as string).length !== 1) {
      kernel.raise("wrong arg range");
    }
    if (name !== "data" && name !== "error") kernel.raise("method not supported");
    kernel.world.note(`uart.on: nothing ever arrives at UART${tostring(id)} in this simulator`);
    return $multi();
  };

  const simulated: typeof uart = {
    STOPBITS_1_5: 0,
    STOPBITS_1: 1,
    STOPBITS_2: 2,
    PARITY_NONE: 0,
    PARITY_EVEN: 1,
    PARITY_ODD: 2,
    FLOWCTRL_NONE: 0,
    FLOWCTRL_RTS: 1,
    FLOWCTRL_CTS: 2,
    MODE_UART: 0,
    MODE_RS485_COLLISION_DETECT: 1,
    MODE_RS485_APP_CONTROL: 2,
    MODE_RS485_HALF_DUPLEX: 3,
    MODE_IRDA: 4,

    write: write as unknown as typeof uart.write,
    on: on as unknown as typeof uart.on,
    setup: (id, baud, dataBits, parity, stopBits, echoOrPins) => {
      const target = checkId(id, "setup");
      const rate = checkInteger(baud, 2, "setup");
      settings.set(target, [
        rate,
        checkInteger(dataBits, 3, "setup"),
        checkInteger(parity, 4, "setup"),
        checkInteger(stopBits, 5, "setup"),
      ]);
      if (echoOrPins !== undefined) {
        if (target === CONSOLE_ID) checkInteger(echoOrPins, 6, "setup");
        else checkTable(echoOrPins, 6, "setup");
      }
      noteOther(target, "setup");
      return rate;
    },
    // False for the console although its line buffer is made only here.
    start: (id) => {
      const target = checkId(id, "start");
      noteOther(target, "start");
      return target !== CONSOLE_ID;
    },
    stop: (id) => {
      noteOther(checkId(id, "stop"), "stop");
    },
    setmode: (id, mode) => {
      noteOther(checkId(id, "setmode"), "setmode");
      checkInteger(mode, 2, "setmode");
    },
    getconfig: (id) => {
      const set = settings.get(checkId(id, "getconfig")) as
        readonly [number, number, number, number] | undefined;
      if (set === undefined) return $multi(115200, 8, 0, 1);
      return $multi(set[0], set[1], set[2], set[3]);
    },
    wakeup: (id, edges) => {
      noteOther(checkId(id, "wakeup"), "wakeup");
      checkInteger(edges, 2, "wakeup");
    },
    txflush: (id) => {
      checkId(id, "txflush");
    },
  };
  return simulated;
}
