/** The module `net`, and the stack under it. Source: CM/net.c. */
import type { Chip, Lan } from "./contract";
import { parseIp } from "./ip_address";
import { createLan } from "./lan";
import {
  argumentsOf,
  checkFunction,
  checkString,
  isStringLike,
  optionalInteger,
} from "./lua_arguments";
import { createClients } from "./net_client";
import { raiseCode } from "./net_codes";
import type { Connection, Stack } from "./net_types";
import type { NetContext } from "./net_sockets";
import { createDatagramSockets } from "./net_datagrams";
import { createResolver, MAX_SERVERS } from "./net_dns";
import { createNotify } from "./net_events";
import { createGroups, type Groups } from "./net_groups";
import { createSockets } from "./net_memory";
import { ANY_IP, createPorts } from "./net_ports";
import { createServers } from "./net_server";
import { createTcp } from "./net_tcp";
import { createUdp } from "./net_udp";
import type { Radio } from "./wifi_radio";

const TCP = 1;
const UDP = 2;
const DEFAULT_TIMEOUT_SECONDS = 30;
const SECOND_MS = 1000;
const MIN_ADDRESS_BYTES = 7;
const MAX_ADDRESS_BYTES = 15;

function isAddressLong(text: string): boolean {
  return text.length >= MIN_ADDRESS_BYTES && text.length <= MAX_ADDRESS_BYTES;
}

/** What other modules need of the stack: they have sockets of their own. */
export interface NetParts {
  readonly module: typeof net;
  readonly lan: Lan;
  readonly context: NetContext;
}

export function createNet(chip: Chip, radio: Radio): NetParts {
  const connections: Connection[] = [];
  const stack: Stack = {
    chip,
    radio,
    ports: createPorts(),
    notify: createNotify(chip),
    sockets: createSockets(chip, connections),
    connections,
  };
  const groups = createGroups(radio);
  const tcp = createTcp(stack);
  const udp = createUdp(stack);
  const resolver = createResolver(chip, radio);
  const context: NetContext = {
    chip,
    tcp,
    udp,
    resolver,
    snapshot: chip.world.firmware === "snapshot",
  };
  radio.listen({
    onAddressGone: tcp.abortAddress,
    onClientsVanished: tcp.clientsVanished,
    onClientLeft: tcp.clientLeft,
    onDnsServer: (ip) => resolver.setServer(0, ip),
    onInterfaceGone: groups.forget,
  });

  const clients = createClients(context);
  const servers = createServers(context, clients.adopt);
  const createUdpSocket = createDatagramSockets(context);
  const to = argumentsOf(chip);

  function checkServerIndex(functionName: string, position: number, index: unknown): number {
    const number = optionalInteger(to(functionName), position, index, 0);
    if (number >= MAX_SERVERS) chip.raise("server index out of range [0-2]");
    return number;
  }

  /** Only lengths are checked on the chip, and lwIP's result is ignored. */
  function multicast(change: Groups["join"], interfaceIp: unknown, multicastIp: unknown): void {
    if (!isStringLike(interfaceIp)) chip.raise("wrong arg type");
    const text = tostring(interfaceIp);
    const any = text === "" || string.lower(text) === "any";
    if (!any && !isAddressLong(text)) chip.raise("invalid if ip");
    if (!isStringLike(multicastIp)) chip.raise("wrong arg type");
    const group = tostring(multicastIp);
    if (!isAddressLong(group)) chip.raise("invalid multicast ip");
    change(any ? ANY_IP : text, group);
  }

  function createServer(typeArgument?: unknown, timeout?: unknown): object {
    const kind = optionalInteger(to("createServer"), 1, typeArgument, TCP);
    const seconds = optionalInteger(to("createServer"), 2, timeout, DEFAULT_TIMEOUT_SECONDS);
    if (kind === UDP) return createUdpSocket();
    if (kind !== TCP) chip.raise("invalid type");
    return servers.create({
      pinned: false,
      netconn: undefined,
      keepAliveMs: seconds * SECOND_MS,
      acceptCallback: undefined,
    });
  }

  function createConnection(typeArgument?: unknown, secure?: unknown): object {
    const kind = optionalInteger(to("createConnection"), 1, typeArgument, TCP);
    const isSecure = optionalInteger(to("createConnection"), 2, secure, 0) !== 0;
    if (kind === UDP) return createUdpSocket();
    if (kind !== TCP) chip.raise("invalid type");
    if (isSecure) chip.raise("secure connections not yet supported");
    return clients.create();
  }

  const module: typeof net = {
    TCP,
    UDP,
    createServer: createServer as typeof net.createServer,
    createConnection: createConnection as typeof net.createConnection,
    createUDPSocket: () => createUdpSocket() as net.UdpSocket,
    multicastJoin: (interfaceIp, multicastIp) => {
      multicast(groups.join, interfaceIp, multicastIp);
    },
    multicastLeave: (interfaceIp, multicastIp) => {
      multicast(groups.leave, interfaceIp, multicastIp);
    },
    dns: {
      setdnsserver: (ip, index) => {
        const text = checkString(to("setdnsserver"), 1, ip);
        if (parseIp(text) === undefined || text === ANY_IP) chip.raise("invalid dns server ip");
        resolver.setServer(checkServerIndex("setdnsserver", 2, index), text);
      },
      getdnsserver: (index) => resolver.server(checkServerIndex("getdnsserver", 1, index)),
      resolve: (host, callback) => {
        const name = checkString(to("resolve"), 1, host);
        checkFunction(to("resolve"), 2, callback);
        const code = resolver.lookup(name, (ip) => {
          chip.call(callback, ip);
        });
        raiseCode(chip, code);
      },
    },
  };
  return { module, lan: createLan(chip, radio, tcp, udp, groups), context };
}
