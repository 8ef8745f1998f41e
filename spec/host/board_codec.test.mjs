/** What goes over the line to a board, taken apart by the very Lua that the board gets. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { checksumOf } from "../../tools/board/checksum.mjs";
import {
  createTextEncoder,
  encodeBinary,
  isText,
  MAX_LINE_CHARACTERS,
  WINDOW_BYTES,
} from "../../tools/board/line_codec.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { makeFolder } from "./support.mjs";

const HELPER = readFileSync(join(ROOT, "tools/board/board_helper.lua"), "utf8").split("\n");
/** With 32-bit integers, where it was built. */
const CHIP_LUA = join(ROOT, "build/lua32/lua");
const LUAS = ["lua5.3", ...(existsSync(CHIP_LUA) ? [CHIP_LUA] : [])];

/** Runs console lines, each a chunk of its own; gives what was printed. */
function runLines(t, lua, lines) {
  const folder = makeFolder(t);
  const file = "file={remove=os.remove,rename=function(a,b) return (os.rename(a,b)) end}";
  const program = [file, ...HELPER, ...lines].map((line) => Buffer.from(line, "latin1"));
  writeFileSync(
    join(folder, "lines"),
    Buffer.concat(program.map((line) => Buffer.concat([line, Buffer.from("\n")]))),
  );
  const runner = 'for line in io.lines("lines") do assert(load(line))() end';
  const { status, stdout, stderr } = spawnSync(lua, ["-e", runner], { cwd: folder });
  assert.equal(status, 0, stderr.toString());
  return { folder, printed: stdout.toString("latin1") };
}

/** The files as the board has them afterwards. */
function transfer(t, lua, files) {
  const encodeText = createTextEncoder();
  const lines = files.flatMap((bytes, index) => {
    const encoded = isText(bytes) ? encodeText(bytes.toString("latin1")) : encodeBinary(bytes);
    for (const { line } of encoded) assert.ok(line.length <= MAX_LINE_CHARACTERS, line);
    assert.equal(
      encoded.reduce((sum, { bytes: count }) => sum + count, 0),
      bytes.length,
    );
    const end = `U.a("e${index}", U.e("file${index}", "${checksumOf(bytes)}"))`;
    return ["U.o()", ...encoded.map(({ line }) => line), end];
  });
  const { folder, printed } = runLines(t, lua, lines);
  files.forEach((_, index) =>
    assert.ok(printed.includes(`\x02e${index} ok\x03`), printed.slice(-200)),
  );
  return {
    got: files.map((_, index) => readFileSync(join(folder, `file${index}`))),
    characters: lines.reduce((sum, line) => sum + line.length + 1, 0),
  };
}

const random = (count) =>
  Buffer.from(Array.from({ length: count }, (_, i) => (i * i * 7 + (i >> 3)) & 255));
const shipped = () =>
  readdirSync(join(ROOT, "lua-out")).map((name) => readFileSync(join(ROOT, "lua-out", name)));

for (const lua of LUAS) {
  describe(`lines for the board, on ${lua === CHIP_LUA ? "the chip's Lua" : lua}`, () => {
    it("bring every module whole, in less than three fifths of its bytes", (t) => {
      const files = shipped();
      const { got, characters } = transfer(t, lua, files);
      files.forEach((bytes, index) => assert.deepEqual(got[index], bytes));
      const total = files.reduce((sum, bytes) => sum + bytes.length, 0);
      assert.ok(characters < total * 0.6, `${characters} of ${total}`);
    });

    it("bring any byte, in any length", (t) => {
      const all = Buffer.from(Array.from({ length: 256 }, (_, code) => code));
      const files = [0, 1, 2, 3, 4, 5, 195, 196, 197, 2000].map(random);
      files.push(all, Buffer.concat([all, all]), Buffer.alloc(999, 255), Buffer.alloc(7));
      const { got } = transfer(t, lua, files);
      files.forEach((bytes, index) => assert.deepEqual(got[index], bytes));
    });

    it("bring odd text: quotes, backslashes, CR, umlauts, digits after an escape", (t) => {
      const texts = [
        "'\\'\"\r\n\\n\\\\1",
        `${"plain ".repeat(30)}gr\u00fc\u00dfe 1\u00002\u007f3`,
        "\t\t".repeat(400),
      ];
      const files = texts.map((text) => Buffer.from(text, "utf8"));
      const { got } = transfer(t, lua, files);
      files.forEach((bytes, index) => assert.deepEqual(got[index], bytes));
    });

    it("refer back to the edge of what the board remembers, and no further", (t) => {
      const mark = "a mark that comes twice";
      const noise = (count) =>
        Array.from({ length: count }, (_, i) =>
          String.fromCharCode(33 + ((i * i + (i >> 5) * 11) % 89)),
        );
      for (const gap of [-1, 0, 1]) {
        const between = noise(WINDOW_BYTES - mark.length + gap).join("");
        const [got] = transfer(t, lua, [Buffer.from(mark + between + mark)]).got;
        assert.equal(got.toString(), mark + between + mark);
      }
    });

    it("computes the checksums that we do, and - for what is not there", (t) => {
      const bytes = random(3000);
      const end = `U.f=nil U.a("s", U.s("x", "no")) `;
      const open = 'U.o("x")';
      const lines = [open, ...encodeBinary(bytes).map(({ line }) => line), "U.c()", end];
      assert.ok(runLines(t, lua, lines).printed.includes(`\x02s ${checksumOf(bytes)} -\x03`));
    });
  });
}

describe("the board's helper", () => {
  it("fits the console's lines", () => {
    const sent = HELPER.filter((line) => !line.startsWith("--"));
    for (const line of sent) assert.ok(line.length <= MAX_LINE_CHARACTERS, line);
  });
});

describe("checksumOf", () => {
  it("tells every changed byte", () => {
    const bytes = random(500);
    const right = checksumOf(bytes);
    for (const at of [0, 1, 250, 499]) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 1;
      assert.notEqual(checksumOf(changed), right);
    }
    assert.equal(checksumOf(Buffer.alloc(0)), "0,0,0");
    assert.notEqual(checksumOf(Buffer.alloc(1)), checksumOf(Buffer.alloc(2)));
  });
});
