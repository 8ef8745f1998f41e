/** tools/firmware.config against the firmware's options, the simulator's modules and the document. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const read = (path) => readFileSync(join(ROOT, path), "utf8");
const lines = read("tools/firmware.config").split("\n");
const MODULE = "NODEMCU_CMODULE_";

/** Name to `{ kind, value }`: the firmware's Kconfig files, kept here. */
const known = new Map(
  read("spec/host/board/firmware_options.txt")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name, kind, value] = line.split(" ");
      return [name, { kind, value }];
    }),
);

/** As Kconfig reads them: `CONFIG_X=y`, and `# CONFIG_X is not set` for n. */
function setting(line) {
  const found = /^CONFIG_(\w+)=(.*)$/.exec(line);
  if (found) return { name: found[1], value: found[2] };
  const unset = /^# CONFIG_(\w+) is not set$/.exec(line);
  return unset && { name: unset[1], value: "n" };
}

const settings = lines.map(setting).filter(Boolean);
const isOn = (name) => settings.some((one) => one.name === name && one.value === "y");
const modules = settings
  .filter(({ name, value }) => name.startsWith(MODULE) && value === "y")
  .map(({ name }) => name.slice(MODULE.length).toLowerCase());

test("each line is a setting, a comment or empty", () => {
  for (const line of lines) assert.ok(setting(line) || /^(# .*)?$/.test(line), line);
  assert.ok(
    lines.filter((line) => line.includes("CONFIG_")).every(setting),
    "a comment that names an option would be read as one",
  );
});

test("each option is one of the firmware, of two values", () => {
  for (const { name, value } of settings) {
    assert.equal(known.get(name)?.kind, "bool", `CONFIG_${name}`);
    assert.match(value, /^[yn]$/, `CONFIG_${name}`);
  }
});

test("none is there twice", () => {
  const names = settings.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
});

test("each group of options has a comment before it", () => {
  lines.forEach((line, index) => {
    if (!setting(line)) return;
    const above = lines[index - 1];
    assert.ok(setting(above) || /^# \S/.test(above), `nothing explains ${line}`);
  });
});

test("keeps all that is on by default", () => {
  const defaults = [...known].filter(
    ([name, { value }]) => name.startsWith(MODULE) && value === "y",
  );
  assert.equal(defaults.length, 11);
  for (const [name] of defaults) assert.ok(isOn(name), name);
});

test("switches on each optional module that the simulator has", () => {
  const source = read("sim/optional_modules.ts");
  const list = /OPTIONAL_MODULES[^=]*=\s*\[([^\]]*)\]/.exec(source)[1];
  const simulated = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.ok(simulated.length > 0);
  for (const name of simulated) assert.ok(modules.includes(name), name);
});

test("docs/firmware.md says of each module whether the simulator has it", () => {
  const document = read("docs/firmware.md");
  for (const name of modules) assert.match(document, new RegExp(`^\\| \`${name}\` \\|`, "m"), name);
});
