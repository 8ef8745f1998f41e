/** bin/nodemcu-sim: the device's module http against a real server, waiting and in the background. */
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import { HOME, startDevice, station } from "./support.mjs";

const ANSWER_DELAY_MS = 300;

async function startServer(t) {
  const server = createServer((request, response) => {
    const body = [];
    request.on("data", (piece) => body.push(piece));
    request.on("end", () =>
      setTimeout(
        () => response.end(`${request.method} ${request.url} ${Buffer.concat(body)}`),
        ANSWER_DELAY_MS,
      ),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return server.address().port;
}

const online = (more) =>
  station(
    `wifi.sta.on("got_ip", function(_, info) base = "http://" .. info.gw .. ":" ${more} end)`,
  );

describe("the module http", { concurrency: true }, () => {
  it("waits for an answer from outside, and the world goes on meanwhile", async (t) => {
    const port = await startServer(t);
    const program = online(`
      ticks = 0
      tmr.create():alarm(50, tmr.ALARM_AUTO, function() ticks = ticks + 1 end)
      local before = node.uptime()
      local status, body, headers = http.get(base .. "${port}/path?a=b")
      print("got", status, body, headers["transfer-encoding"], ticks, (node.uptime() - before) > 290000)
      print("refused", (http.get(base .. "1/")))`);
    const device = startDevice(t, { files: { "init.lua": program }, networks: [HOME] });
    await device.output(/got\t200\tGET \/path\?a=b \t(chunked|nil)\t0\ttrue\r?$/m);
    await device.output(/refused\t-28674\r?$/m);
  });

  it("answers in the background", async (t) => {
    const port = await startServer(t);
    const program = online(`
      http.post(base .. "${port}/", nil, ("x"):rep(9000), function(status, body)
        print("got", status, #body)
      end)
      print("returned")`);
    const device = startDevice(t, { files: { "init.lua": program }, networks: [HOME] });
    await device.output(/returned\r?\n[^]*got\t200\t9007\r?$/m);
  });
});
