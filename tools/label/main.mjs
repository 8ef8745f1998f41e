/**
 * Labels to print, and the settings that go with them: `make label ID=…`, `make labels FILE=…`.
 *
 *   node tools/label/main.mjs ID [options]
 *   node tools/label/main.mjs --file devices.csv [options]
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { forReader } from "../fold_text.mjs";
import { unreadable } from "../system_words.mjs";
import { makeDevice, settingsFile, WrongDevice } from "./device.mjs";
import { drawLabel } from "./drawing.mjs";
import { withRenderer } from "./picture.mjs";

const HELP = `make label ID=lamp-7f3a              a label for one device
make labels FILE=devices.csv         a label for each line; columns: id, and as
                                     you like apPassword, setupCode, apIp. What
                                     is empty is made.
ARGS="..." takes
  --open             access points without a password
  --code             with a setup code that the page asks for
  --sealed           with a fixed key for the sealed password (needs firmware
                     with sodium)
  --ap-ip ADDRESS    the device's address on its access point (192.168.4.1)
  --width MM         width of the label, 40 to 200 (62)
  --out FOLDER       where to (labels)
  --force            makes labels anew that are there, with new passwords
Each device gets a folder: label.svg, label.png, and settings.lua for it.
`;

/** Only for its owner: it holds passwords. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const COLUMNS = ["id", "apPassword", "setupCode", "apIp"];

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        file: { type: "string" },
        open: { type: "boolean" },
        code: { type: "boolean" },
        sealed: { type: "boolean" },
        "ap-ip": { type: "string" },
        width: { type: "string", default: "62" },
        out: { type: "string", default: "labels" },
        force: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new WrongDevice(
      `${error.message.split(". ")[0]}; make label ARGS=--help lists the options`,
    );
  }
}

/** The lines of a CSV file with a heading; a column that nobody knows is a mistake. */
function readDevices(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new WrongDevice(unreadable(file, error, "FILE is a table with a line for each device"));
  }
  let rows;
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new WrongDevice(`${file} is no table with a heading: ${error.message}`);
  }
  for (const name of Object.keys(rows[0] ?? {})) {
    if (!COLUMNS.includes(name)) {
      throw new WrongDevice(
        `${file}: no column may be called "${name}"; take ${COLUMNS.join(", ")}`,
      );
    }
  }
  if (rows.length === 0 || rows[0].id === undefined) {
    throw new WrongDevice(
      `${file} has no devices: its first line has to name the columns, one is id`,
    );
  }
  return rows;
}

/** Names are folders: what a file system can't take is written by its number. */
function folderName(id) {
  return encodeURIComponent(id).replace(/[.*~!'()]/g, (sign) =>
    sign === "." && !/^\.+$/.test(id) ? "." : `%${sign.charCodeAt(0).toString(16)}`,
  );
}

function save(folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: PRIVATE_FILE });
  // The mode above counts for a new file only.
  chmodSync(path, PRIVATE_FILE);
}

function readWidth(text) {
  const width = Number(text);
  if (!(width >= 40 && width <= 200))
    throw new WrongDevice("--width has to be 40 to 200 (millimetres)");
  return width;
}

async function run() {
  const { values, positionals } = readOptions();
  if (values.help) return process.stdout.write(HELP);
  const widthMm = readWidth(values.width);
  const rows = values.file ? readDevices(values.file) : positionals.map((id) => ({ id }));
  if (rows.length === 0)
    throw new WrongDevice("whose label? make label ID=lamp-7f3a, or make labels FILE=devices.csv");
  const devices = rows.map((row) =>
    makeDevice({ apIp: values["ap-ip"], ...row, apIp: row.apIp || values["ap-ip"] }, values),
  );
  const folders = devices.map(({ id }) => join(values.out, folderName(id)));
  for (const [index, folder] of folders.entries()) {
    // Some file systems take Lamp and lamp for the same.
    const same = folders.findIndex((other) => other.toLowerCase() === folder.toLowerCase());
    if (same !== index) throw new WrongDevice(`${devices[index].id} stands there twice`);
    // A label that is printed already would no longer fit its device.
    if (existsSync(folder) && !values.force) {
      throw new WrongDevice(
        `${folder} is there already: remove it, or add ARGS=--force for a new password`,
      );
    }
  }
  await withRenderer(async (render) => {
    for (const [index, device] of devices.entries()) {
      const drawing = drawLabel(device, widthMm);
      mkdirSync(folders[index], { recursive: true, mode: PRIVATE_FOLDER });
      save(folders[index], "label.png", await render(drawing));
      save(folders[index], "label.svg", drawing.svg);
      save(folders[index], "settings.lua", settingsFile(device));
      const count = devices.length > 1 ? `${index + 1} of ${devices.length}: ` : "";
      console.log(`${count}${folders[index]}/ label.svg, label.png, settings.lua`);
    }
  });
  console.log("Print the label, and put settings.lua on the device: it holds what it says.");
}

try {
  await run();
} catch (error) {
  if (!(error instanceof WrongDevice)) throw error;
  // What stands in a table may be anything: a terminal would obey it.
  const said = error.message.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "?");
  console.error(forReader(process.stderr, said));
  process.exit(2);
}
