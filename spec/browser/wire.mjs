/** A wire with a listener: passes TCP connections on to a port of this machine and keeps every byte. */
import { connect, createServer } from "node:net";
import { constants, gunzipSync } from "node:zlib";

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);

/** Every way in which a text could be found in what was recorded. */
export function disguisesOf(secret) {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  return {
    clear: secret,
    percent: encodeURIComponent(secret),
    form: new URLSearchParams({ x: secret }).toString().slice("x=".length),
    "all percent": hex.replace(/../g, (pair) => `%${pair.toUpperCase()}`),
    hex,
    "upper hex": hex.toUpperCase(),
    // Three ways, as the bytes before it shift it; without what depends on its neighbours.
    ...Object.fromEntries(
      [0, 1, 2].map((shift) => {
        const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
        return [`base64 ${shift}`, text.slice(shift ? 4 : 0, -4)];
      }),
    ),
    backwards: [...secret].reverse().join(""),
  };
}

/** Where in the record the secret is found, by disguise. */
export function findSecret(record, secret) {
  return Object.entries(disguisesOf(secret))
    .filter(([, text]) => record.includes(Buffer.from(text)))
    .map(([name]) => name);
}

/** What a connection carried one way; a compressed body is there a second time, readable. */
function readable(chunks) {
  const bytes = Buffer.concat(chunks);
  const at = bytes.indexOf(GZIP_MAGIC);
  if (at < 0) return bytes;
  // One that was cut off is read as far as it goes.
  const cut = { finishFlush: constants.Z_SYNC_FLUSH };
  return Buffer.concat([bytes, gunzipSync(bytes.subarray(at), cut)]);
}

/** @returns `port` to connect to, `record()` of both directions, `close()` */
export async function startWire(targetPort) {
  const ways = [];
  const sockets = new Set();
  const server = createServer((near) => {
    const far = connect(targetPort, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      const chunks = [];
      ways.push(chunks);
      sockets.add(from);
      from.on("data", (bytes) => chunks.push(bytes));
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    record: () => Buffer.concat(ways.map(readable)),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
