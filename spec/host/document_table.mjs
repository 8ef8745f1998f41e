/**
 * Who runs the code in the documents. What stands in neither table is run by document_commands.test.mjs
 * (sh, js) and documents.test.mjs (lua, ts, json).
 */

/** Documents and languages whose blocks another test reads and runs: it names the document. */
export const RUN_ELSEWHERE = [
  ["docs/parts.md", ["lua"], "spec/parts_document_spec.lua"],
  ["docs/parts.md", ["ts"], "spec/host/package.test.mjs"],
  ["docs/bytecode.md", ["lua"], "spec/bytecode_spec.lua"],
  ["docs/request-examples.md", ["sh", "lua", "console"], "spec/host/request_examples.test.mjs"],
  ["docs/board.md", ["sh"], "spec/host/board_commands.test.mjs"],
  ["docs/package.md", ["sh", "json"], "spec/host/package_document.test.mjs"],
  ["docs/provision.md", ["sh"], "spec/host/provision_document.test.mjs"],
  ["types/README.md", ["ts", "json"], "spec/host/types_package.test.mjs"],
  ["examples/*/README.md", ["lua", "console"], "spec/host/examples.test.mjs"],
];

/** Single commands of sh blocks that are not run, and why. Each has to stand in its document. */
export const NOT_RUN = [
  ["README.md", "make test", "this test is a part of it"],
  ["CONTRIBUTING.md", "make spec", "a part of make test, of several minutes"],
  ["CONTRIBUTING.md", "make test", "this test is a part of it"],
  ["CONTRIBUTING.md", "make mutants", "runs specs for five minutes"],
  ["CONTRIBUTING.md", "make format", "make test checks the format by the same program"],
  [
    "docs/conformance.md",
    "bin/nodemcu-sim --flash build/board --console pty:build/tty &",
    "spec/host/conformance.test.mjs runs all cases at a simulated line",
  ],
  ["docs/bytecode.md", "luac.cross -s -f", "the firmware's own compiler, of the same build"],
  ["docs/bytecode.md", 'make upload PORT=/dev/ttyUSB0 ARGS="--add lfs.img"', "needs that image"],
  ["docs/conformance.md", "make conformance PORT=build/tty", "the same"],
  ["docs/firmware.md", "git clone", "needs the Internet"],
  ["docs/firmware.md", "cd nodemcu-firmware-esp32", "needs the clone"],
  ["docs/firmware.md", "./install.sh", "needs the clone and the Internet"],
  ["docs/firmware.md", "cat sdkconfig.defaults", "needs the clone"],
  ["docs/firmware.md", "make IDF_TARGET=esp32", "builds a firmware, with a compiler for the chip"],
  ["docs/firmware.md", "make flash", "spec/host/flash.test.mjs flashes a simulated ROM loader"],
  [
    "docs/languages.md",
    "PICTURES=build/pictures node --test spec/browser/languages.test.mjs",
    "a browser test, which make test runs; only the pictures are more",
  ],
  ["docs/simulator.md", "lua5.3 spec/journey.lua", "tools/test_steps.mjs has the same line"],
  [
    "types/README.md",
    "npm install --save-dev typescript-to-lua typescript lua-types path/to/nodemcu-esp32-types-0.1.0.tgz",
    "needs a registry; spec/host/types_package.test.mjs installs it beside those",
  ],
  [
    "docs/firmware-types.md",
    "git clone --branch dev-esp32 https://github.com/nodemcu/nodemcu-firmware",
    "needs the Internet",
  ],
  [
    "docs/firmware-types.md",
    "node tools/firmware_names.mjs nodemcu-firmware",
    "needs the clone; spec/host/firmware_names.test.mjs runs the tool on sources of its own",
  ],
];

/** Blocks of Lua that are compiled and not run, by the beginning of a line in them. */
export const NOT_A_PROGRAM = [
  ["docs/api.md", /^/, "one call each, with names of the reader's own; docs/parts.md has programs"],
  ["docs/conformance.md", /^ {4}name = "1\.3 /m, "a table of cases, which a runner takes"],
  [
    "docs/fields.md",
    /readFields/,
    "reads the fields of settings.lua; fields_spec does it with them",
  ],
];

/** Whether a table (by default the one above) names somebody for this block. */
export function isRunElsewhere({ document, language }, table = RUN_ELSEWHERE) {
  return table.some(([name, languages]) => {
    const pattern = new RegExp(`^${name.replaceAll(".", "\\.").replace("*", "[^/]+")}$`);
    return pattern.test(document) && languages.includes(language);
  });
}
