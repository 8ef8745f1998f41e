/** How cost grows: measured points, a straight line through them, and whether it is linear or better. */
import { fitLine, isLinear } from "./fit.mjs";
import { measure, ofKind } from "./measure.mjs";

const RANGES = {
  networks: [1, 5, 10, 20, 30, 40, 50, 60],
  sockets: [1, 2, 4, 6, 8, 10, 12, 14, 16],
  page: [1, 4, 16, 64, 128, 192, 256],
  websockets: [1, 2, 3, 4, 5, 6, 7, 8],
};

/** The curves: what grows, what it costs, the points [x, y], constant, slope and whether it is linear. */
export function measureGrowth(progress) {
  const curves = new Map();
  for (const [what, range] of Object.entries(RANGES)) {
    progress(`growth: ${what}`);
    for (const x of range) {
      for (const [title, cost, , y] of ofKind(measure("growth", what, String(x)), "point")) {
        const key = `${what}-${cost.includes("heap") ? heapKind(cost) : "instructions"}`;
        if (!curves.has(key)) curves.set(key, { key, title, cost, points: [] });
        curves.get(key).points.push([x, Number(y)]);
      }
    }
  }
  return [...curves.values()].map((curve) => ({
    ...curve,
    ...fitLine(curve.points),
    linear: isLinear(curve.points),
  }));
}

function heapKind(cost) {
  return cost.includes("at most") ? "peak" : "heap";
}
