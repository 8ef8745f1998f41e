/**
 * Says in sentences what is wrong with lua-out as something to put on a chip: stale, too expensive,
 * badly named, or not loadable. Ends with 1 when there is anything to say.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { commandLine } from "./command_line.mjs";

const SHIPPED = "lua-out";
const FRESH = "build/lua-out-check";
/** SPIFFS: CONFIG_SPIFFS_OBJ_NAME_LEN is 32, the end mark included. */
const MAX_NAME_BYTES = 31;
const LUAS = ["lua5.1", "lua5.3"];

/** require() of these answers with what is built in, not with a file of that name. */
const BUILT_IN = new Set(
  `assert collectgarbage dofile error getmetatable ipairs load loadfile loadstring next pairs pcall
  print rawequal rawget rawlen rawset require select setmetatable tonumber tostring type unpack xpcall
  coroutine debug io math package string table utf8
  adc bit bthci can crypto dac dht encoder eromfs espnow eth file gpio heaptrace http httpd i2c i2s
  ledc mqtt net node otaupgrade ow pipe pulsecnt qrcodegen rmt rotary rtcmem sdmmc sigma_delta sjson
  sodium spi struct time tmr touch u8g2 uart ucg wifi ws2812`.split(/\s+/),
);

const problems = [];

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (error) return { ok: false, text: error.message };
  return { ok: status === 0, text: `${stdout}${stderr}`.trim() };
}

function luaFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".lua"))
    .sort();
}

function checkFresh() {
  rmSync(FRESH, { recursive: true, force: true });
  const built = run("node_modules/.bin/tstl", "-p", "tstl.json", "--outDir", FRESH);
  if (!built.ok) {
    problems.push(`src does not compile:\n${built.text}`);
    return;
  }
  const fresh = luaFiles(FRESH);
  const shipped = luaFiles(SHIPPED);
  const stale = [
    ...shipped.filter((name) => !fresh.includes(name)).map((name) => `${name} has no source`),
    ...fresh.filter((name) => !shipped.includes(name)).map((name) => `${name} is missing`),
    ...fresh
      .filter((name) => shipped.includes(name))
      .filter((name) => !readFileSync(join(FRESH, name)).equals(readFileSync(join(SHIPPED, name))))
      .map((name) => `${name} differs`),
  ];
  if (stale.length > 0) {
    problems.push(`${SHIPPED} is stale, run "make build": ${stale.join(", ")}.`);
  }
}

function checkLualib() {
  for (const folder of [SHIPPED, FRESH]) {
    if (!existsSync(join(folder, "lualib_bundle.lua"))) continue;
    const uses = luaFiles(folder)
      .filter((name) => name !== "lualib_bundle.lua")
      .flatMap((name) => {
        const leaked = new Set(readFileSync(join(folder, name), "utf8").match(/__TS__\w+/g));
        return leaked.size > 0 ? [`${name} (${[...leaked].join(", ")})`] : [];
      });
    problems.push(`${folder} needs the compiler's library: ${uses.join("; ")}.`);
  }
}

function checkNames() {
  for (const path of readdirSync(SHIPPED, { recursive: true })) {
    const bytes = Buffer.byteLength(path);
    if (bytes > MAX_NAME_BYTES) {
      problems.push(`${path} has ${bytes} bytes in its name; the chip takes ${MAX_NAME_BYTES}.`);
    }
    if (path !== basename(path)) problems.push(`${path} is in a folder; the chip's flash is flat.`);
  }
  const seen = new Map();
  for (const path of luaFiles(SHIPPED)) {
    const name = basename(path, ".lua");
    if (name.includes(".")) problems.push(`${path} has a dot in its module name.`);
    if (seen.has(name)) problems.push(`${path} and ${seen.get(name)} have the same module name.`);
    seen.set(name, path);
    if (BUILT_IN.has(name)) problems.push(`require("${name}") never reaches ${path}: built in.`);
  }
}

const LOADER = `
  local failed = false
  for i = 1, #arg do
    local chunk, problem = loadfile(arg[i])
    if not chunk then failed = true io.stderr:write(problem, "\\n") end
  end
  if failed then os.exit(1) end`;

function checkLoads() {
  const paths = luaFiles(SHIPPED).map((name) => join(SHIPPED, name));
  for (const lua of LUAS) {
    // By standard input, since `lua -e` has no arg table in 5.1.
    const result = spawnSync(lua, ["-", ...paths], { input: LOADER, encoding: "utf8" });
    if (result.error) problems.push(`${lua} could not be run: ${result.error.message}.`);
    else if (result.status !== 0) problems.push(`${lua} can't load:\n${result.stderr.trim()}`);
  }
}

function checkStyle() {
  const found = run("luacheck", "--quiet", "--no-color", SHIPPED);
  if (!found.ok) problems.push(`luacheck has findings:\n${found.text}`);
}

commandLine("node tools/check_lua.mjs    says what is wrong with lua-out\n");
if (luaFiles(SHIPPED).length === 0) {
  console.error(`${SHIPPED} is empty, run "make build".`);
  process.exit(1);
}
checkNames();
checkLoads();
checkStyle();
checkFresh();
checkLualib();

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(
  `${SHIPPED}: ${luaFiles(SHIPPED).length} files, fresh, and loadable on ${LUAS.join(" and ")}.`,
);
