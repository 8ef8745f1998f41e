/** What the board's answer to the first question tells of its firmware. Pure. */

const DOCUMENT = "docs/firmware.md tells which firmware to build";
const NEEDED_MODULES = ["file", "net", "node", "string", "table", "math", "tmr", "wifi"];
const BUILT_IN = ["string", "table", "math"];

/**
 * Lua that prints what we need to know; no helper is there yet. Any Lua of NodeMCU understands it,
 * and it has to fit one line of the console.
 */
export function question(key) {
  const modules = NEEDED_MODULES.map((name) => `${name} and 1 or 0`).join(",");
  const chip = 'node and node.chipmodel and node.chipmodel() or "?"';
  return `print("\\2${key}",_VERSION,io and 1 or 0,wifi and wifi.start and 1 or 0,${chip},${modules},"\\3")`;
}

/** @param {string} payload what `question` printed between its two control bytes */
export function parseAnswer(payload) {
  const fields = payload.trim().split("\t");
  const [version, io, wifiStart, chip, ...flags] = fields;
  const missing = NEEDED_MODULES.filter((_, index) => flags[index] !== "1");
  return { version, hasIo: io === "1", isEsp32: wifiStart === "1", chip, missing };
}

function optionOf(name) {
  const prefix = BUILT_IN.includes(name) ? "CONFIG_LUA_BUILTIN_" : "CONFIG_NODEMCU_CMODULE_";
  return `${prefix}${name.toUpperCase()}=y`;
}

/** One sentence when our files can't run there, else undefined. */
export function firmwareProblem({ version, hasIo, isEsp32, missing }) {
  if (!isEsp32 && !missing.includes("wifi")) {
    return `This NodeMCU is one for the ESP8266, and our files need an ESP32 with the branch dev-esp32: ${DOCUMENT}.`;
  }
  if (!hasIo && version === "Lua 5.1") {
    return `This firmware has Lua 5.1, or is older than 2024, and lacks io: build the branch dev-esp32 of today with Lua 5.3 (${DOCUMENT}).`;
  }
  if (!hasIo) {
    return `This firmware of the branch dev-esp32 is too old, it lacks io: build today's (${DOCUMENT}).`;
  }
  if (missing.length === 0) return undefined;
  const options = missing.map(optionOf).join(" ");
  return `The firmware lacks ${missing.join(", ")}: build it with ${options} (${DOCUMENT}).`;
}

const STRANGERS = [
  [
    /MicroPython|CircuitPython|NameError|SyntaxError: invalid syntax|^Traceback/,
    "MicroPython runs",
  ],
  [/waiting for download|DOWNLOAD\(|DOWNLOAD_BOOT/, "The board waits in its bootloader"],
  [/^ERROR$|^AT\+/, "Espressif's AT firmware runs"],
  [/invalid header: 0x|No bootable app|flash read err/, "The flash holds no firmware"],
];

/** A sentence for a board that says something else than Lua does. */
export function strangerProblem(lines, baud) {
  const flash = "put NodeMCU on it with make flash";
  for (const [pattern, what] of STRANGERS) {
    if (!lines.some((line) => pattern.test(line))) continue;
    return what.includes("bootloader")
      ? `${what}: let go of its BOOT button and press RESET, or ${flash}.`
      : `${what} on this board, not NodeMCU: ${flash}.`;
  }
  const text = lines.join("");
  const odd = [...text].filter((character) => /[^\t\x1b -~]/.test(character)).length;
  if (text.length > 8 && odd * 3 > text.length) {
    return `The board sends what nobody can read at ${baud} baud: try ARGS="--baud 9600", or the speed that its firmware was built with.`;
  }
  return undefined;
}
