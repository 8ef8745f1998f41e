/** bin/nodemcu-sim as the chip is: its numbers, its heap, and the time that its Lua takes. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { it } from "node:test";
import { accessPoint, launch, startDevice, until } from "./support.mjs";

const CHIP_LUA = new URL("../../build/lua32/lua", import.meta.url);
const skip = existsSync(CHIP_LUA) ? false : "make lua32 could not build that Lua";

it("ends with 1 and one sentence when no Lua can limit the heap", { skip: !skip }, async (t) => {
  const { said, ended } = launch(t, "--heap", "160K", "--map", "80=0", "--map", "udp:53=0");
  assert.equal(await ended, 1);
  assert.match(said.err, /^nodemcu-sim: --heap needs [^\n]*make lua32[^\n]*\n$/);
});

it("has the chip's numbers", { skip }, async (t) => {
  const device = startDevice(t, {
    files: {
      "init.lua": "print(math.maxinteger, 16777216.0 + 1 == 16777216.0, 0.1, 2147483647 + 1)",
    },
  });
  await device.output(/\n2147483647\ttrue\t0\.1\t-2147483648\n/);
});

it(
  "limits the heap: a failed allocation is caught, or restarts the device",
  { skip },
  async (t) => {
    const program = `
    local half = ("x"):rep(30000)
    print("left", node.heap())
    print(pcall(function() local kept = {} for i = 1, 100 do kept[i] = half .. i end end))
    tmr.create():alarm(50, tmr.ALARM_SINGLE, function() local t = {} while true do t[#t + 1] = {} end end)
    ${accessPoint()}`;
    const device = startDevice(t, {
      files: { "init.lua": program },
      argv: ["--heap", "100K", "--speed", "10"],
    });
    const [, left] = await device.output(/\nleft\t(\d+)\n/);
    assert.ok(Number(left) > 65000 && Number(left) < 102400 - 14000, left);
    await device.output(/\nfalse\tnot enough memory\n/);
    await device.event("panic", { message: "out of memory" });
    await device.event("restart", { cause: "error" });
    await until(
      "the second boot",
      () => device.events().filter((e) => e.event === "boot").length > 1,
    );
  },
);

it("lets slow code take real time, once", async (t) => {
  const program = `
    print("begin")
    for _ = 1, 6000000 do end
    print("end", (node.uptime()))
    tmr.create():alarm(100, tmr.ALARM_SINGLE, function() print("timer", (node.uptime())) end)`;
  const device = startDevice(t, { files: { "init.lua": program }, argv: ["--speed", "3"] });
  await device.output(/\nbegin\n/);
  const beganAt = performance.now();
  const [, endUs] = await device.output(/\nend\t([\d.]+)\n/);
  const tookMs = performance.now() - beganAt;
  // Three seconds of the device are one of ours; the lines take a moment to get here.
  assert.ok(tookMs > 800, String(tookMs));
  assert.ok(Number(endUs) > 2950000 && Number(endUs) < 3500000, endUs);
  const [, timerUs] = await device.output(/timer\t([\d.]+)\n/);
  assert.ok(Number(timerUs) - Number(endUs) < 1500000, timerUs);
});

it("lets the watchdog bite slow code after 5 s", async (t) => {
  const device = startDevice(t, {
    files: { "init.lua": "while true do end" },
    argv: ["--speed", "20"],
  });
  const { atMs } = await device.event("restart", { cause: "watchdog" });
  assert.ok(atMs >= 5000 && atMs < 8000, String(atMs));
});
