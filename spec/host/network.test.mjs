/** Real sockets of the host against programs on the simulated device. */
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { describe, it } from "node:test";
import { accessPoint, HOME, startDevice, station, talk, until } from "./support.mjs";

/** Lua: sends back what comes, one send at a time, and ends when the client does. */
const ECHO = `
net.createServer():listen(7, function(socket)
  local waiting, busy, ending = {}, false, false
  local function step()
    busy = #waiting > 0
    if busy then socket:send(table.remove(waiting, 1))
    elseif ending then socket:close() end
  end
  socket:on("sent", step)
  socket:on("receive", function(_, bytes)
    waiting[#waiting + 1] = bytes
    if bytes:find("quit", 1, true) then ending = true end
    if not busy then step() end
  end)
end)`;

/** Lua: answers every request with its Host and Origin, and a redirect to itself. */
const HELLO = `
net.createServer():listen(80, function(socket)
  socket:on("receive", function(_, request)
    local host = request:match("[Hh]ost: ([^\\r]*)")
    local body = host .. " " .. (request:match("[Oo]rigin: ([^\\r]*)") or "")
    socket:send("HTTP/1.1 302 Found\\r\\nLocation: http://" .. host .. "/next\\r\\nContent-Length: "
      .. #body .. "\\r\\nConnection: close\\r\\n\\r\\n" .. body, function() socket:close() end)
  end)
end)`;

const UDP_ECHO = `
local socket = net.createUDPSocket()
socket:on("receive", function(self, bytes, port, ip) self:send(port, ip, ip .. " " .. bytes) end)
socket:listen(53)`;

async function ask(port, text, from = createSocket("udp4")) {
  from.send(text, port, "127.0.0.1");
  const [answer] = await once(from, "message");
  from.close();
  return answer.toString();
}

describe("TCP", { concurrency: true }, () => {
  it("carries every byte both ways", async (t) => {
    const device = startDevice(t, { files: { "init.lua": accessPoint(ECHO) } });
    const port = await device.hostPort("tcp", 7);
    const all = Buffer.from(Array.from({ length: 5120 }, (_unused, index) => index % 256));
    const bytes = Buffer.concat([all, Buffer.from("quit")]);
    const { bytes: echoed, how } = await talk(port, bytes);
    assert.deepEqual([echoed.equals(bytes), how], [true, "fin"]);
    assert.equal((await device.event("phone_joined")).event, "phone_joined");
  });

  it("rewrites Host, Origin and Location of a mapped port", async (t) => {
    const device = startDevice(t, { files: { "init.lua": accessPoint(HELLO) } });
    const url = await device.url();
    await device.hostPort("tcp", 80);
    const own = await fetch(url, { redirect: "manual", headers: { Origin: url.slice(0, -1) } });
    assert.equal(await own.text(), "192.168.4.1 http://192.168.4.1");
    assert.equal(own.headers.get("location"), `${url}next`);
    const foreign = await talk(new URL(url).port, "GET / HTTP/1.1\r\nHost: apple.com\r\n\r\n");
    assert.match(
      foreign.bytes.toString(),
      /Location: http:\/\/apple\.com\/next\r\n.*\r\n\r\napple\.com $/s,
    );
  });

  it("comes after the news of the phone that sends it", async (t) => {
    const program = accessPoint(`
      wifi.ap.on("sta_connected", function() print("joined") end)
      net.createServer():listen(7, function(socket) print("accepted") socket:close() end)`);
    const device = startDevice(t, { files: { "init.lua": program } });
    const port = await device.hostPort("tcp", 7);
    await Promise.all([talk(port, "a"), talk(port, "b")]);
    await device.output(/joined\naccepted\naccepted\n/);
  });

  it("tells once that nobody listens on the joined network, and what could", async (t) => {
    const device = startDevice(t, { files: { "init.lua": station() }, networks: [HOME] });
    const { port } = new URL(await device.url());
    assert.equal((await talk(port, "GET / HTTP/1.1\r\n\r\n")).how, "ECONNRESET");
    await device.event("sta_got_ip");
    for (let time = 0; time < 2; time += 1) {
      assert.equal((await talk(port, "GET / HTTP/1.1\r\n\r\n")).how, "ECONNRESET");
    }
    const sentence = `nothing listens on the device's port 80; an app.lua in ${device.flash} could\n`;
    await until("the sentence", () => device.said.err.includes(sentence));
    assert.equal(device.said.err.split(sentence).length, 2, device.said.err);
  });

  it("tells when what was refused answers", async (t) => {
    const program = `${station()} tmr.create():alarm(4000, tmr.ALARM_SINGLE, function()
      net.createServer(net.TCP):listen(80, function() end) end)`;
    const device = startDevice(t, { files: { "init.lua": program }, networks: [HOME] });
    await device.event("sta_got_ip");
    const { port } = new URL(await device.url());
    assert.equal((await talk(port, "GET / HTTP/1.1\r\n\r\n")).how, "ECONNRESET");
    await until("the sentence", () => /\bport 80 answers now\n/.test(device.said.err));
    assert.match(device.said.err, /nothing listens on the device's port 80[^]*port 80 answers now/);
  });

  it("is refused by RST without access point, network or listener", async (t) => {
    const dark = startDevice(t, { files: { "init.lua": HELLO } });
    const deaf = startDevice(t, { files: { "init.lua": accessPoint() } });
    await dark.event("boot");
    await deaf.event("ap_start");
    for (const device of [dark, deaf]) {
      const { how } = await talk(new URL(await device.url()).port, "GET / HTTP/1.1\r\n\r\n");
      assert.equal(how, "ECONNRESET");
    }
  });

  it("ends by RST when the device restarts", async (t) => {
    const program = accessPoint(`${ECHO}
      net.createServer():listen(81, function() node.restart() end)`);
    const device = startDevice(t, { files: { "init.lua": program } });
    const port = await device.hostPort("tcp", 7);
    const open = connect(port, "127.0.0.1").on("error", () => undefined);
    open.write("hello");
    assert.equal((await once(open, "data")).toString(), "hello");
    void talk(await device.hostPort("tcp", 81), "");
    const [error] = await once(open, "error");
    assert.equal(error.code, "ECONNRESET");
    await until("the next boot", () => device.events().filter((one) => one.event === "boot")[1]);
    await until(
      "the next echo",
      async () => (await talk(port, "quit")).bytes.toString() === "quit",
    );
  });

  it("lets the client end first, and the device answer it", async (t) => {
    const program = accessPoint(`
      net.createServer():listen(7, function(socket)
        socket:on("disconnection", function(_, code) print("gone", code) end)
      end)`);
    const device = startDevice(t, { files: { "init.lua": program } });
    const { how } = await Promise.race([
      talk(await device.hostPort("tcp", 7), "x", { end: true }),
      device.output(/gone\t0\n/).then(() => ({ how: "half-open" })),
    ]);
    assert.equal(how, "half-open");
  });

  it("comes from the joined network where there is no access point", async (t) => {
    const device = startDevice(t, {
      files: { "init.lua": station(HELLO) },
      networks: [HOME],
      argv: ["--map", "sta:80=0"],
    });
    await device.event("sta_got_ip");
    await device.hostPort("tcp", 80);
    const [, homeUrl] = await device.note(/from here: (\S+)/);
    assert.notEqual(homeUrl, await device.url());
    for (const url of [homeUrl, await device.url()]) {
      const answer = await fetch(url, { redirect: "manual" });
      assert.equal(await answer.text(), "192.168.1.50 ");
      assert.equal(answer.headers.get("location"), `${url}next`);
    }
  });

  it("loses the link while the access point moves to another channel", async (t) => {
    const program = `
      wifi.mode(wifi.STATIONAP)
      wifi.ap.config({ ssid = "test", auth = wifi.AUTH_OPEN, channel = 6 })
      wifi.sta.config({ ssid = "Home", pwd = "homesweethome" })
      wifi.start()
      ${ECHO}
      net.createServer():listen(81, function() wifi.sta.connect() end)`;
    const device = startDevice(t, {
      files: { "init.lua": program },
      networks: [{ ...HOME, channel: 11 }],
      argv: ["--speed", "3"],
    });
    const port = await device.hostPort("tcp", 7);
    const open = connect(port, "127.0.0.1").on("error", () => undefined);
    open.write("hello");
    await once(open, "data");
    void talk(await device.hostPort("tcp", 81), "");
    const [error] = await once(open, "error");
    assert.equal(error.code, "ECONNRESET");
    await device.event("phone_left");
    assert.equal((await talk(port, "quit")).how, "ECONNRESET");
    const moved = await device.event("ap_channel", { channel: 11 });
    const back = await until("the phone to return", () =>
      device.events().find(({ event, atMs }) => event === "phone_joined" && atMs > moved.atMs),
    );
    assert.equal(back.atMs - moved.atMs, 3000);
    assert.equal((await talk(port, "quit")).bytes.toString(), "quit");
  });

  it("goes out: the router's address is this host, refusals and names included", async (t) => {
    const server = createServer((socket) => socket.end("hello device"));
    t.after(() => server.close());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const program = station(`
      wifi.sta.on("got_ip", function(_, info)
        local socket = net.createConnection()
        socket:on("receive", function(_, bytes) print("got " .. bytes) end)
        socket:connect(${server.address().port}, info.gw)
        local other = net.createConnection()
        other:on("reconnection", function(_, code) print("refused", code) end)
        other:connect(1, info.gw)
        net.dns.resolve("localhost", function(ip) print("localhost is", ip) end)
      end)`);
    const device = startDevice(t, { files: { "init.lua": program }, networks: [HOME] });
    await device.output(/got hello device\n/);
    await device.output(/refused\t-14\n/);
    await device.output(/localhost is\t127\.0\.0\.1\n/);
  });
});

describe("UDP", { concurrency: true }, () => {
  it("answers the one who asked, from an address of the pool", async (t) => {
    const device = startDevice(t, { files: { "init.lua": accessPoint(UDP_ECHO) } });
    const port = await device.hostPort("udp", 53);
    const answers = await Promise.all(["a", "b", "c"].map((text) => ask(port, text)));
    for (const [index, answer] of answers.entries()) {
      assert.match(answer, new RegExp(`^192\\.168\\.4\\.\\d+ ${"abc"[index]}$`));
    }
  });

  it("goes out to the router's address and comes back", async (t) => {
    const server = createSocket("udp4");
    t.after(() => server.close());
    server.on("message", (bytes, from) => server.send(`re: ${bytes}`, from.port, from.address));
    server.bind(0, "127.0.0.1");
    await once(server, "listening");
    const program = station(`
      wifi.sta.on("got_ip", function(_, info)
        local socket = net.createUDPSocket()
        socket:on("receive", function(_, bytes, port, ip) print("got", bytes, port, ip) end)
        tmr.create():alarm(100, tmr.ALARM_SINGLE, function()
          socket:send(${server.address().port}, info.gw, "question")
        end)
      end)`);
    const device = startDevice(t, { files: { "init.lua": program }, networks: [HOME] });
    const [, port, ip] = await device.output(/got\tre: question\t(\d+)\t(\S+)\n/);
    assert.deepEqual([Number(port), ip], [server.address().port, "192.168.1.1"]);
  });
});
