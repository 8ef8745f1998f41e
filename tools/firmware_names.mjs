/**
 * Writes types/firmware_names.txt: every name that the firmware gives to Lua, from its C sources.
 *
 *   node tools/firmware_names.mjs FIRMWARE_FOLDER      a checkout of dev-esp32, or its git directory
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { commandLine, wrongUse } from "./command_line.mjs";
import { openFirmware } from "./firmware_source.mjs";
import { comparedNames, romTables } from "./rom_tables.mjs";
import { ROOT } from "./fresh_folder.mjs";

const MODULES = "components/modules";
const LUA = "components/lua/lua-5.3";
/** Entries of a metatable that no program names. */
const HIDDEN = ["__gc", "__index", "__metatable"];
/** Not ROM tables yet in Lua 5.3, and registered by hand. */
const LUA_REGISTERS = { iolib: "io", pk_funcs: "package", ll_funcs: "" };

const HEADER = `# What the firmware (NodeMCU dev-esp32, Lua 5.3) gives to Lua: made by tools/firmware_names.mjs.
# NAME KIND [WHERE]. A name with a colon is a member of the objects with that ROM table in C.
# WHERE: the chips that have the module, or the condition in C under which a member exists.
`;

/** Which chips compile a module's file, from components/modules/CMakeLists.txt; undefined: all. */
function chipsByFile(cmake) {
  const common = /set\(module_srcs([^)]*)\)/.exec(cmake)[1];
  const wifi = /set\(wifi_modules([^)]*)\)/.exec(cmake)[1];
  const chips = new Map();
  const branches = /IDF_TARGET STREQUAL "(\w+)"\)\s*list\(APPEND module_srcs([^)]*)\)/g;
  for (const [, chip, list] of cmake.matchAll(branches)) {
    const files = list.replace("${wifi_modules}", wifi);
    for (const [, file] of files.matchAll(/"(\w+\.c)"/g)) {
      chips.set(file, [...(chips.get(file) ?? []), chip]);
    }
  }
  return (file) => (common.includes(`"${file}"`) ? undefined : (chips.get(file) ?? []).join(","));
}

/** Display drivers are chosen in the configuration: tools/u8g2_config_displays.pl, ucg_config.pl. */
function displayLines(firmware) {
  const lines = ["u8g2", "ucg"].map(
    (module) => `${module}.font_* userdata CONFIG_${module.toUpperCase()}_FONT_SELECTION`,
  );
  const options = (path, pattern) =>
    [...firmware.read(path).matchAll(pattern)].map(([, ...parts]) =>
      parts.map((part) => part.toLowerCase()),
    );
  for (const [bus, first, rest] of options(
    "components/u8g2/Kconfig.u8g2",
    /^ *config U8G2_(I2C|SPI)_([^_\s]+)_(\S+)/gm,
  )) {
    const name = bus === "i2c" ? `${first}_i2c_${rest}` : `${first}_${rest}`;
    lines.push(`u8g2.${name} function CONFIG_U8G2_${bus.toUpperCase()}`);
  }
  for (const [name] of options("components/ucg/Kconfig.ucg", /^ *config UCG_DISPLAY_(\S+)/gm)) {
    lines.push(`ucg.${name}_hw_spi function CONFIG_UCG_DISPLAY`);
  }
  return lines;
}

/** @returns {string} the whole list */
export function firmwareNames(folder) {
  const firmware = openFirmware(folder);
  const isC = (path) => path.endsWith(".c");
  const paths = [...firmware.list(MODULES), ...firmware.list(LUA)].filter(isC);
  const sources = new Map(paths.map((path) => [path, firmware.read(path)]));
  const luaconf = firmware.read(`${LUA}/luaconf.h`);
  const defined = new Set(
    [...luaconf.matchAll(/^#define (LUA_COMPAT_\w+)/gm)].map(([, name]) => name),
  );
  const tables = new Map();
  for (const [path, source] of sources) {
    for (const [table, entries] of romTables(source, defined)) tables.set(table, { entries, path });
  }
  const lines = [];
  const done = new Set();
  const add = (table, prefix) => {
    done.add(table);
    const { entries, path } = tables.get(table);
    for (const { name, kind, target, condition } of entries) {
      if (name === "__index" && kind === "function") {
        for (const field of comparedNames(sources.get(path), target)) {
          lines.push(`${prefix}${field} field`);
        }
      }
      if (HIDDEN.includes(name)) continue;
      lines.push(`${prefix}${name} ${kind} ${condition}`.trim());
      if (kind === "table" && tables.has(target)) add(target, `${prefix}${name}.`);
      const meta = `${target}_meta`;
      if (kind === "table" && tables.has(meta)) add(meta, `${prefix}${name}.`);
    }
  };

  const chipsOf = chipsByFile(firmware.read(`${MODULES}/CMakeLists.txt`));
  for (const [path, source] of sources) {
    const registered = /^NODEMCU_MODULE\(\s*\w+\s*,\s*"(\w+)"\s*,\s*(\w+)/m.exec(source);
    if (registered === null) continue;
    const [, name, table] = registered;
    lines.push(`${name} module ${chipsOf(path.split("/").pop()) ?? ""}`.trim());
    add(table, `${name}.`);
  }
  lines.push(...displayLines(firmware));

  const libraries = romTables(firmware.read("components/lua/common/linit.c"), defined);
  for (const { name, target, condition } of libraries.get("rotables")) {
    lines.push(`${name} library ${condition}`.trim());
    if (tables.has(target)) add(target, `${name}.`);
    if (tables.has(`${target}_meta`)) done.add(`${target}_meta`);
  }
  add("base_func", "");
  for (const [table, name] of Object.entries(LUA_REGISTERS)) {
    if (name !== "") lines.push(`${name} library`);
    add(table, name === "" ? "" : `${name}.`);
  }
  for (const table of tables.keys()) if (!done.has(table)) add(table, `${table}:`);
  const sorted = [...new Set(lines)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return `${HEADER}${sorted.join("\n")}\n`;
}

const USAGE =
  "node tools/firmware_names.mjs FIRMWARE_FOLDER    a checkout of dev-esp32, or its git directory\n";

function main() {
  const [folder, ...more] = commandLine(USAGE, { allowPositionals: true }).positionals;
  if (folder === undefined || more.length > 0) {
    wrongUse("One folder is needed, with the firmware's sources; --help tells more.");
  }
  try {
    writeFileSync(join(ROOT, "types/firmware_names.txt"), firmwareNames(folder));
    return 0;
  } catch (error) {
    console.error(error.message);
    return 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main();
}
