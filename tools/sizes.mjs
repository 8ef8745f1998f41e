/**
 * Prints what each part costs: files, bytes on the flash, and Lua heap when it is loaded and while it
 * serves, each part measured in a Lua of its own; then what is to be uploaded.
 *
 *   node tools/sizes.mjs
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PAGE_NAMES } from "./board/shipped_files.mjs";
import { commandLine } from "./command_line.mjs";
import { moduleFiles, readForDevice, writeForDevice } from "./device_lua.mjs";
import { ROOT } from "./fresh_folder.mjs";
import { INIT_LUA } from "./init_lua.mjs";

/** With the chip's numbers, where that was built. */
const CHIP_LUA = join(ROOT, "build/lua32/lua");
const LUA = existsSync(CHIP_LUA) ? CHIP_LUA : "lua5.3";
const MEASURE = join(ROOT, "tools/sizes/measure.lua");
const PAGE = join(ROOT, "build/page/portal.html.gz");
const EXTRAS = PAGE_NAMES.map((name) => join(ROOT, "build/page", name)).filter(
  (path) => path !== PAGE,
);
const INIT_LUA_BYTES = Buffer.byteLength(INIT_LUA);

function lua(...argv) {
  const { status, stdout, stderr, error } = spawnSync(LUA, [MEASURE, ROOT, ...argv], {
    encoding: "utf8",
  });
  if (error || status !== 0) throw new Error(error?.message ?? stderr);
  return stdout;
}

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
/** On the flash. */
const moduleBytes = (module) => readForDevice(`${module}.lua`).length;
const flashBytes = (modules, paths) =>
  sum([...modules].map(moduleBytes)) + sum(paths.map((path) => statSync(path).size));

/** These modules and those they require, at once or later, but for `without` and what it requires. */
function closure(modules, without = []) {
  const found = new Set();
  const waiting = [...modules];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || without.includes(name)) continue;
    found.add(name);
    const text = readForDevice(`${name}.lua`).toString("latin1");
    for (const [, required] of text.matchAll(/\brequire\(?"(\w+)"/g)) waiting.push(required);
  }
  return found;
}

function readParts() {
  return lua()
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [name, what, ...lists] = line.split("\t");
      const [modules, on, without, files] = lists.map((list) => list.split(",").filter(Boolean));
      return { name, what, modules, on, without, files };
    });
}

/** One row: what the part adds to what has to be there before. */
function measure(part, number) {
  const before = closure(part.on, part.modules);
  const allModules = [...closure(part.modules, part.without)];
  const modules = allModules.filter((name) => !before.has(name));
  const paths = part.files.map((name) => join(ROOT, name));
  const [loadedBytes, servingBytes] = lua(String(number)).split(" ").map(Number);
  return {
    ...part,
    allModules,
    fileCount: modules.length + paths.length,
    flashBytes: flashBytes(modules, paths),
    loadedBytes,
    servingBytes,
  };
}

/** Rows of texts in columns, below a head; numbers to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumber = rows[0].map((_, column) => /^\d+$/.test(rows[1][column]));
  const cell = (text, column) =>
    isNumber[column] ? text.padStart(widths[column]) : text.padEnd(widths[column]);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}

/** Where the optional parts begin: what is loaded only where a setup wants them. They have rows of their own. */
const OPTIONAL = [
  "portal_sealing",
  "portal_seal",
  "portal_look",
  "look_options",
  "portal_countdown",
  "portal_report",
  "portal_extras",
  "portal_extra_routes",
  "portal_online_answers",
  "http_stream",
  "portal_fields",
  "plain_fields",
  "field_store",
  "field_declaration",
  ...["saved_start", "saved_rejoin", "planned_restart", "safe_file"],
  "improv",
  ...["portal_saved", "portal_cells", "portal_chosen", "portal_retry"],
  ...["board_parts", "status_led", "led_player", "setup_button", "button_press"],
];

/** The modules of the setup in English, without its optional parts. */
export function setupModules() {
  return closure(["wifi_setup"], OPTIONAL);
}

/** What a device gets that has these modules: how many files, and their bytes. */
export function measureUpload(modules, pages = [PAGE]) {
  const names = [...modules];
  const fileCount = names.length + pages.length + 1;
  return { fileCount, bytes: flashBytes(names, pages) + INIT_LUA_BYTES };
}

function upload(name, modules, pages) {
  const { fileCount, bytes } = measureUpload(modules, pages);
  return [name, String(fileCount), String(bytes)];
}

/** The parts with their numbers. */
export function measureParts() {
  writeForDevice();
  return readParts().map((part, index) => measure(part, index + 1));
}

/** The names of our modules. */
export function allModules() {
  return moduleFiles().map((name) => name.slice(0, -".lua".length));
}

export function describeSizes() {
  const head = ["part", "files", "flash B", "loaded B", "serving B", "beside", "serving is"];
  const rows = measureParts().map((part) => [
    part.name,
    String(part.fileCount),
    String(part.flashBytes),
    String(part.loadedBytes),
    String(part.servingBytes),
    part.on.join(", "),
    part.what,
  ]);
  const uploads = [
    ["upload", "files", "bytes"],
    upload("WiFi setup: Lua, page, init.lua", setupModules()),
    upload("everything", allModules(), [PAGE, ...EXTRAS]),
  ];
  const numbers =
    LUA === CHIP_LUA
      ? "Heap: what the modules take on a Lua with the chip's numbers and pointers."
      : "Heap: of the system's 64-bit Lua, which takes about twice what the chip does.";
  return [
    table([head, ...rows]),
    "",
    "A part's files, flash and heap are those that it adds to what stands under beside; serving counts",
    "all work that is described. Modules that are loaded for a moment only are in files and flash.",
    numbers,
    "",
    table(uploads),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine("make sizes    prints what each part costs: files, flash, heap\n");
  console.log(describeSizes());
}
