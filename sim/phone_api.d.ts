/** What specs do with a virtual client. Everything is called with a dot. */
import type { ClientConnection } from "./client_connection";
import type { Headers, HttpResponse } from "./http_response";

export interface ClientOptions {
  /** Default: the next of "02:00:00:00:00:01", … */
  mac?: string;
  /** A computer's address; default: .77 of the station's network. A phone gets its by DHCP. */
  ip?: string;
}

export interface QueryOptions {
  /** Default 53. */
  port?: number;
  /** Default 2000. */
  timeoutMs?: number;
  /** Default: the device's address on this side. */
  toIp?: string;
}

export interface RequestOptions {
  /** Default 80. */
  port?: number;
  /** Default 10000. */
  timeoutMs?: number;
}

export interface ReceivedDatagram {
  readonly bytes: string;
  readonly fromIp: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** When it arrived. */
  readonly atMs: number;
}

/** @noSelf */
export interface GroupMember {
  /** From the port of the group unless told otherwise; to one address instead of the group. */
  send(bytes: string, fromPort?: number, toIp?: string): void;
  /** What the device sent to the group, in order. */
  datagrams(): readonly ReceivedDatagram[];
  leave(): void;
}

/** Called for each connection that the device opens to a computer's port. */
export type OnServed = (connection: ClientConnection) => void;

export type Result<Value> = LuaMultiReturn<[value: Value] | [value: undefined, reason: string]>;

/** @noSelf */
export interface Phone {
  readonly mac: string;
  /** Only a phone: true, or nil and "no access point" or "refused". */
  join(password?: string): Result<true>;
  leave(): void;
  joined(): boolean;
  ip(): string | undefined;
  /** The device's address on this side. */
  deviceIp(): string | undefined;
  /** A datagram and the first answer to it, or nil after the timeout. */
  query(bytes: string, options?: QueryOptions): string | undefined;
  datagram(port: number, bytes: string, toIp?: string): void;
  /** All that arrived outside of query(). */
  datagrams(): readonly ReceivedDatagram[];
  /** Joins a multicast group as a program that is bound to this port. */
  multicast(group: string, port: number): GroupMember;
  /** A connection, at once "connecting"; see ClientConnection. */
  open(port?: number): ClientConnection;
  /**
   * Sends bytes on a new connection and waits until the device ends it. What came, and how it ended:
   * "closed", "reset" or "timeout"; nil and "refused" when nobody listens.
   */
  request(
    bytes: string,
    options?: RequestOptions,
  ): LuaMultiReturn<[text: string | undefined, ending: string]>;
  get(path: string, headers?: Headers): Result<HttpResponse>;
  /** Fields are sent as a form, a string as it is. */
  post(
    path: string,
    body: string | Record<string, string | number>,
    headers?: Headers,
  ): Result<HttpResponse>;
  /** As get and post, without waiting: look at the connection's response() later. */
  start(method: string, path: string, headers?: Headers, body?: string): ClientConnection;
  /** Accepts the device's connections to this port; without it they are refused. */
  serve(port: number, onConnection: OnServed): void;
}
