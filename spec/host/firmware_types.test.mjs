/** The declarations of the firmware against the names that its C sources give to Lua. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const TYPES = join(dirname(fileURLToPath(import.meta.url)), "../../types");

/** A module's global in TypeScript where the compiler keeps the name for itself. */
const GLOBALS = { bit: "luaBit", package: "luaPackage" };

/** The interface of each ROM table of objects. */
const INTERFACES = {
  crypto_hasher: "crypto.Hash",
  http_context: "http.Connection",
  httpd_req_mt: "httpd.Request",
  ledc_channel: "ledc.Channel",
  lspi_device: "spi.Device",
  lspi_master: "spi.Master",
  lu8g2_display: "u8g2.Display",
  lucg_display: "ucg.Display",
  mqtt_metatable: "mqtt.Client",
  net_tcpserver: "net.TcpServer",
  net_tcpsocket: "net.TcpSocket",
  net_udpsocket: "net.UdpSocket",
  pipe_funcs: "pipe.Pipe",
  pipe_meta: "pipe.Pipe",
  pulsecnt_dyn: "pulsecnt.Counter",
  rmt_channel: "rmt.Receiver",
  rotary_switch: "rotary.Switch",
  sdmmc_card: "sdmmc.Card",
  sjson_decoder_map: "sjson.Decoder",
  sjson_encoder_map: "sjson.Encoder",
  tmr_dyn: "tmr.Timer",
  touch_dyn: "touch.Pads",
  ws2812_buffer: "ws2812.Buffer",
};
const FILE_HANDLE = "flib";
const MODULES = new Set(["module"]);
/** tostring() takes everything: nothing to declare. */
const UNDECLARED = ["__tostring"];

/** The committed list as [name, kind, where]. */
const listed = readFileSync(join(TYPES, "firmware_names.txt"), "utf8")
  .trim()
  .split("\n")
  .filter((line) => !line.startsWith("#"))
  .map((line) => /^(\S+) (\w+) ?(.*)$/.exec(line).slice(1));

const declarationFiles = readdirSync(TYPES)
  .filter((name) => name.endsWith(".d.ts"))
  .map((name) => join(TYPES, name));

/** The types as one program sees them, by lua-types of that version. */
function openTypes(luaTypes) {
  const program = ts.createProgram(declarationFiles, {
    types: [luaTypes, "@typescript-to-lua/language-extensions"],
    lib: ["lib.es5.d.ts"],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const place = program.getSourceFile(declarationFiles[0]);
  const flags = ts.SymbolFlags.Value | ts.SymbolFlags.Namespace | ts.SymbolFlags.Type;
  const find = (name) => checker.resolveName(name, place, flags, false);
  const typeOf = (symbol) => checker.getNonNullableType(checker.getTypeOfSymbol(symbol));

  /** What Lua sees of a value: "function", "number", "userdata", "table" or something else. */
  function kindOf(symbol) {
    const type = typeOf(symbol);
    if (type.getCallSignatures().length > 0) return "function";
    const parts = type.isUnion() ? type.types : [type];
    if (parts.every((part) => part.flags & ts.TypeFlags.NumberLike)) return "number";
    const { InTypeAlias } = ts.TypeFormatFlags;
    const isUserdata = (part) => /LuaUserdata/.test(checker.typeToString(part, place, InTypeAlias));
    if (parts.some(isUserdata)) return "userdata";
    return parts.every((part) => part.flags & ts.TypeFlags.Object) ? "table" : "value";
  }

  /** An interface's members, "net.TcpSocket". */
  function membersOf(path) {
    const [namespace, name] = path.split(".");
    const scope = checker.getExportsOfModule(find(namespace));
    const symbol = scope.find((each) => each.name === name);
    assert.ok(symbol !== undefined, path);
    return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  }
  return { program, checker, find, typeOf, kindOf, membersOf };
}

const byModule = (name) => name.split(/[.:]/)[0];

describe("the types of the firmware", () => {
  let types;

  before(() => {
    types = openTypes("lua-types/5.3");
  });

  /** All members of a module as the list has them, tables entered. */
  function declaredBelow(symbol, prefix) {
    const type = types.typeOf(symbol);
    // Fonts are in the build's configuration: a pattern stands for them.
    const patterns = types.checker.getIndexInfosOfType(type).map(({ keyType }) => {
      const pattern = types.checker.typeToString(keyType).replace("${string}", "*").slice(1, -1);
      return `${prefix}.${pattern} userdata`;
    });
    const members = types.checker.getPropertiesOfType(type).flatMap((member) => {
      const kind = types.kindOf(member);
      const name = `${prefix}.${member.name}`;
      const isRomTable = listed.some(([each, what]) => each === name && what === "table");
      return [`${name} ${kind}`, ...(isRomTable ? declaredBelow(member, name) : [])];
    });
    return [...patterns, ...members];
  }

  const modules = listed.filter(([, kind]) => MODULES.has(kind)).map(([name]) => name);

  it("declare every module, and none that the firmware has not", () => {
    assert.ok(modules.length > 40, `${modules.length}`);
    const expected = modules.map((name) => GLOBALS[name] ?? name);
    for (const name of expected) assert.ok(types.find(name) !== undefined, name);
    const namespaces = declarationFiles.flatMap((path) =>
      types.program
        .getSourceFile(path)
        .statements.filter(ts.isModuleDeclaration)
        .map((statement) => statement.name.text),
    );
    const libraries = listed.filter(([, kind]) => kind === "library").map(([name]) => name);
    assert.deepEqual(
      namespaces.filter((name) => !expected.includes(name) && !libraries.includes(name)),
      [],
    );
  });

  it("declare every member of each module with its kind, and no other", () => {
    for (const module of modules) {
      const symbol = types.find(GLOBALS[module] ?? module);
      const expected = listed
        .filter(([name]) => name.startsWith(`${module}.`))
        .map(([name, kind]) => `${name} ${kind}`);
      // A field that C computes may hold anything.
      const fields = new Set(
        expected.filter((line) => line.endsWith(" field")).map((line) => line.split(" ")[0]),
      );
      const declared = declaredBelow(symbol, module).map((line) => {
        const [name] = line.split(" ");
        return fields.has(name) ? `${name} field` : line;
      });
      assert.deepEqual(declared.sort(), expected.sort());
    }
  });

  it("let the compiler ask for what not every build or chip has", () => {
    const conditional = listed.filter(([name, , where]) => name.includes(".") && where !== "");
    assert.ok(conditional.length > 100);
    for (const [name] of conditional) {
      const [module, member] = name.split(".");
      const symbol = types.typeOf(types.find(GLOBALS[module] ?? module)).getProperty(member);
      // A pattern in TypeScript has no symbol.
      if (symbol === undefined && member.endsWith("*")) continue;
      const type = types.checker.getTypeOfSymbol(symbol);
      const parts = type.isUnion() ? type.types : [type];
      assert.ok(
        parts.some(({ flags }) => flags & ts.TypeFlags.Undefined),
        name,
      );
    }
  });

  it("declare every method of each kind of object, and no other", () => {
    const objects = listed.filter(([name]) => name.includes(":"));
    const tables = new Set(objects.map(([name]) => byModule(name)));
    tables.delete(FILE_HANDLE);
    assert.deepEqual([...tables].sort(), Object.keys(INTERFACES).sort());
    for (const path of new Set(Object.values(INTERFACES))) {
      const names = objects
        .filter(([name]) => INTERFACES[byModule(name)] === path)
        .map(([name]) => name.split(":")[1])
        .filter((name) => !UNDECLARED.includes(name));
      const members = types.membersOf(path);
      assert.deepEqual(members.map(({ name }) => name).sort(), [...new Set(names)].sort(), path);
      for (const member of members) {
        const [, kind] = objects.find(([name]) => name.endsWith(`:${member.name}`));
        if (kind === "function" && !member.name.startsWith("__")) {
          assert.equal(types.kindOf(member), "function", `${path}.${member.name}`);
        }
      }
    }
  });

  it("declare senders and receivers alike, which share one table in C", () => {
    const names = (path) => types.membersOf(path).map(({ name }) => name);
    assert.deepEqual(names("rmt.Sender").sort(), names("rmt.Receiver").sort());
  });

  it("leave no name of Lua's own undeclared, with lua-types for 5.3", () => {
    const libraries = listed.filter(([, kind]) => kind === "library").map(([name]) => name);
    const isLua = ([name]) => name in GLOBALS || libraries.includes(byModule(name));
    const plain = listed.filter(([name, kind]) => kind === "function" && /^\w+$/.test(name));
    const members = listed.filter((entry) => isLua(entry) && entry[0].includes("."));
    assert.ok(plain.length > 20 && members.length > 80);
    for (const name of libraries) assert.ok(types.find(GLOBALS[name] ?? name) !== undefined, name);
    /** Declared under another name by @customName: what lua-types has wrong or not at all. */
    const renamed = new Set(
      declarationFiles.flatMap((path) =>
        [...readFileSync(path, "utf8").matchAll(/@customName ([\w.]+)/g)].map(([, name]) => name),
      ),
    );
    const missing = [...plain, ...members].filter(([name]) => {
      if (renamed.has(name) || name.includes("__")) return false;
      const [first, member] = name.split(".");
      const symbol = types.find(GLOBALS[first] ?? first);
      if (symbol === undefined || member === undefined) return symbol === undefined;
      return types.typeOf(symbol).getProperty(member) === undefined;
    });
    assert.deepEqual(
      missing.map(([name]) => name),
      [],
    );
  });

  it("are all named in the document about them", () => {
    const text = readFileSync(join(TYPES, "../docs/firmware-types.md"), "utf8");
    for (const name of modules) assert.match(text, new RegExp(`\`${name}\``), name);
  });

  it("say which chips a module is for", () => {
    for (const [name, kind, chips] of listed) {
      if (!MODULES.has(kind) || chips === "") continue;
      const text = readFileSync(join(TYPES, `${name}.d.ts`), "utf8");
      assert.match(text.split("*/")[0], /ESP32|C3|S2|H2/, name);
    }
  });
});
