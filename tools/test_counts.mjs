// How many tests passed and failed, from what a step of tools/test_steps.mjs printed.

/** A check is one test: it passes or it does not. */
export function countCheck(_, ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

export function countBusted(output) {
  const totals = { passed: 0, failed: 0 };
  for (const found of output.matchAll(/(\d+) success\w* \/ (\d+) failure\w* \/ (\d+) error/g)) {
    totals.passed += Number(found[1]);
    totals.failed += Number(found[2]) + Number(found[3]);
  }
  return totals;
}

/** A plan that was not kept is a failure too: the script ended early. */
export function countTap(output) {
  const passed = output.match(/^ok\b/gm)?.length ?? 0;
  const failed = output.match(/^not ok\b/gm)?.length ?? 0;
  const planned = Number(/^1\.\.(\d+)/m.exec(output)?.[1] ?? -1);
  return { passed, failed: failed > 0 || planned === passed ? failed : 1 };
}

export function countNode(output) {
  const number = (word) => Number(new RegExp(`^ℹ ${word} (\\d+)`, "m").exec(output)?.[1] ?? 0);
  return { passed: number("pass"), failed: number("fail") + number("cancelled") };
}
