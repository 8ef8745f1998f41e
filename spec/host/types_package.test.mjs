/** The package of types/ by itself: packed, installed in an empty folder, and compiled with. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { installPacked, run, withFolders } from "./packed_project.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const TYPES = join(ROOT, "types");
const readme = readFileSync(join(TYPES, "README.md"), "utf8");
const fenced = (language) => new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms").exec(readme)[1];

const PROGRAM = `
const bus = i2c.HW0;
i2c.setup(bus, 21, 22, i2c.FAST);
i2c.start(bus);
i2c.address(bus, 0x3c, i2c.TRANSMITTER);
i2c.write(bus, 0x00, [1, 2], "abc", false);
i2c.stop(bus);
i2c.transfer(bus, (data, acknowledged) => print(data, acknowledged));

http.get("http://example.org/", (status, body) => print(status, body.length));

const queue = pipe.create((each) => {
  print(each.read("\\n+"), each.__len());
}, node.task.LOW_PRIORITY);
queue.write("line\\n");

if (luaBit !== undefined) print(luaBit.band(6, 3));
if (ws2812 !== undefined) {
  const strip = ws2812.newBuffer(8, 3);
  strip.set(1, 0, 255, 0);
  ws2812.write({ pin: 4, data: strip.__concat(strip.sub(1, 2)) });
}
if (httpd !== undefined) {
  httpd.start({ webroot: "web" });
  httpd.dynamic(httpd.GET, "/hello", (request) => ({ body: request.getbody() ?? request.uri }));
}
if (dht !== undefined) {
  const [status, celsius, humidityPercent] = dht.read2x(4);
  if (status === dht.OK) print(celsius / 2, humidityPercent);
}
if (spi !== undefined && u8g2?.ssd1306_128x64_noname !== undefined) {
  const screen = u8g2.ssd1306_128x64_noname(spi.master(spi.SPI2, { sclk: 18, mosi: 23 }), 5, 16);
  screen.drawStr(0, 10, "hello");
}
print(ROM["net"], ...unpackList([1, 2]));
`;

/** The compiler fails where one of these is no mistake. */
const WRONG = `
// @ts-expect-error not in every build
dht.read11(4);
// @ts-expect-error only on some chips
const channel: number = spi!.VSPI;
// @ts-expect-error one event only
i2c.slave.on(i2c.HW0, "sent", undefined);
print(channel);
`;

/** What tells that a call, a method, an operator and a renamed module came out right. */
const EMITTED = [
  /^i2c\.setup\(bus, 21, 22, i2c\.FAST\)$/m,
  /^i2c\.transfer\(\n? *bus,\n? *function\(data, acknowledged\)/m,
  /^queue:write\("line\\n"\)$/m,
  /#each/,
  /\bbit\.band\(6, 3\)/,
  /strip \.\. strip:sub\(1, 2\)/,
  /request:getbody\(\)/,
  /screen:drawStr\(0, 10, "hello"\)/,
  /\bunpack\(/,
];

describe("the package of the firmware's types", () => {
  const folder = withFolders();
  let project;

  before(() => {
    const made = installPacked(folder, TYPES);
    assert.match(made.tarball, /^nodemcu-esp32-types-\d+\.\d+\.\d+\.tgz$/);
    project = made.project;
    writeFileSync(join(project, "src/init.ts"), fenced("ts"));
    writeFileSync(join(project, "src/program.ts"), `${PROGRAM}export {};\n`);
    writeFileSync(join(project, "src/wrong.ts"), `${WRONG}export {};\n`);
  });

  it("holds the declarations, the list of names, a README and the licence, and nothing else", () => {
    const installed = join(project, "node_modules/nodemcu-esp32-types");
    const declarations = readdirSync(TYPES).filter((name) => name.endsWith(".d.ts"));
    const others = ["LICENSE", "README.md", "firmware_names.txt", "package", "package.json"];
    assert.deepEqual(readdirSync(installed).sort(), [...declarations, ...others].sort());
    assert.deepEqual(readdirSync(join(installed, "package")), ["index.d.ts"]);
    const licence = (path) => readFileSync(join(path, "LICENSE"), "utf8");
    assert.equal(licence(TYPES), licence(ROOT));
  });

  const builds = [
    { luaTypes: "lua-types/5.3", luaTarget: "5.3", programs: ["lua5.3"] },
    { luaTypes: "lua-types/5.1", luaTarget: "universal", programs: ["lua5.1", "lua5.3"] },
  ];
  for (const { luaTypes, luaTarget, programs } of builds) {
    it(`compiles for ${luaTarget} with ${luaTypes}, to Lua that loads`, () => {
      const config = JSON.parse(fenced("json"));
      config.compilerOptions.types[0] = luaTypes;
      config.tstl.luaTarget = luaTarget;
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
      const tstl = join(project, "node_modules/typescript-to-lua/dist/tstl.js");
      const options = { cwd: project, encoding: "utf8" };
      const { status, stdout } = spawnSync(process.execPath, [tstl], options);
      assert.equal(`${stdout}${status}`, "0");

      const lua = readFileSync(join(project, "out/program.lua"), "utf8");
      for (const pattern of EMITTED) assert.match(lua, pattern);
      assert.doesNotMatch(lua, /lualib_bundle|\bself\b|_G/);
      const blink = readFileSync(join(project, "out/init.lua"), "utf8");
      assert.match(blink, /^gpio\.config\(\{gpio = LIGHT, dir = gpio\.IN_OUT\}\)$/m);
      assert.match(blink, /^tmr\.create\(\):alarm\($/m);
      for (const name of ["init", "program"]) {
        const load = `assert(loadfile("out/${name}.lua"))`;
        for (const program of programs) run(project, program, "-e", load);
      }
    });
  }
});
