/**
 * Reads a NodeMCU firmware's sources: a checkout, or a git directory without a work tree.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const BRANCH = "dev-esp32";

/** @returns {{ list: (folder: string) => string[], read: (path: string) => string }} */
export function openFirmware(folder) {
  if (existsSync(join(folder, "components/modules"))) {
    return {
      list: (below) => readdirSync(join(folder, below)).map((name) => `${below}/${name}`),
      read: (path) => readFileSync(join(folder, path), "utf8"),
    };
  }
  const git = (...argv) =>
    execFileSync("git", ["--git-dir", folder, ...argv], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 2 ** 26,
    });
  try {
    git("rev-parse", "--verify", `${BRANCH}:components/modules`);
  } catch {
    throw new Error(
      `${folder} is neither a checkout of ${BRANCH} nor a git directory that has it.`,
    );
  }
  return {
    list: (below) => git("ls-tree", "--name-only", BRANCH, `${below}/`).split("\n").filter(Boolean),
    read: (path) => git("show", `${BRANCH}:${path}`),
  };
}
