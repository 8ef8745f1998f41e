/** A plugin of esbuild: writes a file's named numbers where they are used, which it does not itself. */
import { readFileSync } from "node:fs";

const NUMBER = /^const ([A-Z_]+) = (\d+);$/gm;

export const inlineNumbers = {
  name: "inline-numbers",
  setup(build) {
    build.onLoad({ filter: /[/\\]www[/\\].*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const values = new Map([...source.matchAll(NUMBER)].map(([, name, value]) => [name, value]));
      const contents = source
        .replace(NUMBER, "")
        .replace(/\b[A-Z_]{2,}\b/g, (name) => values.get(name) ?? name);
      return { contents, loader: "ts" };
    });
  },
};
