/**
 * The code in all documents: each block is run by somebody, or a table says why not. Here Lua is compiled
 * and run, TypeScript checked, JSON read; commands are the business of document_commands.test.mjs.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import ts from "typescript";
import { buildDeclarations } from "../../tools/build_declarations.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { allBlocks, commandsOf, nameOf } from "./document_blocks.mjs";
import { isRunElsewhere, NOT_A_PROGRAM, NOT_RUN, RUN_ELSEWHERE } from "./document_table.mjs";
import { launch, makeFolder, until } from "./support.mjs";

/** A document's commands, programs and data. The rest is what programs print, and drawings. */
const CODE = ["sh", "console", "lua", "ts", "js", "json"];
const NO_CODE = ["", "text"];
const SOURCES_ON = ["lua5.1", "lua5.3"];

const blocks = allBlocks();
const ofLanguage = (language) => blocks.filter((block) => block.language === language);
const here = (language) => ofLanguage(language).filter((block) => !isRunElsewhere(block));

/** Compiles each file that is named; says what is wrong with any. */
const COMPILER = `
  for i = 1, #arg do
    local chunk, problem = loadfile(arg[i])
    if not chunk then print(problem) end
  end`;

/** Writes each block to a file of its own. */
function write(t, chosen, suffix) {
  const folder = makeFolder(t);
  return chosen.map((block) => {
    const path = join(folder, `${nameOf(block).replace(/\W/g, "_")}.${suffix}`);
    writeFileSync(path, block.text);
    return path;
  });
}

function isProgram({ document, text }) {
  return !NOT_A_PROGRAM.some(([name, pattern]) => name === document && pattern.test(text));
}

describe("the blocks in the documents", () => {
  it("are of a language that is looked at", () => {
    const others = blocks.filter(({ language }) => ![...CODE, ...NO_CODE].includes(language));
    assert.deepEqual(others.map(nameOf), []);
    assert.ok(here("sh").length > 20 && ofLanguage("lua").length > 100, "blocks are found");
  });

  it("have no commands where nobody looks for them", () => {
    const hidden = NO_CODE.flatMap(ofLanguage).filter(({ text }) =>
      /^(\$ |make |npx |npm |node |bin\/|lua5)/m.test(text),
    );
    assert.deepEqual(hidden.map(nameOf), []);
  });

  it("are run by whom the table names", () => {
    for (const [document, languages, spec] of RUN_ELSEWHERE) {
      const wanted = document.includes("*") ? "README" : document.split("/").at(-1);
      assert.ok(readFileSync(join(ROOT, spec), "utf8").includes(wanted), `${spec}: ${document}`);
      for (const language of languages) {
        const theirs = ofLanguage(language).filter((block) =>
          isRunElsewhere(block, [[document, [language]]]),
        );
        assert.ok(theirs.length > 0, `${document} has no ${language} any more`);
      }
    }
    const strangers = here("console").map(nameOf);
    assert.deepEqual(
      strangers,
      [],
      "only examples and request-examples have commands with answers",
    );
  });

  it("have each exception that the table makes", () => {
    for (const [document, command, reason] of NOT_RUN) {
      const own = ofLanguage("sh").filter((block) => block.document === document);
      const found = own.flatMap(commandsOf).some((line) => line.startsWith(command));
      assert.ok(found && reason !== "", `${document} does not tell "${command}" any more`);
    }
    for (const [document, pattern] of NOT_A_PROGRAM) {
      const found = here("lua").some((one) => one.document === document && pattern.test(one.text));
      assert.ok(found, `${document} has no Lua ${pattern} any more`);
    }
  });
});

describe("the Lua in the documents", () => {
  for (const lua of SOURCES_ON) {
    it(`is compiled by ${lua}`, (t) => {
      const paths = write(t, ofLanguage("lua"), "lua");
      const said = spawnSync(lua, ["-", ...paths], { input: COMPILER, encoding: "utf8" });
      assert.equal(`${said.stdout}${said.stderr}${said.status}`, "0");
    });
  }

  it("runs on a simulated device, where it is a program", (t) => {
    const programs = here("lua").filter(isProgram);
    assert.ok(programs.length > 5);
    const argv = ["spec/document_programs.lua", ...write(t, programs, "lua")];
    const { status, stdout, stderr } = spawnSync("lua5.3", argv, { cwd: ROOT, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    assert.equal(stdout.match(/^ok /gm).length, programs.length);
  });
});

describe("the TypeScript in the documents", () => {
  it("has the right types, where no other test compiles it", (t) => {
    buildDeclarations();
    const { config } = ts.readConfigFile(join(ROOT, "examples/tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(ROOT, "examples"));
    options.typeRoots = [join(ROOT, "node_modules")];
    const types = readdirSync(join(ROOT, "types")).filter((name) => name.endsWith(".d.ts"));
    const control = join(makeFolder(t), "control.ts");
    writeFileSync(control, 'import { after } from "timer";\nafter("soon", () => print(wifi));\n');
    const files = [control, ...write(t, here("ts"), "ts")];
    const all = [...files, ...types.map((name) => join(ROOT, "types", name))];
    const program = ts.createProgram(all, options);
    const said = files.map((path) =>
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(path))
        .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`),
    );
    // One mistake shows that mistakes are found.
    assert.match(
      said.shift().join("\n"),
      /^[^\n]*'string' is not assignable to [^\n]* 'number'\.$/,
    );
    assert.deepEqual(said.flat(), []);
  });
});

describe("the JSON in the documents", () => {
  /** One value, or one on each line. */
  function readJson({ text }) {
    try {
      return [JSON.parse(text)];
    } catch {
      return text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    }
  }

  for (const block of here("json")) {
    it(`${nameOf(block)} can be read`, () => assert.ok(readJson(block).length > 0));
  }

  /** What the simulator has said of it when the device's program runs. */
  async function complaintsOf(t, path) {
    const flash = makeFolder(t);
    writeFileSync(join(flash, "init.lua"), 'print("it runs")');
    const maps = ["--map", "80=0", "--map", "udp:53=0"];
    const { said, child } = launch(t, "--flash", flash, "--air", path, ...maps);
    await until("the program", () => said.out.includes("it runs"));
    child.kill();
    return said.err;
  }

  it("that is an air file says what the simulator takes", async (t) => {
    const airs = here("json").filter(({ text }) => /^ *"networks":/m.test(text));
    assert.ok(airs.length > 0);
    const wrong = join(makeFolder(t), "air.json");
    writeFileSync(wrong, '{ "networks": [{ "name": "x" }] }');
    assert.match(await complaintsOf(t, wrong), /the air file is wrong/);
    for (const path of write(t, airs, "json")) {
      assert.doesNotMatch(await complaintsOf(t, path), /the air file is wrong/);
    }
  });
});
