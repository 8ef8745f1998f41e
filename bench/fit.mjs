/** Straight lines through measured points, and whether a cost grows no faster than such a line. Pure. */

/** The steepness of the upper half may be so much of that of the lower half: steps are no curve. */
const STEEPER = 1.25;
/** And that of the upper half so much, where that half alone is looked at: n log² n makes 1.19. */
const STEEPER_ABOVE = 1.1;

/** The line of least squares through points [x, y]: y = constant + slope x. */
export function fitLine(points) {
  const mean = (pick) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const meanX = mean(([x]) => x);
  const meanY = mean(([, y]) => y);
  const spread = mean(([x]) => (x - meanX) ** 2);
  const slope = mean(([x, y]) => (x - meanX) * (y - meanY)) / spread;
  return { slope, constant: meanY - slope * meanX };
}

/** Whether the cost grows no steeper in its upper half than in its lower half. */
function isStraight(points, steeper) {
  const middle = Math.floor((points.length - 1) / 2);
  const lower = fitLine(points.slice(0, middle + 1)).slope;
  const upper = fitLine(points.slice(middle)).slope;
  const [first, last] = [points[0], points[points.length - 1]];
  // Of a cost that hardly grows at all, halves say nothing.
  if (Math.abs(last[1] - first[1]) <= 0.02 * Math.abs(first[1])) return true;
  return upper <= Math.max(lower, 0) * steeper;
}

/**
 * Whether the cost is linear or better: straight as a whole, or, where the larger of two straight costs
 * counts, in the upper half alone, of which four points are needed to see a curve.
 *
 * @param points [x, y], three or more, x from small to large
 */
export function isLinear(points) {
  const upper = points.slice(Math.ceil(points.length / 2));
  return isStraight(points, STEEPER) || (upper.length >= 4 && isStraight(upper, STEEPER_ABOVE));
}
