/**
 * Builds what bin/wifi-provision runs in a package that was installed: one file, with the libraries that
 * it uses in it. In the repository it runs from its sources.
 */
import { join } from "node:path";
import { ROOT } from "./fresh_folder.mjs";

/** Libraries of the old module system look for Node's own ones by this. */
const REQUIRE =
  'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

export async function buildProvision() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(ROOT, "tools/provision/main.mjs")],
    outfile: join(ROOT, "build/host/provision.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: REQUIRE },
    logLevel: "silent",
  });
}
