/** Line plots as SVG, by Vega-Lite. */
import * as vega from "vega";
import { compile } from "vega-lite";

const WIDTH = 640;
const HEIGHT = 280;

/**
 * @param {{x: number, y: number, series: string}[]} rows
 * @param {{x: string, y: string}} axes the titles, with units
 * @returns {Promise<string>} the SVG, the same for the same rows
 */
export async function plotLines(rows, axes) {
  const { spec } = compile({
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: WIDTH,
    height: HEIGHT,
    background: "white",
    data: { values: rows },
    mark: { type: "line", interpolate: "linear" },
    encoding: {
      x: { field: "x", type: "quantitative", title: axes.x },
      y: { field: "y", type: "quantitative", title: axes.y, scale: { zero: true } },
      color: { field: "series", type: "nominal", title: null },
    },
  });
  return `${await new vega.View(vega.parse(spec)).toSVG()}\n`;
}
