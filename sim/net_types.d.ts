/** The shape of lwIP's TCP connections, and of what they need around them. */
import type { Chip, Run, TcpPeer, TcpWire } from "./contract";
import type { Netconn, Notify } from "./net_events";
import type { Ports } from "./net_ports";
import type { Sockets } from "./net_memory";
import type { Path } from "./net_way";
import type { Radio } from "./wifi_radio";

export type ConnectionState =
  | "new"
  | "connecting"
  | "established"
  | "closeWait"
  | "finWait"
  | "closing"
  | "lastAck"
  | "timeWait"
  | "dead";

export interface Ends {
  readonly path: Path;
  readonly localIp: string;
  readonly localPort: number;
  readonly remoteIp: string;
  readonly remotePort: number;
}

/** What a connection needs of the stack around it. */
export interface Stack {
  readonly chip: Chip;
  readonly radio: Radio;
  readonly ports: Ports;
  readonly notify: Notify;
  readonly sockets: Sockets;
  /** All control blocks of connections, the ones without a Lua socket included. */
  readonly connections: Connection[];
}

/** @noSelf */
export interface Connection extends Netconn {
  state(): ConnectionState;
  ends(): Ends | undefined;
  /** The connection gets its addresses, and counts in the port table. */
  open(ends: Ends, state: "connecting" | "established"): void;
  setPeer(peer: TcpPeer | undefined): void;
  established(): void;
  /** Runs what an arriving packet sets off, in its order. */
  hear(run: Run): void;
  /** Sends what is no data, in its order: the SYN. */
  say(run: Run): void;
  readonly wire: TcpWire;
  write(bytes: string): number;
  /** Bytes that the send buffer still takes. */
  room(): number;
  /** netconn_close: FIN, or RST when received bytes are undelivered. */
  close(): number;
  /** netconn_delete: gone in every state, connecting ones included. */
  destroy(): void;
  /** netconn_recv: the pieces of the next event. */
  take(): string[] | undefined;
  /** The control block is dropped without a word to anybody. */
  forget(): void;
  setKeepAlive(idleMs: number): void;
  /** err_tcp: the control block is gone, the owner hears of it in its two or three events. */
  abort(code: number): void;
  /** The far end is gone without a word. */
  orphan(): void;
  /** The link broke: the far end notices. */
  vanish(): void;
}
