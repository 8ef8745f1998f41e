/** bin/nodemcu-sim from outside: its files, its signals, its exit codes, its trace. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { accessPoint, HOME, launch, makeFolder, startDevice, station, until } from "./support.mjs";

const childrenOf = (pid) =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    return error.code === "ENOENT";
  }
}

describe("the command line", { concurrency: true }, () => {
  it("refuses a wrong option with 2 and one sentence", async (t) => {
    for (const argv of [
      ["--what"],
      ["--map", "80"],
      ["--air", "/no/such"],
      ["--flash", "/dev/null"],
      ["--flash", "/dev/null", "--refresh"],
    ]) {
      const { said, ended } = launch(t, "--map", "80=0", "--map", "udp:53=0", ...argv);
      assert.equal(await ended, 2, argv.join(" "));
      assert.match(said.err, /^nodemcu-sim: [^\n]+\n$/);
      assert.equal(said.out, "");
      // The system's own words are for programs.
      assert.doesNotMatch(said.err, /\bE[A-Z]{4,}\b/);
    }
  });

  it("says what is wrong with a file in words", async (t) => {
    const cases = [
      [
        "--air",
        "nope.json",
        "There is no nope.json: --air names a file with the networks in range",
      ],
      ["--trace", "/", "--trace / can't be written: that is a folder"],
      ["--flash", "/dev/null/x", "--flash /dev/null/x is not a folder"],
    ];
    for (const [option, path, sentence] of cases) {
      const { said, ended } = launch(t, "--map", "80=0", "--map", "udp:53=0", option, path);
      assert.equal(await ended, 2);
      assert.equal(said.err, `nodemcu-sim: ${sentence}\n`);
    }
  });

  it("ends with 1 and one sentence when a port is taken", async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    t.after(() => server.close());
    await new Promise((resolve) => server.on("listening", resolve));
    const { port } = server.address();
    const { said, ended } = launch(t, "--map", `80=${port}`, "--map", "udp:53=0");
    assert.equal(await ended, 1);
    assert.match(said.err, new RegExp(`^nodemcu-sim: 127.0.0.1:${port} is taken[^\n]*\n$`));
    assert.equal(said.out, "");
  });

  it("tells its version", async (t) => {
    const { said, ended } = launch(t, "--version");
    assert.equal(await ended, 0);
    assert.match(said.out, /^nodemcu-sim \d+\.\d+\.\d+\n$/);
  });
});

describe("the end", { concurrency: true }, () => {
  for (const signal of ["SIGTERM", "SIGINT"]) {
    it(`is 0 after ${signal}, with no child and no socket left`, async (t) => {
      const device = startDevice(t, { files: { "init.lua": "print('up')" } });
      await device.output(/\nup\n/);
      const children = childrenOf(device.child.pid);
      assert.equal(children.length, 1);
      assert.equal(await device.stop(signal), 0);
      await until("the Lua process to end", () => !children.some(isAlive));
    });
  }

  it("takes the temporary flash with it", async (t) => {
    const folder = makeFolder(t);
    const env = { ...process.env, TMPDIR: folder };
    const { child, ended } = launch(t, { env }, "--map", "80=0", "--map", "udp:53=0");
    await until("the temporary flash", () => readdirSync(folder).length === 1);
    child.kill("SIGTERM");
    assert.equal(await ended, 0);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("comes to the Lua process too when we are killed", async (t) => {
    const device = startDevice(t, { files: { "init.lua": "print('up')" } });
    await device.output(/\nup\n/);
    const children = childrenOf(device.child.pid);
    await device.stop("SIGKILL");
    await until("the Lua process to end", () => !children.some(isAlive));
  });
});

describe("the flash", { concurrency: true }, () => {
  it("is filled with our own files where it is missing", async (t) => {
    const folder = join(makeFolder(t), "new");
    const { said, child, ended } = launch(
      t,
      "--flash",
      folder,
      "--map",
      "80=0",
      "--map",
      "udp:53=0",
    );
    await until("init.lua", () => existsSync(join(folder, "init.lua")));
    assert.equal(readFileSync(join(folder, "init.lua"), "utf8"), 'dofile("wifi_setup.lua")\n');
    child.kill("SIGTERM");
    assert.equal(await ended, 0, said.err);
    assert.match(said.err, /^nodemcu-sim: \S+new is new: filled with the WiFi setup\n/);
  });

  it("stays as it is where one file is in it: that board is empty otherwise", async (t) => {
    const device = startDevice(t, { files: { "notes.txt": "mine" } });
    await device.output(/powered by Lua/);
    assert.equal(await device.stop(), 0);
    assert.deepEqual(readdirSync(device.flash), ["notes.txt"]);
    assert.doesNotMatch(device.said.err, /filled with/);
  });

  it("keeps what the device writes, and is read again at each boot", async (t) => {
    const program = `
      local old = io.open("count", "r")
      local count = old and tonumber(old:read("a")) or 0
      if old then old:close() end
      local new = io.open("count", "w") new:write(tostring(count + 1)) new:close()
      print("count is " .. count + 1, file.exists("a/b.lua"), file.exists(".hidden"))
      tmr.create():alarm(200, tmr.ALARM_SINGLE, function() if file.exists("again") then node.restart() end end)
      file.remove("again")`;
    const first = startDevice(t, { files: { "init.lua": program, ".hidden": "" } });
    await first.output(/count is 1\tfalse\tfalse/);
    writeFileSync(join(first.flash, "a-name-that-is-longer-than-31-bytes"), "");
    assert.equal(await first.stop(), 0);
    assert.equal(readFileSync(join(first.flash, "count"), "utf8"), "1");
    const second = startDevice(t, { folder: first.folder, files: { "init.lua": program } });
    await second.output(/count is 2/);
    await second.note(/a-name-that-is-longer-than-31-bytes is left out/);
  });

  it("may be edited between two boots of the same run", async (t) => {
    const restart = `tmr.create():alarm(300, tmr.ALARM_SINGLE, function() node.restart() end)`;
    const device = startDevice(t, { files: { "init.lua": restart } });
    await device.event("boot");
    writeFileSync(join(device.flash, "init.lua"), "print('edited')");
    await device.output(/edited/);
    assert.equal((await device.event("restart")).cause, "restart");
  });

  it("holds the driver's store in .nvs, over runs", async (t) => {
    const first = startDevice(t, { files: { "init.lua": station("", true) }, networks: [HOME] });
    await first.event("sta_got_ip");
    assert.equal((await first.event("sta_saved")).ssid, "Home");
    await first.stop();
    assert.ok(readdirSync(first.flash).includes(".nvs"));
    const program = `print("saved", wifi.sta.getconfig().ssid)`;
    const second = startDevice(t, { folder: first.folder, files: { "init.lua": program } });
    await second.output(/saved\tHome\n/);
  });
});

describe("the trace", { concurrency: true }, () => {
  it("tells what the device does, with the host's ports and no password", async (t) => {
    const device = startDevice(t, {
      files: { "init.lua": accessPoint("net.createServer():listen(8266, function() end)") },
    });
    const listening = await device.event("listen", { proto: "tcp", port: 8266 });
    assert.ok(listening.hostPort > 0);
    assert.match(
      (await device.note(/tcp port 8266 .*:(\d+)/))[1],
      new RegExp(`^${listening.hostPort}$`),
    );
    const started = await device.event("ap_start");
    assert.deepEqual(
      [started.ssid, started.auth, started.channel, started.ip],
      ["test", "open", 6, "192.168.4.1"],
    );
    assert.equal(device.events()[0].event, "boot");
    assert.deepEqual(Object.keys(device.events()[0]).slice(0, 2), ["event", "atMs"]);
  });

  it("shows an error in a callback and the restart two seconds later", async (t) => {
    const program = `tmr.create():alarm(50, tmr.ALARM_SINGLE, function() error("oh dear") end)`;
    const device = startDevice(t, { files: { "init.lua": program }, argv: ["--speed", "10"] });
    const panic = await device.event("panic");
    assert.match(panic.message, /oh dear/);
    const restart = await device.event("restart", { cause: "error" });
    const afterMs = restart.atMs - panic.atMs;
    assert.ok(afterMs >= 2000 && afterMs < 2100, `${afterMs} ms`);
    await until("the next boot", () => device.events().filter((one) => one.event === "boot")[1]);
  });

  it("gives a name that is not UTF-8 in hex", async (t) => {
    const program = station().replace('"Home"', '"\\255Home"');
    const device = startDevice(t, { files: { "init.lua": program } });
    assert.equal((await device.event("sta_connect")).ssidHex, "ff486f6d65");
  });
});

describe("the air file", { concurrency: true }, () => {
  it("counts while the device runs; a broken one keeps the last good one", async (t) => {
    const device = startDevice(t, {
      files: { "init.lua": station() },
      networks: [HOME],
      argv: ["--speed", "4"],
    });
    await device.event("sta_got_ip", { ip: "192.168.1.50" });
    await device.note(
      /the device is at 192\.168\.1\.50 on Home; from here: http:\/\/127\.0\.0\.1:\d+\/\n/,
    );
    writeFileSync(device.air, '{"networks": [');
    await device.note(
      /air file is wrong, the last good one stays: line 1, column 15: a value is expected\n/,
    );
    writeFileSync(device.air, '{"networks": [{"ssid": 5}]}');
    await device.note(/ssid must be text/);
    writeFileSync(device.air, '{"networks": {}}');
    await device.note(/the last good one stays: networks must be a list/);
    assert.equal(
      device.events().some((one) => one.event === "sta_disconnected"),
      false,
    );
    device.setAir([]);
    assert.equal((await device.event("sta_disconnected")).reason, 200);
  });

  it("asks for faults while the device runs, and says what is wrong with one", async (t) => {
    const device = startDevice(t, {
      files: {
        "init.lua": `tmr.create():alarm(100, tmr.ALARM_AUTO, function()
          local f = io.open("t", "a") f:write("x") f:close()
        end)`,
      },
      networks: [HOME],
    });
    await device.event("boot");
    const setFaults = (faults) =>
      writeFileSync(device.air, JSON.stringify({ networks: [HOME], faults }));
    setFaults([]);
    await device.note(/the last good one stays: faults must be an object\n/);
    setFaults({ flashBytes: 1000 });
    await device.note(
      /stays: faults: flashBytes must be a multiple of 4096 from 24576 to 4194304\n/,
    );
    setFaults({ powerCutAtWrite: 3, powerCutMoment: "after" });
    assert.equal((await device.event("restart")).cause, "power");
  });

  it("may be wrong from the start: then there is nothing until it is mended", async (t) => {
    const folder = makeFolder(t);
    const air = join(folder, "wrong.json");
    writeFileSync(air, '{\n  "networks": [\n    { "ssid" "Home" }\n  ]\n}');
    const device = startDevice(t, {
      folder,
      files: { "init.lua": station('wifi.sta.on("disconnected", wifi.sta.connect)') },
      argv: ["--air", air],
    });
    await device.note(
      /air file is wrong, no networks until it is mended: line 3, column 14: a colon is expected\n/,
    );
    await device.event("sta_disconnected", { reason: 201 });
    writeFileSync(air, JSON.stringify({ networks: [HOME] }));
    await device.event("sta_got_ip");
  });
});
