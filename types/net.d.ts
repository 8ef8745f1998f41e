/**
 * NodeMCU module `net`: TCP and UDP on lwIP. CONFIG_NODEMCU_CMODULE_NET, on by default.
 * Source: components/modules/net.c (dev-esp32).
 *
 * Methods return nothing unless stated, and raise lwIP's words as a Lua error: "out of memory",
 * "buffer error", "timeout", "routing problem", "in progress", "illegal value", "would block",
 * "connection aborted", "connection reset", "connection closed", "not connected",
 * "illegal argument", "address in use", "netif error", "already connected", "unknown error".
 */

/** @noSelf */
declare namespace net {
  const TCP: 1;
  const UDP: 2;

  /** A fresh connection of a server. Register "receive" and "disconnection" inside this call. */
  type OnAccept = (this: void, socket: TcpSocket) => void;
  type OnConnection = (this: void, socket: TcpSocket) => void;
  /**
   * error 0: the peer sent FIN, call close(). Else an lwIP code: -13 aborted, -14 reset or refused.
   * A reset calls twice, once with 0 and once with the code, and one of the two has no socket.
   */
  type OnDisconnection = (this: void, socket: TcpSocket | undefined, error: number) => void;
  /**
   * At most 1440 bytes a call. There is no socket when an earlier call for the same event closed it.
   */
  type OnReceive = (this: void, socket: TcpSocket | undefined, data: string) => void;
  /** The peer acknowledged as many bytes as the last send() had. */
  type OnSent = (this: void, socket: TcpSocket) => void;
  type OnDns = (this: void, socket: TcpSocket, ip: string | undefined) => void;

  type OnUdpReceive = (
    this: void,
    socket: UdpSocket,
    data: string,
    port: number,
    ip: string,
  ) => void;
  type OnUdpSent = (this: void, socket: UdpSocket) => void;
  type OnUdpDns = (this: void, socket: UdpSocket, ip: string | undefined) => void;

  /** One argument, though the firmware's documentation shows two. */
  type OnResolve = (this: void, ip: string | undefined) => void;

  interface TcpEvents {
    connection: OnConnection;
    disconnection: OnDisconnection;
    /** Takes the calls with a non-zero error away from "disconnection"; nothing reconnects. */
    reconnection: OnDisconnection;
    dns: OnDns;
    receive: OnReceive;
    sent: OnSent;
  }

  interface UdpEvents {
    dns: OnUdpDns;
    receive: OnUdpReceive;
    sent: OnUdpSent;
  }

  interface TcpSocket {
    /**
     * One callback per event; undefined removes it and must be written. Data that arrives without
     * a "receive" callback is thrown away. Nothing is called after a local close(). A callback that
     * captures its own socket keeps it in memory for ever: use the argument, or remove the callback.
     */
    on<Event extends keyof TcpEvents>(event: Event, callback: TcpEvents[Event] | undefined): void;

    /**
     * Always asynchronous; an address that no interface reaches calls nothing, ever: set a timer.
     * While connecting, close() raises and does not abort. host defaults to 127.0.0.1.
     * Raises "already connected" (also on a dead socket: make a new one per attempt),
     * "specify port", "illegal value" (no DNS server), "out of memory" (four names at once).
     */
    connect(port: number, host?: string): void;

    /**
     * One send at a time: wait for "sent". 1 to 1400 bytes; up to 2800 work, from 2881 on "sent"
     * may never come. Raises "no data to send", "not connected", "in progress", "would block"
     * (nothing was queued), "buffer error" (a part was queued and goes out: never repeat it).
     * sent replaces the "sent" callback for good.
     */
    send(data: string, sent?: OnSent): void;

    /**
     * Sends FIN after queued data, but RST when received data is still undelivered. Required after
     * the peer's FIN. Raises "not connected" on a second call, while connecting and after a reset.
     */
    close(): void;

    /** Port first. Both undefined when there is no connection; still answers after a FIN. */
    getpeer(): LuaMultiReturn<[port: number, ip: string] | [port: undefined, ip: undefined]>;

    /** Own end, port first: tells whether the client came by the access point. */
    getaddr(): LuaMultiReturn<[port: number, ip: string] | [port: undefined, ip: undefined]>;

    /** Raises "no callback specified" without a callback here or by on("dns"). */
    dns(host: string, callback?: OnDns): void;
  }

  interface TcpServer {
    /**
     * Port 0 or none: any free one. No undefined in between: arguments are told apart by type.
     * Raises "address in use" while any connection in TIME_WAIT (10 s) holds the port, "already
     * listening", "invalid IP address", "need callback", "cannot allocate netconn". After a raise
     * the object can't be used again.
     */
    listen(port: number, onAccept: OnAccept): void;
    listen(port: number, ip: string, onAccept: OnAccept): void;
    listen(onAccept: OnAccept): void;
    listen(ip: string, onAccept: OnAccept): void;

    getaddr(): LuaMultiReturn<[port: number, ip: string] | [port: undefined, ip: undefined]>;

    /**
     * May raise any of lwIP's words, and usually goes on listening until the object is collected:
     * pcall, drop every reference, collectgarbage().
     */
    close(): void;
  }

  interface UdpSocket {
    /** Calls "sent" before send() returns; an error in it comes out of send(). */
    on<Event extends keyof UdpEvents>(event: Event, callback: UdpEvents[Event] | undefined): void;

    /** Raises "already listening", "address in use", "invalid IP address"; then make a new one. */
    listen(port?: number, ip?: string): void;
    listen(ip: string): void;

    /**
     * ip is an address, not a name. Raises "need port", "invalid IP address", "no data to send",
     * "cannot allocate message buffer", "routing problem" (no interface is up).
     */
    send(port: number, ip: string, data: string, sent?: OnUdpSent): void;

    /** Raises "not connected" and stays bound for good (fixed in newer firmware). */
    close(): void;

    getaddr(): LuaMultiReturn<[port: number, ip: string] | [port: undefined, ip: undefined]>;
    dns(host: string, callback?: OnUdpDns): void;
  }

  /**
   * timeoutSeconds (default 30) is only the keep-alive idle time of accepted sockets: a silent but
   * living client is never dropped. Raises "invalid type".
   */
  function createServer(type?: typeof TCP, timeoutSeconds?: number): TcpServer;
  function createServer(type: typeof UDP): UdpSocket;

  /** Raises "secure connections not yet supported" when secure is not 0. */
  function createConnection(type?: typeof TCP, secure?: 0): TcpSocket;
  function createConnection(type: typeof UDP): UdpSocket;

  function createUDPSocket(): UdpSocket;

  /** interfaceIp "" or "any" means all. Raises "invalid if ip", "invalid multicast ip". */
  function multicastJoin(interfaceIp: string, multicastIp: string): void;
  function multicastLeave(interfaceIp: string, multicastIp: string): void;

  namespace dns {
    /** Index 0 to 2. DHCP overwrites 0 and 1. Raises "invalid dns server ip". */
    function setdnsserver(ip: string, index?: number): void;
    function getdnsserver(index?: number): string | undefined;
    /** Asynchronous for addresses too; undefined when the name has no IPv4 address. */
    function resolve(host: string, callback: OnResolve): void;
  }
}
