/**
 * Makes the archive for people without Node: what goes to the board, ready to be copied, and a short
 * README. The same sources give the same bytes.
 *
 *   node tools/release.mjs    writes build/nodemcu-wifi-setup-VERSION.zip and prints its path
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { buildSimulator } from "./build_sim.mjs";
import { languageFiles, PAGE_NAMES } from "./board/shipped_files.mjs";
import { commandLine } from "./command_line.mjs";
import { moduleFiles, readForDevice } from "./device_lua.mjs";
import { ROOT } from "./fresh_folder.mjs";
import { INIT_LUA } from "./init_lua.mjs";

/** The first day that the format knows; in local time, as it is stored. */
const TIME = new Date(1980, 0, 1);

const { name, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

const README = `NodeMCU WiFi setup ${version}

For NodeMCU firmware on the ESP32 (branch dev-esp32), with the modules that are on by default: file,
net, node, tmr, uart, wifi.

1. Copy every file of the folder "flash" to the board with a tool that writes files by "io" (many of
   today's tools use "file.open", which this firmware no longer has, and some fail without a word:
   look at the file list afterwards). With Node, the project's own "make upload" does it.
   An init.lua of your own only needs its line:  dofile("wifi_setup.lua")
2. Restart the board. It opens an access point called setup-XXXXXX. Join it with a phone, and a page
   opens by itself; if not, go to http://192.168.4.1/
3. Choose your network and type its password. From then on the device joins by itself.

settings.lua (optional) changes the name, the password of the access point and more:

  return { id = "lamp-7f3a", apPassword = "printed on the label" }

The page speaks English. For phones in other languages copy those files of the folder "languages" that
you want to the board too, such as language-de.gz; each has less than 2 KB.

app.lua (optional) is your program: it runs when the device is online and the portal is gone.

The files beside wifi_setup.lua are its parts. Those that a program does not need, such as the web
server, the WebSocket, mDNS or the scheduler, cost nothing but room on the flash until they are
required; they may be left out.

MIT licence, see LICENSE.txt.
`;

/** Names in the archive and what they hold, in order. */
function contents() {
  const files = {
    "LICENSE.txt": readFileSync(join(ROOT, "LICENSE")),
    "README.txt": README,
    "flash/init.lua": INIT_LUA,
  };
  for (const file of PAGE_NAMES)
    files[`flash/${file}`] = readFileSync(join(ROOT, "build/page", file));
  for (const file of Object.values(languageFiles()).flat())
    files[`languages/${file}`] = readFileSync(join(ROOT, "build/page", file));
  for (const file of moduleFiles()) files[`flash/${file}`] = readForDevice(file);
  const names = Object.keys(files).sort();
  return Object.fromEntries(names.map((file) => [file, new Uint8Array(Buffer.from(files[file]))]));
}

/** Gives the archive's path. */
export async function makeRelease() {
  await buildSimulator();
  const path = join(ROOT, "build", `${name}-${version}.zip`);
  writeFileSync(path, zipSync(contents(), { level: 9, mtime: TIME }));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine("make release    makes the archive for those without Node (build/*.zip)\n");
  console.log(relative(process.cwd(), await makeRelease()));
}
