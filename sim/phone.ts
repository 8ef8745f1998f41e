/**
 * Virtual clients for specs: a phone on the device's access point, or a computer in its home
 * network. Everything is called with a dot; calls that wait move the virtual time on.
 */
import {
  createClientEnd,
  LINK_DELAY_MS,
  type ClientConnection,
  type ClientEnd,
} from "./client_connection";
import type { Clients, IncomingWire } from "./clients";
import type { Device, Guest, Side, TcpPeer } from "./contract";
import { createMember, type Member } from "./group_member";
import {
  buildRequest,
  encodeForm,
  parseResponse,
  type Headers,
  type HttpResponse,
} from "./http_response";
import type {
  ClientOptions,
  OnServed,
  Phone,
  ReceivedDatagram,
  RequestOptions,
  Result,
} from "./phone_api";

const STEP_MS = 10;
const HTTP_PORT = 80;
const DNS_PORT = 53;
const FIRST_PORT = 50000;
const LAST_PORT = 65535;
const DEFAULT_TIMEOUT_MS = 10000;
const QUERY_TIMEOUT_MS = 2000;
/** A computer's default place in the home network. */
const COMPUTER_HOST = "77";

function isOver(end: ClientEnd): boolean {
  const state = end.connection.state();
  return state === "closed" || state === "reset" || state === "refused";
}

function createClient(device: Device, clients: Clients, side: Side, options: ClientOptions): Phone {
  const { clock } = device.world;
  const mac = options.mac ?? "02:00:00:00:00:01";
  const ends: ClientEnd[] = [];
  const inbox: ReceivedDatagram[] = [];
  const members: Member[] = [];
  const served: Record<number, OnServed | undefined> = {};
  let waitingPort: number | undefined;
  let answer: string | undefined;
  let guest: Guest | undefined;
  let lastPort = FIRST_PORT - 1;

  function deviceIp(): string | undefined {
    const lan = device.lan();
    return side === "ap" ? lan?.apIp() : lan?.stationIp();
  }

  function ip(): string | undefined {
    if (side === "ap") return guest?.ip;
    const [prefix] = string.match(deviceIp() ?? "", "^(.*%.)%d+$");
    return options.ip ?? (prefix === undefined ? undefined : prefix + COMPUTER_HOST);
  }

  function nextPort(): number {
    lastPort = lastPort < LAST_PORT ? lastPort + 1 : FIRST_PORT;
    return lastPort;
  }

  function newEnd(): ClientEnd {
    const end = createClientEnd(clock);
    // What is over needs no word when the link is lost.
    for (const index of $range(ends.length, 1, -1)) {
      if (isOver(ends[index - 1]!)) table.remove(ends, index);
    }
    ends.push(end);
    return end;
  }

  function waitFor(done: (this: void) => boolean, timeoutMs: number): boolean {
    const endMs = clock.nowMs() + timeoutMs;
    while (!done() && clock.nowMs() < endMs) {
      device.advance(Math.min(STEP_MS, endMs - clock.nowMs()));
    }
    return done();
  }

  function sendDatagram(fromPort: number, port: number, bytes: string, toIp?: string): void {
    clock.after(LINK_DELAY_MS, () => {
      const from = ip();
      if (from !== undefined) device.lan()?.datagram(side, from, fromPort, port, bytes, toIp);
    });
  }

  function open(port: number): ClientConnection {
    const end = newEnd();
    clock.after(LINK_DELAY_MS, () => {
      const from = ip();
      const lan = from === undefined ? undefined : device.lan();
      end.attach(lan?.connect(side, from ?? "", nextPort(), port, end.peer));
    });
    return end.connection;
  }

  function request(
    bytes: string,
    wanted?: RequestOptions,
  ): LuaMultiReturn<[text: string | undefined, ending: string]> {
    const connection = open(wanted?.port ?? HTTP_PORT);
    connection.send(bytes);
    const over = (): boolean =>
      connection.state() !== "open" && connection.state() !== "connecting";
    if (!waitFor(over, wanted?.timeoutMs ?? DEFAULT_TIMEOUT_MS)) {
      connection.reset();
      return $multi(connection.receivedBytes(), "timeout");
    }
    if (connection.state() === "refused") return $multi(undefined, "refused");
    const ending = connection.state() === "reset" ? "reset" : "closed";
    return $multi(connection.receivedBytes(), ending);
  }

  function build(method: string, path: string, headers?: Headers, body?: string): string {
    const defaults: Headers = { Host: deviceIp() ?? "" };
    if (body !== undefined) defaults["Content-Length"] = string.format("%d", body.length);
    return buildRequest(method, path, defaults, headers, body);
  }

  function exchange(bytes: string): Result<HttpResponse> {
    const [text, ending] = request(bytes);
    const response = text === undefined ? undefined : parseResponse(text);
    if (response === undefined) return $multi(undefined, ending);
    return $multi(response);
  }

  clients.register({
    ip,
    onDatagram: (fromIp, fromPort, toPort, bytes) => {
      clock.after(LINK_DELAY_MS, () => {
        if (toPort === waitingPort) answer = answer ?? bytes;
        else inbox.push({ bytes, fromIp, fromPort, toPort, atMs: clock.nowMs() });
      });
    },
    onMulticast: (group, fromIp, fromPort, toPort, bytes) => {
      // From the device's other side nothing gets here.
      if (fromIp !== deviceIp()) return;
      clock.after(LINK_DELAY_MS, () => {
        const datagram = { bytes, fromIp, fromPort, toPort, atMs: clock.nowMs() };
        for (const member of members) member.arrive(group, datagram);
      });
    },
    onConnect: (port: number, wire: IncomingWire): TcpPeer => {
      const end = newEnd();
      clock.after(LINK_DELAY_MS, () => {
        const onConnection = served[port];
        if (onConnection === undefined) {
          end.attach(undefined);
          wire.refused();
          return;
        }
        wire.established();
        end.attach(wire);
        onConnection(end.connection);
      });
      return end.peer;
    },
    onDown: (downSide) => {
      if (downSide !== side) return;
      guest = undefined;
      for (const end of ends) end.drop();
    },
  });

  return {
    mac,
    ip,
    deviceIp,
    join: (password) => {
      const lan = device.lan();
      if (side !== "ap" || lan === undefined || !lan.apUp()) {
        return $multi(undefined, "no access point");
      }
      guest = lan.join(mac, password);
      if (guest === undefined) return $multi(undefined, "refused");
      return $multi(true);
    },
    leave: () => {
      guest?.leave();
      guest = undefined;
      for (const end of ends) end.drop();
    },
    joined: () => guest !== undefined,
    query: (bytes, wanted) => {
      const fromPort = nextPort();
      answer = undefined;
      waitingPort = fromPort;
      sendDatagram(fromPort, wanted?.port ?? DNS_PORT, bytes, wanted?.toIp);
      const timeoutMs = wanted?.timeoutMs ?? QUERY_TIMEOUT_MS;
      waitFor(() => answer !== undefined, timeoutMs);
      waitingPort = undefined;
      return answer;
    },
    datagram: (port, bytes, toIp) => sendDatagram(nextPort(), port, bytes, toIp),
    datagrams: () => inbox,
    multicast: (group, port) => {
      const member = createMember(group, port, sendDatagram);
      members.push(member);
      return member;
    },
    open: (port) => open(port ?? HTTP_PORT),
    request,
    get: (path, headers) => exchange(build("GET", path, headers)),
    post: (path, body, headers) => {
      const text = typeof body === "string" ? body : encodeForm(body);
      const own: Headers = { "Content-Type": "application/x-www-form-urlencoded" };
      for (const [name, value] of pairs(headers ?? {})) own[name] = value;
      return exchange(build("POST", path, own, text));
    },
    start: (method, path, headers, body) => {
      const connection = open(HTTP_PORT);
      connection.send(build(method, path, headers, body));
      return connection;
    },
    serve: (port, onConnection) => {
      served[port] = onConnection;
    },
  };
}

/** A phone, not yet on the access point. */
export function createPhone(device: Device, clients: Clients, options: ClientOptions = {}): Phone {
  return createClient(device, clients, "ap", options);
}

/** A computer in the network that the station joins. */
export function createComputer(
  device: Device,
  clients: Clients,
  options: ClientOptions = {},
): Phone {
  return createClient(device, clients, "sta", options);
}
