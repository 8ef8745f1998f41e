/**
 * The module `uart`: UART0 is the console, unless that is on USB; the other ones lead nowhere.
 * Source: components/modules/uart.c, components/platform/platform.c (platform_uart_*).
 */
import { checkInteger, checkString, checkTable } from "./arguments";
import type { Kernel } from "./chip";
import { CHIP_FACTS } from "./chip_models";
import type { Console } from "./console";
import type { AnyFunction } from "./contract";
import { countArguments, typeOf, type Multi } from "./native";
import { createUartListener, type UartListener } from "./uart_listener";

/** CONFIG_ESP_CONSOLE_UART_NUM of a console on a UART. */
const CONSOLE_ID = 0;
const MAX_BYTE = 255;
const DEFAULT_BAUD = 115200;

type UartSetup = readonly [baud: number, dataBits: number, parity: number, stopBits: number];

export function createUart(kernel: Kernel, console: Console): typeof uart {
  const { world } = kernel;
  const consoleId = world.console.kind === "uart" ? CONSOLE_ID : undefined;
  const uartCount = CHIP_FACTS[world.chipModel].uarts;
  const setups = new LuaTable<number, UartSetup>();
  const listeners: UartListener[] = [];
  for (const _ of $range(1, uartCount)) listeners.push(createUartListener(kernel));
  if (consoleId !== undefined) console.onByte(listeners[consoleId]!);

  function checkId(value: unknown, functionName: string): number {
    const id = checkInteger(value, 1, functionName);
    if (id < 0 || id >= uartCount) kernel.raise(`uart ${string.format("%d", id)} does not exist`);
    return id;
  }

  function noteOther(id: number, what: string): void {
    if (id === consoleId) return;
    world.note(`uart.${what}: UART${string.format("%d", id)} is not modelled, it leads nowhere`);
  }

  function bytesOf(value: unknown, position: number): string {
    if (typeOf(value) !== "number") {
      if (typeOf(value) === "string") return value as string;
      kernel.argumentError(position, "write", `string expected, got ${typeOf(value)}`);
    }
    // lua_tointeger: a number that is no integer counts as 0.
    const byte = Math.floor(value as number) === value ? Math.floor(value) : 0;
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
      if (target === consoleId) console.write(bytes);
    }
    return $multi();
  };

  /** Without an id it is the console's, and a console on USB has none. */
  function defaultId(): number {
    if (consoleId !== undefined) return consoleId;
    return kernel.crash("panic", "uart.on without an id writes outside of its table: undefined");
  }

  const on: Multi = (...given) => {
    let position = 1;
    const [first] = countArguments(1, ...given);
    const hasId = tonumber(first) !== undefined;
    if (hasId) position = 2;
    const id = hasId ? checkId(first, "on") : defaultId();
    const listener = listeners[id]!;
    const [event] = countArguments(position, ...given);
    const name = checkString(event, position, "on");
    position += 1;
    const [until] = countArguments(position, ...given);
    if (typeOf(until) === "number") listener.setLength(checkInteger(until, position, "on"));
    else if (typeOf(until) === "string") listener.setEnd(until as string);
    else position -= 1;
    const [wanted, runInput] = countArguments(position + 1, ...given);
    const callback = typeOf(wanted) === "function" ? (wanted as AnyFunction) : undefined;
    if (name === "data") {
      listener.setData(callback);
      const mutes = callback !== undefined && tonumber(runInput) === 0;
      if (id === consoleId) console.setRunning(!mutes);
    } else if (name !== "error") {
      kernel.raise("method not supported");
    }
    noteOther(id, "on");
    return $multi();
  };

  function setUp(id: number, setup: UartSetup): void {
    const before = setups.get(id) as UartSetup | undefined;
    setups.set(id, setup);
    if (id === consoleId && setup[0] !== (before === undefined ? DEFAULT_BAUD : before[0])) {
      world.note("uart.setup: the simulated line of the console goes on at the pace it had");
    }
    noteOther(id, "setup");
  }

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
      const bits = checkInteger(dataBits, 3, "setup");
      const setup: UartSetup = [
        rate,
        bits,
        checkInteger(parity, 4, "setup"),
        checkInteger(stopBits, 5, "setup"),
      ];
      if (echoOrPins !== undefined) {
        if (target === consoleId) console.setEcho(checkInteger(echoOrPins, 6, "setup") > 0);
        else checkTable(echoOrPins, 6, "setup");
      }
      setUp(target, setup);
      return rate;
    },
    // False for the console although its line buffer is made only here.
    start: (id) => {
      const target = checkId(id, "start");
      listeners[target]!.start();
      noteOther(target, "start");
      return target !== consoleId;
    },
    stop: (id) => {
      const target = checkId(id, "stop");
      listeners[target]!.stop();
      noteOther(target, "stop");
    },
    setmode: (id, mode) => {
      noteOther(checkId(id, "setmode"), "setmode");
      checkInteger(mode, 2, "setmode");
    },
    getconfig: (id) => {
      const set = setups.get(checkId(id, "getconfig")) as UartSetup | undefined;
      if (set === undefined) return $multi(DEFAULT_BAUD, 8, 0, 1);
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
