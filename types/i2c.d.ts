/**
 * NodeMCU module `i2c`: one bus in software, one or two in hardware. CONFIG_NODEMCU_CMODULE_I2C, on
 * by default. Source: components/modules/i2c.c, i2c_hw_master.c, i2c_hw_slave.c (dev-esp32).
 *
 * SW runs each call at once. HW0 and HW1 collect start(), address(), write(), read() and stop(), and
 * transfer() runs them. They raise "invalid i2c interface id", "invalid hardware id", "no commands
 * scheduled" (before setup), "i2c timeout", "i2c parameter error", "i2c driver state error".
 */

/** @noSelf */
declare namespace i2c {
  const SW: 0;
  const HW0: 1;
  /** Not on chips with one controller (ESP32-C3, C6). */
  const HW1: 2;

  /** Hz. */
  const SLOW: 100000;
  const FAST: 400000;
  const FASTPLUS: 1000000;

  /** Direction: the chip writes. */
  const TRANSMITTER: 0;
  /** Direction: the chip reads. */
  const RECEIVER: 1;

  type Bus = 0 | 1 | 2;
  type Hardware = 1 | 2;
  /** Bytes: a string, or numbers from 0 to 255. */
  type Bytes = number | string | readonly number[];
  /** data: undefined when nothing was read. acknowledged: false after a NACK. */
  type OnTransfer = (this: void, data: string | undefined, acknowledged: boolean) => void;

  /**
   * Pull-ups of the chip are switched on. speed: SW at most SLOW, the others 1 to FASTPLUS.
   * stretchFactor multiplies how long a device may hold the clock, for hardware only.
   * Returns the speed for SW, else the time-out in cycles of the bus clock.
   * Raises "setup failed", "i2c speed too high for …", "invalid sda pin", "invalid scl pin",
   * "invalid speed", "excessive stretch factor", "rtos task creation failed".
   */
  function setup(bus: Bus, sda: number, scl: number, speed: number, stretchFactor?: number): number;
  function start(bus: Bus): void;
  function stop(bus: Bus): void;
  /**
   * device: 0 to 127, else "i2c address out of 7-bit range". SW returns whether it acknowledged;
   * hardware always true, and with checkAck (default true) a NACK ends the transfer.
   */
  function address(bus: Bus, device: number, direction: 0 | 1, checkAck?: boolean): boolean;
  /**
   * Returns how many bytes were sent or scheduled. A boolean at the end is checkAck: false goes on
   * after a NACK. Raises "numeric value for i2c.write does not fit in 1 byte" and "not enough or wrong
   * arg types for i2c.write".
   */
  function write(bus: Bus, ...data: [Bytes, ...(Bytes | boolean)[]]): number;
  /** Raises "i2c read size of 0 is invalid". */
  function read(bus: typeof SW, size: number): string;
  /** One per transfer: "only one read per transfer supported". transfer() has the bytes. */
  function read(bus: Hardware, size: number): void;

  /** Hardware only. timeoutMs 0 (default) waits for ever. */
  function transfer(bus: Hardware, callback: OnTransfer, timeoutMs?: number): void;
  /** Blocks. No device: acknowledged is false; other failures raise. */
  function transfer(
    bus: Hardware,
    timeoutMs?: number,
  ): LuaMultiReturn<[data: string | undefined, acknowledged: boolean]>;

  namespace slave {
    /** error 0, or IDF's code. */
    type OnReceive = (this: void, error: number, data: string | undefined) => void;

    interface Config {
      sda: number;
      scl: number;
      /** 7 bits, or 10 with "10bit". Raises "invalid slave address". */
      addr: number;
      "10bit"?: boolean;
      /** Bytes, default 128. Must be more than 100 for IDF. */
      rxbuf_len?: number;
      txbuf_len?: number;
    }

    /** Once per bus. Raises "invalid sda pin", "invalid scl pin", "invalid rxbuf_len". */
    function setup(bus: Hardware, config: Config): void;
    /** undefined removes it. */
    function on(bus: Hardware, event: "receive", callback: OnReceive | undefined): void;
    /** Puts bytes where the master will read them. Returns how many. Raises "wrong arg range". */
    function send(bus: Hardware, ...data: [Bytes, ...Bytes[]]): number;
  }
}
