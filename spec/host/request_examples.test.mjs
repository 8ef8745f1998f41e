/** Every curl and dig line of docs/request-examples.md, run in its order; its answer compared. */
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, makeFolder, until } from "./support.mjs";

const DOCUMENT = join(dirname(fileURLToPath(import.meta.url)), "../../docs/request-examples.md");
const SPEED = 5;
const COMMAND_LIMIT_MS = 20000;

const blocks = Array.from(
  readFileSync(DOCUMENT, "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms),
  ([, language, text]) => ({ language, text }),
);
const textsIn = (language) =>
  blocks.filter((block) => block.language === language).map((block) => block.text);

/** Each `$ command` with the lines below it. */
const examples = textsIn("console").flatMap((text) =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command] = part.split("\n", 1);
      return { command, answer: part.slice(command.length + 1).trimEnd() };
    }),
);

/** The same text, where … stands for something on one line. */
function patternOf(answer) {
  const pieces = answer.split("…").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pieces.join(".+")}$`);
}

function run(command) {
  return new Promise((resolve) => {
    execFile("bash", ["-c", command], { timeout: COMMAND_LIMIT_MS }, (_error, out, err) =>
      resolve(`${out}${err}`.replaceAll("\r", "").trimEnd()),
    );
  });
}

describe("docs/request-examples.md", () => {
  const cleanUps = [];
  let withPorts;

  before(async () => {
    const context = { after: (run) => cleanUps.unshift(run) };
    const folder = makeFolder(context);
    for (const text of textsIn("lua")) {
      const [, path] = /^-- (\S+\.lua)\b/.exec(text);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const steps = textsIn("sh").join("").trim().split("\n");
    const start = steps.pop().split(" ");
    execFileSync("bash", ["-ec", steps.join("\n")], { cwd: folder });
    assert.equal(start.shift(), "bin/nodemcu-sim");
    const trace = join(folder, "trace.jsonl");
    const more = ["--map", "80=0", "--map", "udp:53=0", "--trace", trace, "--speed", `${SPEED}`];
    const device = launch(context, { cwd: folder }, ...start, ...more);
    await until("the portal", () => /portal:open/.test(device.said.out));
    const portOf = (proto) =>
      readFileSync(trace, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line))
        .find((one) => one.event === "listen" && one.proto === proto).hostPort;
    const [http, dns] = [portOf("tcp"), portOf("udp")];
    withPorts = (command) =>
      command.replaceAll("127.0.0.1:8080", `127.0.0.1:${http}`).replaceAll("-p 5300", `-p ${dns}`);
  });

  after(() => cleanUps.forEach((cleanUp) => cleanUp()));

  it("has its commands only where they are run", () => {
    const all = readFileSync(DOCUMENT, "utf8").match(/^.*\b(curl|dig) .*$/gm);
    const commands = all.filter((line) => !/^Every/.test(line));
    assert.deepEqual(
      commands,
      examples.map(({ command }) => `$ ${command}`),
    );
  });

  for (const { command, answer } of examples) {
    it(command, async () => {
      const printed = await run(withPorts(command));
      if (!patternOf(answer).test(printed)) assert.equal(printed, answer);
    });
  }
});
