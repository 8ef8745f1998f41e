/** Plots as SVG, by Vega-Lite. */
const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
const WIDTH = 640;
const HEIGHT = 280;
/** So that the highest line is not drawn on the frame. */
const HEADROOM = 1.05;

/**
 * @param {object} spec of Vega-Lite
 * @returns {Promise<string>} the SVG, the same for the same spec
 */
export async function drawPlot(spec) {
  // Loaded for a picture only: it takes a second.
  const [vega, lite] = await Promise.all([import("vega"), import("vega-lite")]);
  const compiled = lite.compile({ $schema: SCHEMA, background: "white", ...spec }).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: "none" });
  return `${await view.toSVG()}\n`;
}

/**
 * @param {{x: number, y: number, series: string}[]} rows
 * @param {{x: string, y: string}} axes the titles, with units
 * @returns {Promise<string>} an SVG with a line for each series
 */
export function plotLines(rows, axes) {
  const highest = rows.reduce((most, { y }) => Math.max(most, y), 0);
  return drawPlot({
    width: WIDTH,
    height: HEIGHT,
    data: { values: rows },
    mark: { type: "line", interpolate: "linear" },
    encoding: {
      x: { field: "x", type: "quantitative", title: axes.x },
      y: {
        field: "y",
        type: "quantitative",
        title: axes.y,
        scale: { zero: true, nice: true, domainMax: highest * HEADROOM },
      },
      color: { field: "series", type: "nominal", title: null },
    },
  });
}
