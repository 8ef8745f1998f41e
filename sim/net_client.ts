/** TCP sockets, connecting and accepted ones. Source: CM/net.c. */
import type { AnyFunction, Userdata } from "./contract";
import { argumentsOf, checkInteger, checkString, isStringLike } from "./lua_arguments";
import { countArguments } from "./native";
import { NOT_CONNECTED, OK, raiseCode } from "./net_codes";
import type { Connection, Ends } from "./net_types";
import type { NetContext } from "./net_sockets";
import type { OnNetEvent } from "./net_events";
import { ANY_IP } from "./net_ports";
import {
  addressOf,
  pin,
  release,
  resolveFor,
  self,
  setCallback,
  unpin,
  type TcpSocket,
} from "./net_sockets";
import { createUserdata, type Method } from "./userdata";

const eventNames = ["connection", "disconnection", "reconnection", "dns", "receive", "sent"];
const LOOPBACK_IP = "127.0.0.1";
const PORTS = 65536;

/** @noSelf */
export interface Clients {
  create(): object;
  adopt(connection: Connection): object;
}

export function createClients(context: NetContext): Clients {
  const { chip, tcp, resolver } = context;
  const to = argumentsOf(chip);

  function newSocket(): TcpSocket {
    return {
      pinned: false,
      netconn: undefined,
      callbacks: {},
      waitDns: 0,
      port: 0,
      connecting: false,
      numSend: 0,
    };
  }

  /** lerr_cb. */
  function report(socket: TcpSocket, code: number): void {
    if (socket.netconn === undefined) return;
    const { reconnection, disconnection } = socket.callbacks;
    const callback = code !== OK && reconnection !== undefined ? reconnection : disconnection;
    chip.call(callback, self(sockets, socket), code);
    if (socket.waitDns === 0) unpin(sockets, socket);
  }

  /** lrecv_cb: when the program closes the socket half-way, the rest comes with a nil socket. */
  function receive(socket: TcpSocket): void {
    for (const piece of socket.netconn?.take() ?? []) {
      chip.call(socket.callbacks["receive"], self(sockets, socket), piece);
    }
  }

  /** handle_net_event. */
  function handlerFor(socket: TcpSocket): OnNetEvent {
    return (event, byteCount, code) => {
      if (event === "error") report(socket, code);
      else if (event === "zeroRead") report(socket, OK);
      else if (event === "receive") receive(socket);
      else if (event === "sent") {
        socket.numSend -= byteCount;
        if (socket.numSend !== 0) return;
        chip.call(socket.callbacks["sent"], self(sockets, socket));
      } else if (socket.connecting) {
        socket.connecting = false;
        const handle = self(sockets, socket);
        if (handle !== undefined) chip.call(socket.callbacks["connection"], handle);
      }
    };
  }

  function attach(socket: TcpSocket, connection: Connection): void {
    socket.netconn = connection;
    connection.onEvent = handlerFor(socket);
  }

  /** netconn_connect, whose result the firmware ignores: without a route nothing ever comes. */
  function connectTo(socket: TcpSocket, ip: string | undefined): void {
    const connection = socket.netconn;
    if (connection === undefined || socket.connecting) return;
    socket.connecting = true;
    if (connection.state() === "new") tcp.connect(connection, ip ?? ANY_IP, socket.port);
  }

  function connect(socket: TcpSocket, portArgument: unknown, host: unknown): void {
    if (socket.netconn !== undefined) chip.raise("already connected");
    const port = checkInteger(to("connect"), 1, portArgument) % PORTS;
    if (port === 0) chip.raise("specify port");
    const connection = tcp.create();
    if (connection === undefined) {
      chip.raise("cannot allocate netconn");
      return;
    }
    attach(socket, connection);
    socket.port = port;
    const name = isStringLike(host) ? tostring(host) : LOOPBACK_IP;
    resolveFor(
      chip,
      resolver,
      sockets,
      socket,
      name,
      (ip) => connectTo(socket, ip),
      () => {
        connection.destroy();
        release(socket);
      },
    );
  }

  function send(socket: TcpSocket, argument: unknown, callback: unknown): void {
    const bytes = checkString(to("send"), 1, argument);
    if (bytes === "") chip.raise("no data to send");
    socket.numSend = bytes.length;
    if (type(callback) === "function") socket.callbacks["sent"] = callback as AnyFunction;
    const connection = socket.netconn;
    if (connection === undefined || !socket.pinned) {
      raiseCode(chip, NOT_CONNECTED);
      return;
    }
    raiseCode(chip, connection.write(bytes));
  }

  function close(socket: TcpSocket): void {
    const connection = socket.netconn;
    if (connection === undefined) {
      raiseCode(chip, NOT_CONNECTED);
      return;
    }
    let code = OK;
    if (context.snapshot) code = connection.close();
    else connection.destroy();
    if (code === OK) {
      release(socket);
      if (socket.waitDns === 0) unpin(sockets, socket);
    }
    raiseCode(chip, code);
  }

  function lookUp(socket: TcpSocket, host: unknown, callback: unknown): void {
    const name = checkString(to("dns"), 1, host);
    if (type(callback) === "function") socket.callbacks["dns"] = callback as AnyFunction;
    if (socket.callbacks["dns"] === undefined) chip.raise("no callback specified");
    resolveFor(chip, resolver, sockets, socket, name, (ip) => connectTo(socket, ip));
  }

  const of = (handle: object): TcpSocket => sockets.stateOf(handle)!;

  const methods: Record<keyof net.TcpSocket, Method> = {
    on: (handle, eventName, ...rest) => {
      const name = checkString(to("on"), 1, eventName);
      const [count] = countArguments("#", ...rest);
      setCallback(chip, of(handle), eventNames, name, count as number, ...rest);
    },
    connect: (handle, port, host) => {
      connect(of(handle), port, host);
    },
    send: (handle, bytes, callback) => {
      send(of(handle), bytes, callback);
    },
    close: (handle) => {
      close(of(handle));
    },
    dns: (handle, host, callback) => {
      lookUp(of(handle), host, callback);
    },
    getpeer: (handle) => peerOf(endsOf(of(handle).netconn)),
    getaddr: (handle) => addressOf(endsOf(of(handle).netconn)),
  };

  /** After an error the firmware reads uninitialised memory: nothing is the kind reading. */
  function endsOf(connection: Connection | undefined): Ends | undefined {
    return connection === undefined || connection.state() === "dead"
      ? undefined
      : connection.ends();
  }

  function peerOf(
    ends: Ends | undefined,
  ): LuaMultiReturn<[port: number, ip: string] | [port: undefined, ip: undefined]> {
    if (ends === undefined) return $multi(undefined, undefined);
    return $multi(ends.remotePort, ends.remoteIp);
  }

  const sockets: Userdata<TcpSocket> = createUserdata<TcpSocket>(
    "net.tcpsocket",
    methods,
    (socket) => {
      socket.netconn?.destroy();
      release(socket);
    },
    () => chip.raise("invalid user data"),
  );

  return {
    create: () => sockets.create(newSocket()),
    adopt: (connection) => {
      const socket = newSocket();
      const handle = sockets.create(socket);
      attach(socket, connection);
      pin(sockets, socket);
      return handle;
    },
  };
}
