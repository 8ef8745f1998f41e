/** TCP servers: listen, accept, and the close() that does not close. Source: CM/net.c. */
import type { AnyFunction, Userdata } from "./contract";
import { isNumberLike, isStringLike } from "./lua_arguments";
import { parseIp } from "./ip_address";
import { OUT_OF_MEMORY, raiseCode } from "./net_codes";
import type { Connection } from "./net_types";
import type { NetContext } from "./net_sockets";
import { ANY_IP } from "./net_ports";
import { addressOf, pin, release, unpin, type ServerSocket } from "./net_sockets";
import { createUserdata, type Method } from "./userdata";

/** lwIP leaves the result of closing a listener to chance; these take turns. */
const CHANCE_TEXTS = ["unknown error", "illegal argument"];
const MAX_PORT = 65536;

/** Takes over an accepted connection and returns its handle, pinned. */
export type Adopt = (connection: Connection) => object;

export interface ListenArguments {
  readonly port: number;
  readonly ip: string;
  /** What stands where the callback is looked for. */
  readonly callback: unknown;
}

/** The arguments are told apart by type; a nil in between ends the search. */
export function scanListenArguments(
  first: unknown,
  second: unknown,
  third: unknown,
): ListenArguments {
  const rest = [first, second, third] as unknown as LuaTable<number, unknown>;
  let index = 1;
  let port = 0;
  let ip = ANY_IP;
  if (isNumberLike(rest.get(index))) {
    // lua_tointeger: what is no whole number is 0, and so any port.
    const number = tonumber(rest.get(index))!;
    port = Math.floor(number) === number ? Math.floor(number) % MAX_PORT : 0;
    index += 1;
  }
  if (isStringLike(rest.get(index))) {
    ip = tostring(rest.get(index));
    index += 1;
  }
  return { port, ip, callback: rest.get(index) };
}

export function createServers(context: NetContext, adopt: Adopt): Userdata<ServerSocket> {
  const { chip, tcp } = context;
  let closings = 0;

  function acceptNext(socket: ServerSocket): void {
    const connection = socket.netconn?.accept();
    if (connection === undefined) return;
    connection.setKeepAlive(socket.keepAliveMs);
    const handle = adopt(connection);
    chip.call(socket.acceptCallback, handle);
  }

  function listen(socket: ServerSocket, first: unknown, second: unknown, third: unknown): void {
    if (socket.netconn !== undefined) chip.raise("already listening");
    const { port, ip, callback } = scanListenArguments(first, second, third);
    if (parseIp(ip) === undefined) chip.raise("invalid IP address");
    if (type(callback) !== "function") chip.raise("need callback");
    socket.acceptCallback = callback as AnyFunction;
    const [code, listener] = tcp.listen(ip, port);
    if (code === OUT_OF_MEMORY) chip.raise("cannot allocate netconn");
    if (listener === undefined) {
      // close() fails on what listens only: this object is as good as new.
      raiseCode(chip, code);
      return;
    }
    socket.netconn = listener;
    listener.onEvent = (event) => {
      if (event === "zeroRead") acceptNext(socket);
    };
    pin(servers, socket);
  }

  function close(socket: ServerSocket): void {
    if (socket.netconn === undefined) chip.raise("not connected");
    unpin(servers, socket);
    if (!context.snapshot) {
      socket.netconn?.destroy();
      release(socket);
      return;
    }
    // It goes on accepting until the handle is collected.
    closings += 1;
    chip.raise(CHANCE_TEXTS[closings % CHANCE_TEXTS.length]!);
  }

  const of = (handle: object): ServerSocket => servers.stateOf(handle)!;

  const methods: Record<keyof net.TcpServer, Method> = {
    listen: (handle, first, second, third) => {
      listen(of(handle), first, second, third);
    },
    getaddr: (handle) => addressOf(of(handle).netconn),
    close: (handle) => {
      close(of(handle));
    },
  };
  const servers: Userdata<ServerSocket> = createUserdata<ServerSocket>(
    "net.tcpserver",
    methods,
    (socket) => {
      socket.netconn?.destroy();
      release(socket);
    },
    () => chip.raise("invalid user data"),
  );
  return servers;
}
