/** UDP sockets, which this firmware can't close. Source: CM/net.c. */
import type { AnyFunction, Userdata } from "./contract";
import { parseIp } from "./ip_address";
import { argumentsOf, checkInteger, checkString } from "./lua_arguments";
import { countArguments } from "./native";
import { NOT_CONNECTED, OUT_OF_MEMORY, raiseCode } from "./net_codes";
import type { NetContext } from "./net_sockets";
import { ANY_IP } from "./net_ports";
import { scanListenArguments } from "./net_server";
import {
  addressOf,
  pin,
  release,
  resolveFor,
  self,
  setCallback,
  unpin,
  type UdpSocket,
} from "./net_sockets";
import type { UdpBlock } from "./net_udp";
import { createUserdata, type Method } from "./userdata";

const eventNames = ["dns", "receive", "sent"];
const PORTS = 65536;

export type CreateUdpSocket = () => object;

export function createDatagramSockets(context: NetContext): CreateUdpSocket {
  const { chip, udp, resolver } = context;
  const to = argumentsOf(chip);

  function receive(socket: UdpSocket): void {
    const datagram = socket.netconn?.take();
    if (datagram === undefined) return;
    const { bytes, fromPort, fromIp } = datagram;
    chip.call(socket.callbacks["receive"], self(sockets, socket), bytes, fromPort, fromIp);
  }

  function attach(socket: UdpSocket, block: UdpBlock): void {
    socket.netconn = block;
    block.onEvent = (event) => {
      if (event === "receive") receive(socket);
    };
    pin(sockets, socket);
  }

  function listen(socket: UdpSocket, first: unknown, second: unknown): void {
    if (socket.netconn !== undefined || socket.spoiled) chip.raise("already listening");
    const { port, ip } = scanListenArguments(first, second, undefined);
    if (parseIp(ip) === undefined) chip.raise("invalid IP address");
    const [code, block] = udp.bind(ip, port, true);
    if (code === OUT_OF_MEMORY) chip.raise("cannot allocate netconn");
    if (block !== undefined) attach(socket, block);
    else {
      // Its network object can't be closed, so it stays.
      socket.spoiled = context.snapshot;
      raiseCode(chip, code);
    }
  }

  function send(socket: UdpSocket, port: unknown, ip: unknown, data: unknown, sent: unknown): void {
    const toPort = checkInteger(to("send"), 1, port) % PORTS;
    if (toPort === 0) chip.raise("need port");
    const toIp = checkString(to("send"), 2, ip);
    if (parseIp(toIp) === undefined) chip.raise("invalid IP address");
    const bytes = checkString(to("send"), 3, data);
    if (bytes === "") chip.raise("no data to send");
    if (type(sent) === "function") socket.callbacks["sent"] = sent as AnyFunction;
    if (socket.netconn === undefined) {
      const [code, block] = udp.bind(ANY_IP, 0, false);
      if (code === OUT_OF_MEMORY) chip.raise("cannot allocate netconn");
      raiseCode(chip, code);
      if (block !== undefined) attach(socket, block);
    }
    if (!socket.pinned) chip.raise("not connected");
    const code = socket.netconn!.send(toIp, toPort, bytes);
    // lua_call inside of send(): an error in it comes out of send().
    const callback = socket.callbacks["sent"];
    if (callback !== undefined) callback(self(sockets, socket));
    raiseCode(chip, code);
  }

  function close(socket: UdpSocket): void {
    const block = socket.netconn;
    if (block === undefined || context.snapshot) {
      raiseCode(chip, NOT_CONNECTED);
      return;
    }
    block.destroy();
    release(socket);
    if (socket.waitDns === 0) unpin(sockets, socket);
  }

  function lookUp(socket: UdpSocket, host: unknown, callback: unknown): void {
    const name = checkString(to("dns"), 1, host);
    if (type(callback) === "function") socket.callbacks["dns"] = callback as AnyFunction;
    if (socket.callbacks["dns"] === undefined) chip.raise("no callback specified");
    resolveFor(chip, resolver, sockets, socket, name, () => {});
  }

  const of = (handle: object): UdpSocket => sockets.stateOf(handle)!;

  const methods: Record<keyof net.UdpSocket, Method> = {
    on: (handle, eventName, ...rest) => {
      const name = checkString(to("on"), 1, eventName);
      const [count] = countArguments("#", ...rest);
      setCallback(chip, of(handle), eventNames, name, count as number, ...rest);
    },
    listen: (handle, first, second) => {
      listen(of(handle), first, second);
    },
    send: (handle, port, ip, data, sent) => {
      send(of(handle), port, ip, data, sent);
    },
    close: (handle) => {
      close(of(handle));
    },
    getaddr: (handle) => addressOf(of(handle).netconn),
    dns: (handle, host, callback) => {
      lookUp(of(handle), host, callback);
    },
  };
  const sockets: Userdata<UdpSocket> = createUserdata<UdpSocket>(
    "net.udpsocket",
    methods,
    (socket) => {
      socket.netconn?.destroy();
      release(socket);
    },
    () => chip.raise("invalid user data"),
  );

  return () =>
    sockets.create({
      pinned: false,
      netconn: undefined,
      spoiled: false,
      callbacks: {},
      waitDns: 0,
    });
}
