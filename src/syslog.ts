/**
 * A sink of the module logging that sends each line to a syslog server by UDP (RFC 5424, RFC 5426).
 * What can't be sent, as without a network, is lost without a word.
 */
import { Level } from "./logger";
import { Sink } from "./logging";
import { encode } from "./syslog_codec";
import { sender } from "./udp_sender";

/**
 * Where and as whom to send.
 *
 * @noSelf
 */
export interface SyslogOptions {
  /** The server's address; not a name. */
  readonly ip: string;
  /** 1 to 65535, default 514. */
  readonly port?: number | undefined;
  /** RFC 5424, section 6.2.1: 0 to 23. Default 16, "local0"; programs of a user are 1. */
  readonly facility?: number | undefined;
  /** Who this device is, to 255 bytes of ASCII without spaces. Default: not said. */
  readonly hostname?: string | undefined;
  /** What runs on it, to 48 bytes. Default "nodemcu". The logger's name becomes the MSGID. */
  readonly appName?: string | undefined;
}

const SYSLOG_PORT = 514;
const LOCAL0 = 16;

/** Section 6.2.1, table 2. */
const SEVERITIES: Record<Level, number> = {
  DEBUG: 7,
  INFO: 6,
  WARNING: 4,
  ERROR: 3,
  CRITICAL: 2,
};

function isWhole(value: number, least: number, most: number): boolean {
  return type(value) === "number" && value >= least && value <= most && value % 1 === 0;
}

/**
 * Makes a sink for addSink or setSink. Its socket stays as long as the device runs: the firmware
 * can't close one, so make one sink only.
 *
 * @throws when an option can't be used
 * @example
 * local logging = require("logging")
 * logging.addSink(require("syslog").create({ ip = "192.168.1.10", hostname = "lamp" }))
 * logging.getLogger("door").error("jammed") -- <131>1 - lamp nodemcu - door - jammed
 */
export function create(options: SyslogOptions): Sink {
  const { ip, hostname, appName } = options;
  const port = options.port ?? SYSLOG_PORT;
  const facility = options.facility ?? LOCAL0;
  if (type(ip) !== "string" || stringMatch(ip, "^%d+%.%d+%.%d+%.%d+$") === undefined) {
    error("ip has to be an address such as 192.168.1.10", 2);
  }
  if (!isWhole(port, 1, 65535)) error("port has to be a whole number from 1 to 65535", 2);
  if (!isWhole(facility, 0, 23)) error("facility has to be a whole number from 0 to 23", 2);
  const send = sender();
  return (level, name, text) => {
    const priority = facility * 8 + SEVERITIES[level];
    const message = encode(priority, hostname ?? "", appName ?? "nodemcu", name, text);
    pcall(send, port, ip, message);
  };
}
