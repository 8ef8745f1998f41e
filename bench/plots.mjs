/** Pictures of the measurements, as SVG. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../tools/fresh_folder.mjs";
import { drawPlot } from "../tools/plot.mjs";

const FOLDER = join(ROOT, "docs/images/bench");
const WIDTH = 420;
const HEIGHT = 240;
const MODULES_SHOWN = 20;

/** Points of a curve and the line through them. */
function curveSpec({ title, cost, points, constant, slope }) {
  const values = points.map(([x, y]) => ({ x, y, line: constant + slope * x }));
  const x = { field: "x", type: "quantitative", title };
  const y = { type: "quantitative", scale: { zero: false }, title: cost };
  return {
    width: WIDTH,
    height: HEIGHT,
    data: { values },
    layer: [
      { mark: { type: "line", color: "#999" }, encoding: { x, y: { ...y, field: "line" } } },
      { mark: { type: "point", filled: true }, encoding: { x, y: { ...y, field: "y" } } },
    ],
  };
}

/** What holds the heap in one state: the largest modules. */
function holdersSpec(holders) {
  const total = (one) => one.code + one.data;
  const largest = [...holders]
    .sort((one, other) => total(other) - total(one))
    .slice(0, MODULES_SHOWN);
  const values = largest.flatMap(({ module, code, data }) => [
    { module, what: "code", bytes: code },
    { module, what: "what it made", bytes: data },
  ]);
  return {
    width: WIDTH,
    data: { values },
    mark: "bar",
    encoding: {
      x: { field: "bytes", type: "quantitative", title: "bytes of heap" },
      y: { field: "module", type: "nominal", sort: largest.map((one) => one.module), title: null },
      color: { field: "what", type: "nominal", title: null },
    },
  };
}

/** Each figure as a part of its limit. */
function budgetSpec(rows) {
  const values = rows.map(({ short, value, limit }) => ({ short, part: value / limit }));
  return {
    width: WIDTH,
    data: { values },
    layer: [
      {
        mark: "bar",
        encoding: {
          x: { field: "part", type: "quantitative", title: "times the limit" },
          y: {
            field: "short",
            type: "nominal",
            sort: null,
            title: null,
          },
        },
      },
      { mark: { type: "rule", strokeDash: [4, 3] }, encoding: { x: { datum: 1 } } },
    ],
  };
}

/** Writes all pictures anew; gives their names. */
export async function writePlots({ budget, holders, curves }) {
  const pictures = {
    budget: budgetSpec(budget),
    ...Object.fromEntries(
      [...new Set(holders.map((one) => one.where))].map((where) => [
        `heap-${where.replaceAll(" ", "-")}`,
        holdersSpec(holders.filter((one) => one.where === where)),
      ]),
    ),
    ...Object.fromEntries(curves.map((curve) => [curve.key, curveSpec(curve)])),
  };
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) rmSync(join(FOLDER, name));
  for (const [name, spec] of Object.entries(pictures)) {
    writeFileSync(join(FOLDER, `${name}.svg`), await drawPlot(spec));
  }
  return Object.keys(pictures);
}
