/** The types of src, by its compiler: what rewrites of compact Lua rest on. */
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../../tools/fresh_folder.mjs";

/** @returns {{checker: ts.TypeChecker, files: ts.SourceFile[]}} `files`: those of src */
export function readSources() {
  const path = join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram(fileNames, options);
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(join(ROOT, "src")));
  return { checker: program.getTypeChecker(), files };
}
