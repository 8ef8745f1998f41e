/** The command line of nodemcu-sim, and the small pure parts beside it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseArguments } from "../../build/host/arguments.mjs";
import { nameToPath, pathToName } from "../../build/host/flash_names.mjs";
import { findJsonFault } from "../../build/host/json_fault.mjs";
import { toLuaLiteral } from "../../build/host/lua_literal.mjs";
import { decodeLine, encodeLine } from "../../build/host/message_line.mjs";

const settings = (...argv) => {
  const parsed = parseArguments(argv);
  assert.equal(parsed.kind, "run", parsed.sentence);
  return parsed.settings;
};
const maps = (...argv) =>
  settings(...argv).maps.map(
    ({ kind, devicePort, hostAddress, hostPort }) =>
      `${kind}:${devicePort}=${hostAddress}:${hostPort}`,
  );

describe("arguments", () => {
  it("have defaults", () => {
    assert.deepEqual(settings(), {
      flashDirectory: undefined,
      maps: settings().maps,
      airFile: undefined,
      traceFile: undefined,
      speed: 1,
      firmware: "snapshot",
      modules: [],
      heapLimitBytes: undefined,
      pinLevels: [],
      console: { place: undefined, baud: 0, logFile: undefined, chip: "esp32", kind: "uart" },
      refresh: false,
    });
    assert.deepEqual(maps(), ["tcp:80=127.0.0.1:8080", "udp:53=127.0.0.1:5300"]);
  });

  it("map only what they name", () => {
    assert.deepEqual(maps("--map", "80=0", "--map", "sta:80=8081", "--map=tcp:23=2323"), [
      "tcp:80=127.0.0.1:0",
      "udp:53=127.0.0.1:5300",
      "sta:80=127.0.0.1:8081",
      "tcp:23=127.0.0.1:2323",
    ]);
    assert.deepEqual(maps("--map", "80=192.168.4.1:80", "--map", "udp:53=0"), [
      "tcp:80=192.168.4.1:80",
      "udp:53=127.0.0.1:0",
    ]);
  });

  it("switch modules on, each one once and in the order of their names", () => {
    assert.deepEqual(settings("--modules", "encoder, crypto,encoder").modules, [
      "crypto",
      "encoder",
    ]);
    assert.deepEqual(settings("--modules=crypto").modules, ["crypto"]);
  });

  it("say where the console is, and how fast", () => {
    const of = (...argv) => settings(...argv).console;
    assert.deepEqual(of("--console", "stdio").place, { kind: "stdio" });
    assert.deepEqual(of("--console=tcp:0").place, { kind: "tcp", port: 0 });
    assert.deepEqual(of("--console=tcp:65535").place, { kind: "tcp", port: 65535 });
    assert.deepEqual(of("--console=pty:a b").place, { kind: "pty", path: "a b" });
    assert.equal(of("--console=stdio").baud, 115200);
    assert.equal(of("--console=stdio", "--baud=0").baud, 0);
    assert.equal(of("--console=stdio", "--baud=300").baud, 300);
    assert.equal(of("--console=stdio", "--baud=5000000").baud, 5000000);
    assert.equal(of("--console=stdio", "--console-log", "log").logFile, "log");
  });

  it("choose the chip and what its console is on", () => {
    const of = (...argv) => settings(...argv).console;
    assert.equal(of("--chip", "esp32c6").chip, "esp32c6");
    assert.equal(of("--chip", "esp32c6").kind, "uart");
    assert.equal(of("--chip", "esp32s2", "--usb-console").kind, "usb");
    assert.equal(of("--console=stdio", "--chip", "esp32s2", "--usb-console").baud, 0);
  });

  it("put levels on pins", () => {
    assert.deepEqual(settings("--gpio", "0=0", "--gpio=39=1").pinLevels, [
      { pin: 0, level: 0 },
      { pin: 39, level: 1 },
    ]);
  });

  it("limit the heap in bytes or kilobytes", () => {
    assert.equal(settings("--heap", "160K").heapLimitBytes, 163840);
    assert.equal(settings("--heap=1").heapLimitBytes, 1);
    assert.equal(settings("--heap", "8192K").heapLimitBytes, 8388608);
    for (const text of ["", "0", "0K", "8193K", "8388609", "-1", "1.5K", "160k", "160KB", "K"]) {
      const { kind, sentence } = parseArguments([`--heap=${text}`]);
      assert.equal(kind, "wrong", text);
      assert.ok(sentence.startsWith(`--heap ${text} is no number of bytes or kilobytes`), sentence);
    }
  });

  it("name the modules that there are", () => {
    const { sentence } = parseArguments(["--modules", "crypto,u8g2"]);
    assert.equal(
      sentence,
      '--modules crypto,u8g2: there is no "u8g2" to switch on, only crypto, encoder, qrcodegen, rtcmem, sjson, sodium, time (see nodemcu-sim --help)',
    );
  });

  it("are refused with one sentence", () => {
    const wrong = [
      ["--nonsense"],
      ["positional"],
      ["--flash"],
      ["--flash", ""],
      ["--speed", "0"],
      ["--speed", "fast"],
      ["--firmware", "older"],
      ["--modules", ""],
      ["--modules", "crypto,"],
      ["--modules", "Crypto"],
      ...["0", "0=", "=1", "0=2", "0=high", "24=0", "31=0", "40=0", "-1=0", "0=1=0"].map((pin) => [
        "--gpio",
        pin,
      ]),
      ...[
        "80",
        "80=",
        "=80",
        "0=80",
        "80=65536",
        "65536=1",
        "icmp:80=1",
        "80=a:1",
        "80=1.2.3.256:1",
      ].map((map) => ["--map", map]),
      ...["", "usb", "tcp", "tcp:", "tcp:x", "tcp:65536", "pty", "pty:"].map((place) => [
        "--console",
        place,
      ]),
      ...["", "-1", "299", "5000001", "fast"].map((baud) => ["--console=stdio", `--baud=${baud}`]),
      ["--baud", "9600"],
      ["--console-log", "log"],
      ["--console=stdio", "--console-log="],
      ["--chip", "esp8266"],
      ["--usb-console"],
      ["--chip=esp32", "--usb-console"],
      ["--chip=esp32s3", "--usb-console", "--console=stdio", "--baud=9600"],
    ];
    for (const argv of wrong) {
      const parsed = parseArguments(argv);
      assert.equal(parsed.kind, "wrong", argv.join(" "));
      assert.match(parsed.sentence, /^[^\n]+ \(see nodemcu-sim --help\)$/);
    }
  });
});

describe("the message line", () => {
  it("carries every byte in every field", () => {
    const all = Array.from({ length: 256 }, (_unused, byte) => String.fromCharCode(byte)).join("");
    const fields = ["", all, "\\n", "\t", ""];
    assert.deepEqual(decodeLine(encodeLine(fields).slice(0, -1)), fields);
  });
});

describe("flash names", () => {
  it("are paths where the host can name them", () => {
    for (const name of ["init.lua", "a/b.lua", "50%.txt", "\xc3\xa9"]) {
      assert.equal(pathToName(nameToPath(name)), name);
    }
    assert.equal(nameToPath("a/b.lua"), "a/b.lua");
  });

  it("never leave the folder, and come back", () => {
    for (const name of ["../x", "/etc/x", "a//b", ".nvs", ".", "a/", "\xff\xfe", "a\0b", "%2Ex"]) {
      const path = nameToPath(name);
      assert.ok(!path.split("/").some((part) => part === "" || part.startsWith(".")), path);
      assert.equal(pathToName(path), name);
    }
  });
});

describe("the Lua literal of JSON", () => {
  it("is safe for any text", () => {
    assert.equal(
      toLuaLiteral({ a: ['"\\\n', "é", null, true, 1.5] }),
      '{["a"]={"\\034\\092\\010","\\195\\169",nil,true,1.5}}',
    );
  });
});

describe("what is wrong with JSON", () => {
  it("is found where JSON.parse finds anything", () => {
    const right = [
      '{"a":[1,-2.5e+3,{}],"b":"\\u00e9\\n"}',
      " [] ",
      "null",
      '"x"',
      "\n0\n",
      "[[],{}]",
    ];
    for (const text of right) assert.equal(findJsonFault(text), undefined, text);
    const wrong = [
      "",
      "{",
      "[1,]",
      '{"a":1,}',
      "{a:1}",
      "01",
      "1.",
      "nulls",
      '"\t"',
      "[1 2]",
      "'a'",
    ];
    for (const text of [...wrong, '"\\x"', "[]]", '{"a"}', "{,}", "-", "\u00a0[]", "// no\n[]"]) {
      assert.throws(() => JSON.parse(text));
      assert.match(String(findJsonFault(text)), /^line \d+, column \d+: .* is expected$/, text);
    }
  });

  it("is told by line and column", () => {
    assert.equal(
      findJsonFault('{\n  "a": [1\n  2]\n}'),
      "line 3, column 3: a comma or ] is expected",
    );
    assert.equal(
      findJsonFault('{"a":1,}'),
      "line 1, column 8: a name between double quotes is expected",
    );
    assert.equal(findJsonFault("[] x"), "line 1, column 4: the end is expected");
    assert.equal(findJsonFault("[1,"), "line 1, column 4: a value is expected");
  });
});
