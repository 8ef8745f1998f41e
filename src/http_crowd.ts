/** Who gives way when a server is full. Loaded by http_server when it is. */
import { close, Connection, connections, Server, Step } from "./http_connection";

/** How many connections each client has; one more for who just comes. One that was answered holds nothing. */
function countByPeer(server: Server, newPeerIp: string): Record<string, number> {
  const counts: Record<string, number> = { [newPeerIp]: 1 };
  for (const [, connection] of connections) {
    const ip = connection!.peerIp;
    const isHeld = connection!.server === server && connection!.step !== Step.Lingering;
    if (isHeld) counts[ip] = (counts[ip] ?? 0) + 1;
  }
  return counts;
}

/** Nothing was asked yet. */
function isIdle(connection: Connection): boolean {
  return connection.step === Step.Reading && connection.head === undefined;
}

/**
 * The oldest connection that has asked nothing yet, of who has the most. One that just came, from who has
 * fewer than the newcomer, is about to ask: a client that opens many must not close it.
 */
function quietest(server: Server, newPeerIp: string): Connection | undefined {
  const counts = countByPeer(server, newPeerIp);
  let most = 0;
  let victim: Connection | undefined;
  for (const [, connection] of connections) {
    const count = connection!.server === server ? (counts[connection!.peerIp] ?? 0) : 0;
    const mayGo = count >= counts[newPeerIp]! || connection!.secondsSilent > 0;
    const isOlder = count === most && connection!.number < (victim?.number ?? 0);
    if ((count > most || isOlder) && mayGo && isIdle(connection!)) {
      most = count;
      victim = connection;
    }
  }
  return victim;
}

/** The connection of the client that has the most, and at least two more than this one, silent for longest. */
function greediest(server: Server, newPeerIp: string): Connection | undefined {
  const counts = countByPeer(server, newPeerIp);
  let most = counts[newPeerIp]!;
  let victim: Connection | undefined;
  for (const [, connection] of connections) {
    const count = connection!.server === server ? (counts[connection!.peerIp] ?? 0) : 0;
    const isWorse = count === most && connection!.secondsSilent > (victim?.secondsSilent ?? 0);
    if (count > most || (victim !== undefined && isWorse)) {
      most = count;
      victim = connection;
    }
  }
  return victim;
}

/** The oldest one that was answered and is held only so that its client can read that. */
function answered(server: Server): Connection | undefined {
  let victim: Connection | undefined;
  for (const [, connection] of connections) {
    const isAnswered = connection!.server === server && connection!.step === Step.Lingering;
    if (isAnswered && (victim === undefined || connection!.number < victim.number)) {
      victim = connection;
    }
  }
  return victim;
}

/**
 * Makes room for one more: one that has asked nothing yet gives way, else one of who has too many,
 * else one that was answered.
 *
 * @returns false when nobody gives way
 */
export function makeRoom(server: Server, peerIp: string): boolean {
  const victim = quietest(server, peerIp) ?? greediest(server, peerIp) ?? answered(server);
  if (victim === undefined) return false;
  close(victim);
  return true;
}
