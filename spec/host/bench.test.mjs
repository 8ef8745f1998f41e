/** What `make bench` does with its measurements: lines, the budget, tables. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { accept, findProblems, isMet, isWorse, readBudget } from "../../bench/budget.mjs";
import { createDocument } from "../../bench/document.mjs";
import { countRequests } from "../../bench/figures.mjs";
import { fitLine, isLinear } from "../../bench/fit.mjs";
import { measure, ofKind, whyNot } from "../../bench/measure.mjs";
import { budgetRows, formatBytes, markdownTable } from "../../bench/rows.mjs";

const points = (cost, xs = [1, 2, 3, 4, 5, 6, 7, 8]) => xs.map((x) => [x, cost(x)]);

describe("a line through points", () => {
  it("finds the constant and the slope", () => {
    assert.deepEqual(fitLine(points((x) => 100 + 7 * x)), { slope: 7, constant: 100 });
    const { slope, constant } = fitLine([
      [0, 1],
      [1, 3],
      [2, 2],
    ]);
    assert.ok(Math.abs(slope - 0.5) < 1e-9 && Math.abs(constant - 1.5) < 1e-9);
  });

  it("tells what is linear or better from what is not", () => {
    assert.ok(isLinear(points((x) => 100 + 7 * x)));
    assert.ok(isLinear(points((x) => Math.sqrt(x))));
    assert.ok(isLinear(points(() => 5)));
    assert.ok(!isLinear(points((x) => x * x)));
    assert.ok(!isLinear(points((x) => 1000 + x * x)));
    assert.ok(!isLinear(points((x) => x * Math.log2(x + 1) ** 2)));
    const networks = [1, 5, 10, 20, 30, 40, 50, 60];
    assert.ok(!isLinear(points((x) => 1000 + x * x, networks)));
    assert.ok(!isLinear(points((x) => Math.max(70000, x ** 2 * 25), networks)));
  });

  it("takes the larger of two lines for what it is", () => {
    const larger = (x) => Math.max(74000 + 51 * x, 67000 + 291 * x);
    assert.ok(isLinear(points(larger, [1, 5, 10, 20, 30, 40, 50, 60])));
  });

  it("does not take noise on a constant for growth, but a flat start that ends in growth", () => {
    assert.ok(isLinear([1, 2, 3, 4].map((x) => [x, x < 4 ? 10000 : 10100])));
    assert.ok(!isLinear([1, 2, 3, 4, 5].map((x) => [x, x < 4 ? 10000 : 10000 + 500 * x])));
  });
});

describe("the budget", () => {
  it("lets a figure get worse by 5 %, and not by more", () => {
    assert.ok(!isWorse(1050, 1000));
    assert.ok(isWorse(1051, 1000));
    assert.ok(!isWorse(10, 1000));
    assert.ok(!isWorse(1.05, 1));
    assert.ok(isWorse(2, 1));
  });

  it("knows figures of nothing and below", () => {
    assert.ok(!isWorse(0, 0));
    assert.ok(isWorse(1, 0));
    assert.ok(!isWorse(-95, -100));
    assert.ok(isWorse(-94, -100));
  });

  it("is met at its limit and not one past it", () => {
    assert.equal(isMet(6144, 6144), true);
    assert.equal(isMet(6145, 6144), false);
    assert.equal(isMet(6145, undefined), undefined);
  });

  it("tells each figure that got worse, is missing, or is new", () => {
    const budget = { a: { recorded: 100, limit: 50 }, b: { recorded: 100 }, c: { recorded: 0 } };
    assert.deepEqual(findProblems({ a: 105, b: 100, c: 0 }, budget), []);
    assert.deepEqual(findProblems({ a: 106, c: 1, d: 7 }, budget), [
      "a is 106, it was 100 (+6.0 %)",
      "b was not measured",
      "c is 1, it was 0",
      "d is not in bench/budget.json",
    ]);
  });

  it("keeps its limits when values are accepted", () => {
    const accepted = accept(
      { a: 7, d: 1 },
      { a: { limit: 50, recorded: 100 }, b: { recorded: 1 } },
    );
    assert.deepEqual(accepted, { a: { limit: 50, recorded: 7 }, d: { recorded: 1 } });
  });

  it("has a recorded value for each figure, and a limit for each row of its table", () => {
    const budget = readBudget();
    for (const [name, { recorded }] of Object.entries(budget)) {
      assert.ok(Number.isFinite(recorded), name);
    }
    const figures = Object.fromEntries(Object.keys(budget).map((name) => [name, 1]));
    const rows = budgetRows(figures, budget, {});
    assert.ok(rows.length >= 12 && rows.every(({ limit }) => limit > 0));
  });
});

describe("tables", () => {
  it("say what is met, with units", () => {
    const budget = { bootHeapBytes: { limit: 6144 }, dnsRatio: { limit: 1.3 } };
    const figures = { bootHeapBytes: 6145, dnsRatio: 1.3, pageRequests: 2, uploadBytes: 900 };
    for (const name of ["portalHeapBytes", "sixSocketsPeakBytes", "leftAfterSetupBytes"]) {
      figures[name] = 1;
    }
    for (const name of ["pageBytes", "compilePeakBytes"]) figures[name] = 2048;
    for (const name of ["redirectRatio", "statusRatio", "pageRatio"]) figures[name] = 2;
    const rows = budgetRows(figures, budget, { dnsRatio: "13 beside 10" });
    const row = (name) => rows.find((one) => one.name === name);
    assert.deepEqual(
      [
        row("bootHeapBytes").valueText,
        row("bootHeapBytes").limitText,
        row("bootHeapBytes").metText,
      ],
      ["6.0 KB", "≤ 6.0 KB", "NOT met"],
    );
    assert.equal(row("dnsRatio").valueText, "1.30 (13 beside 10)");
    assert.equal(row("dnsRatio").metText, "met");
    assert.equal(row("pageRequests").limitText, "stated");
    assert.equal(row("compilePeakBytes").valueText, "2.0 KB");
  });

  it("write bytes as people read them", () => {
    assert.deepEqual([0, 1023, 1024, 7980, -5].map(formatBytes), [
      "0 B",
      "1023 B",
      "1.0 KB",
      "7.8 KB",
      "-5 B",
    ]);
  });

  it("align numbers, and keep a bar out of the way of the columns", () => {
    assert.equal(
      markdownTable([
        ["a|b", "n", "size"],
        ["x", 1, "2.0 KB"],
        ["y", 20, "–"],
      ]),
      "| a\\|b | n | size |\n| --- | ---: | ---: |\n| x | 1 | 2.0 KB |\n| y | 20 | – |",
    );
  });

  it("become a document with all of its sections", () => {
    const module = { name: "boot", source: 1, bytecode: 2, code: 3, stripped: 4, loaded: 5 };
    const text = createDocument({
      rows: [],
      firstByteTimes: 3,
      figures: { dnsInstructions: 9 },
      byHand: { dns: 6 },
      spenders: [{ what: "dns", module: "dns_codec", count: 9 }],
      modules: [{ ...module, compilePeak: 6 }],
      holders: [{ where: "idle", module: "boot", code: 10, data: 1 }],
      setupModules: new Set(["boot"]),
      subjects: [{ name: "ours", served: 59, asked: 60, heapBytes: 1, peakBytes: 2, leftBytes: 3 }],
      curves: [
        { key: "k", title: "T", cost: "c", constant: 1.4, slope: 2.25, linear: false, points: [] },
      ],
      parts: [{ name: "mDNS", fileCount: 2, on: [], what: "announced" }],
    });
    assert.match(text, /\| \*\*all of setup\*\* \| 1 \| 2 \| 3 \| 4 \| 5 \| 6 \| 11 \|/);
    assert.match(text, /\| \*\*all\*\* \| 9 \|\n\| hand-written \| 6 \|/);
    assert.match(text, /\| ours \| 59 of 60 \|/);
    assert.match(text, /\| T \| c \| 1 \| 2\.3 \| \*\*no\*\* \|/);
    assert.match(text, /\| mDNS \| 2 \|/);
    assert.doesNotMatch(text, /NaN|\d{4}-\d\d-\d\d/);
  });
});

describe("the page's requests", () => {
  it("are itself and what it names that is not in it, once each", () => {
    assert.equal(countRequests("<script>fetch('/api')</script><style>a{}</style>"), 1);
    assert.equal(countRequests('<link rel="icon" href="data:,"><img src="data:image/png,">'), 1);
    assert.equal(
      countRequests('<link rel=stylesheet href="/a.css"><script src=/b.js></script>'),
      3,
    );
    assert.equal(
      countRequests("<style>a{background:url('c.png')} b{background:url(c.png)}</style>"),
      2,
    );
  });
});

describe("a measurement", { skip: whyNot() }, () => {
  const rows = () => measure("growth", "networks", "3");

  it("is the same each time", () => {
    const first = rows();
    assert.equal(ofKind(first, "point").length, 3);
    assert.deepEqual(rows(), first);
  });

  it("says in the subject's own words why it can't be measured", (t) => {
    const folder = mkdtempSync(join(tmpdir(), "nodemcu-bench-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    assert.throws(() => measure("subject", folder, ""), /no answer to GET/);
  });
});

describe("the command", () => {
  const run = (...argv) =>
    spawnSync(process.execPath, ["bench/main.mjs", ...argv], {
      cwd: new URL("../..", import.meta.url),
      encoding: "utf8",
    });

  it("explains a wrong option, and a folder without start.lua", { skip: whyNot() }, () => {
    const wrong = run("--fast");
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /--fast/);
    const empty = run("--subject", "docs");
    assert.equal(empty.status, 2);
    assert.match(empty.stderr, /docs has no start\.lua/);
  });
});
