/**
 * NodeMCU module `uart`. CONFIG_NODEMCU_CMODULE_UART, on by default (Lua needs it).
 * Source: components/modules/uart.c (dev-esp32). Unknown ids raise "uart N does not exist".
 * On chips whose console is USB, always give the id: 0 is the pins, not the console.
 */

/** @noSelf */
declare namespace uart {
  const STOPBITS_1: number;
  const STOPBITS_1_5: number;
  const STOPBITS_2: number;
  const PARITY_NONE: number;
  const PARITY_EVEN: number;
  const PARITY_ODD: number;
  const FLOWCTRL_NONE: number;
  const FLOWCTRL_CTS: number;
  const FLOWCTRL_RTS: number;
  const MODE_UART: number;
  const MODE_RS485_COLLISION_DETECT: number;
  const MODE_RS485_APP_CONTROL: number;
  const MODE_RS485_HALF_DUPLEX: number;
  const MODE_IRDA: number;

  type OnData = (this: void, data: string) => void;

  interface Pins {
    tx: number;
    rx: number;
    cts?: number;
    rts?: number;
    tx_inverse?: boolean;
    rx_inverse?: boolean;
    cts_inverse?: boolean;
    rts_inverse?: boolean;
    flow_control?: number;
  }

  /** For the console the last argument is the echo (0 or 1), else the pins. Returns the baud rate. */
  function setup(
    id: number,
    baud: number,
    dataBits: number,
    parity: number,
    stopBits: number,
    echoOrPins?: 0 | 1 | Pins,
  ): number;

  /** Waits until all is sent. Numbers are single bytes, 0 to 255, else raises "invalid number". */
  function write(id: number, ...data: (string | number)[]): void;

  /** False for the console, which needs the call all the same before "data" is ever called. */
  function start(id: number): boolean;
  function stop(id: number): void;

  /**
   * until: a number of bytes (0 to 255) or one end character; raises "wrong arg range".
   * runInput 0 keeps what arrives from the Lua interpreter. Without a callback: removes it.
   */
  function on(event: "data" | "error", callback?: OnData, runInput?: 0 | 1): void;
  function on(
    event: "data" | "error",
    until: number | string,
    callback?: OnData,
    runInput?: 0 | 1,
  ): void;
  function on(id: number, event: "data" | "error", callback?: OnData, runInput?: 0 | 1): void;
  function on(
    id: number,
    event: "data" | "error",
    until: number | string,
    callback?: OnData,
    runInput?: 0 | 1,
  ): void;

  function setmode(id: number, mode: number): void;
  /** Raises "Error reading UART config". */
  function getconfig(
    id: number,
  ): LuaMultiReturn<[baud: number, dataBits: number, parity: number, stopBits: number]>;
  function wakeup(id: number, edges: number): void;
  function txflush(id: number): void;
}
