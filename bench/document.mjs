/** docs/bench.md out of what was measured. Pure. */
import { formatBytes, markdownTable } from "./rows.mjs";

const PICTURES = "images/bench";

const INTRODUCTION = `# What it costs

Written by \`make bench\`; do not edit it. All but one figure are exact, and the same in each run: they
are counted, in the simulator on a Lua with the chip's numbers and pointers (\`make lua32\`), by its
account of the device's heap ([simulator.md](simulator.md#the-chips-numbers)).

- **Heap** is what Lua has in use for the program when all garbage was collected, over a device that has
  run nothing: code, what the code made, and what the firmware made for it in Lua. What the firmware
  takes in C, for sockets and timers, is not in it. A text that the simulator happens to have too counts.
- **Peak** is the most that was in use at any allocation, found to within 128 bytes: what has to be
  free. A collector that comes round later lets more pile up: the chip's, as built, up to about twice
  what is in use, if there is so much.
- **Instructions** are those of the VM in the program's own Lua, from the first byte of a request until
  its connection has closed. What a library function does inside (\`string.find\`) counts nothing.
- The setup loads its modules from source, without what Lua keeps to tell of errors (\`src/lean.ts\`). What
  they take with all of it, and as bytecode without, is in the table of the modules.

\`bench/budget.json\` holds what has to be and what was last. \`make test\` fails when a figure gets worse
than that by more than 5 %; \`make bench ARGS=--accept\` records the present ones.
`;

const SUBJECTS_TEXT = `Each one runs on the same simulated device, and the same phone asks the same bytes: 60
times the page, six at a time. The hand-written one is in \`bench/handwritten\`: no more than a captive
portal's page, status, redirect and DNS need, as one writes it for this firmware.

\`make bench SUBJECT=folder\` takes any folder of Lua files in. Its files go to the flash as they are,
beside the page as \`page.html.gz\`; \`start.lua\` is run when an open access point is up at
\`192.168.4.1\` (or bring an \`init.lua\`, which then does all of it). On port 80, \`GET /\` has to be
answered with that page and status 200, \`GET /status\` with 200. What it does beyond that is its own affair, and
costs it.

The firmware's own server (\`lua_modules/http/httpserver.lua\`, of the ESP8266's branch) can be such a
folder: with \`fifo.lua\` and \`fifosock.lua\` of \`lua_modules/fifo\`, and a \`start.lua\` that calls
\`createServer(80, …)\`, answers in \`req.ondata\` once it is called without a chunk, and makes
\`tmr.create()\`'s alarms last 10 ms at least: it asks for 1 ms, less than a tick of the ESP32, which
resets the chip. It keeps the whole page in memory, since it takes what is sent at once.
`;

function budgetSection({ rows, firstByteTimes }) {
  const head = ["what", "now", "must", "", "MicroPython WiFi setup"];
  const texts = rows.map((row) => [
    row.title,
    row.valueText,
    row.limitText,
    row.metText === "met" ? "met" : `**${row.metText}**`,
    row.seed,
  ]);
  const time = ["time from the connection to the first byte of the page, beside a server in C"];
  return [
    "## The budget",
    markdownTable([head, ...texts, [...time, `${firstByteTimes} times`, "stated", "–", "–"]]),
    `![Each figure as a part of its limit](${PICTURES}/budget.svg)`,
    "Setup in English, without optional parts. The list of 20 networks is there in all rows with a portal.",
    "The last row is the only one about time, and differs from run to run: the median of 25 requests of" +
      " curl to `bin/nodemcu-sim`, which is a Node program with a Lua beside it that keeps the air's delays," +
      " over that to `bench/page_server.c`.",
  ];
}

function moduleSection({ modules, holders, setupModules }) {
  const states = [...new Set(holders.map((one) => one.where))];
  const held = (module, where) => {
    const one = holders.find((each) => each.module === module && each.where === where);
    return one === undefined ? 0 : one.code + one.data;
  };
  const head = [
    ...["module", "source", "bytecode", "compiled", "of bytecode", "loaded", "compile peak"],
    ...states,
  ];
  const row = (one) => [
    `\`${one.name}\``,
    ...[one.source, one.bytecode, one.code, one.stripped, one.loaded, one.compilePeak],
    ...states.map((where) => held(one.name, where)),
  ];
  const sum = (list) => {
    const total = (pick) => list.reduce((bytes, one) => bytes + pick(one), 0);
    return [
      "**all of setup**",
      ...["source", "bytecode", "code", "stripped", "loaded"].map((key) =>
        total((one) => one[key]),
      ),
      Math.max(...list.map((one) => one.compilePeak)),
      ...states.map((where) => total((one) => held(one.name, where))),
    ];
  };
  const ofSetup = modules.filter((one) => setupModules.has(one.name));
  const others = modules.filter((one) => !setupModules.has(one.name));
  return [
    "## Where the bytes go",
    "Bytes. Source as on the flash, and bytecode (without debug information); then heap: the compiled chunk," +
      " the same out of that bytecode, what stays when it was loaded, the peak while it is compiled above" +
      " the compiled chunk; and what each module holds, code and what its code made, in three states." +
      " Texts that several modules have, and those of the simulator, are counted once or not at all here.",
    markdownTable([head, ...ofSetup.map(row), sum(ofSetup)]),
    ...states.map((where) => `![${where}](${PICTURES}/heap-${where.replaceAll(" ", "-")}.svg)`),
    "The other modules:",
    markdownTable([
      head.slice(0, head.length - states.length),
      ...others.map((one) => row(one).slice(0, head.length - states.length)),
    ]),
  ];
}

function instructionSection({ figures, byHand, spenders }) {
  const kinds = Object.keys(byHand);
  const modules = [...new Set(spenders.map((one) => one.module))].sort();
  const of = (module, what) =>
    spenders.find((one) => one.module === module && one.what === what)?.count ?? 0;
  return [
    "## Where the instructions go",
    markdownTable([
      ["module", ...kinds],
      ...modules.map((module) => [`\`${module}\``, ...kinds.map((what) => of(module, what))]),
      ["**all**", ...kinds.map((what) => figures[`${what}Instructions`])],
      ["hand-written", ...kinds.map((what) => byHand[what])],
    ]),
  ];
}

function subjectSection({ subjects }) {
  const head = [
    ...["server", "served", "heap idle", "peak", "left after it"],
    ...["instructions, page", "instructions, status"],
  ];
  const rows = subjects.map((one) => [
    one.name,
    `${one.served} of ${one.asked}`,
    formatBytes(one.heapBytes),
    formatBytes(one.peakBytes),
    formatBytes(one.leftBytes),
    one.pageInstructions,
    one.statusInstructions,
  ]);
  return ["## Beside others", SUBJECTS_TEXT, markdownTable([head, ...rows])];
}

function growthSection({ curves }) {
  const head = ["what grows", "cost", "constant", "for each one more", "linear or better"];
  const rows = curves.map((curve) => [
    curve.title,
    curve.cost,
    Math.round(curve.constant),
    curve.slope.toFixed(1),
    curve.linear ? "yes" : "**no**",
  ]);
  const pictures = curves.map(
    ({ key, title, cost }) => `![${title}: ${cost}](${PICTURES}/${key}.svg)`,
  );
  return [
    "## How cost grows",
    "A straight line of least squares through each curve. Linear or better: in its upper half a curve is" +
      " no steeper than 1.25 times its lower half, or so in the upper half of the points alone, where the" +
      " larger of two costs counts. The networks' curves are the portal's; the sockets' and" +
      " the page's are those of the web server with `static_files`, with room for 16 connections.",
    markdownTable([head, ...rows]),
    pictures.join("\n"),
  ];
}

function partSection({ parts }) {
  const head = ["part", "files", "flash", "heap loaded", "heap serving", "beside", "serving is"];
  const rows = parts.map((part) => [
    ...[part.name, part.fileCount, part.flashBytes, part.loadedBytes, part.servingBytes],
    ...[part.on.map((name) => `\`${name}\``).join(", ") || "–", part.what],
  ]);
  return [
    "## Optional parts",
    "What each part adds to what stands under beside, in bytes: as `make sizes` measures it, without the" +
      " simulator, on a firmware that does nothing.",
    markdownTable([head, ...rows]),
  ];
}

/** The whole text. */
export function createDocument(measured) {
  const sections = [
    INTRODUCTION.trimEnd(),
    ...budgetSection(measured),
    ...moduleSection(measured),
    ...instructionSection(measured),
    ...subjectSection(measured),
    ...growthSection(measured),
    ...partSection(measured),
  ];
  return `${sections.map((section) => section.trimEnd()).join("\n\n")}\n`;
}
