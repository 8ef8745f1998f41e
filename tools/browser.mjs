// Where the system's Chromium is, and how the tests start it.
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";

/** The same as in tools/setup.sh: names on PATH, and where systems put it otherwise. */
const PLACES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A device's own address, as a phone sees it, and the port here that stands behind it in our browser. */
export const DEVICE_URL = "http://192.168.4.1/";
export const DEVICE_PORT = 8080;
const DEVICE_HOST = new URL(DEVICE_URL).hostname;

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The program's path; a name without "/" is looked for on PATH. */
function locate(place) {
  const folders = place.includes("/") ? [""] : (process.env.PATH ?? "").split(":");
  return folders.map((folder) => join(folder, place)).find(isProgram);
}

function executable() {
  const wanted = process.env.CHROMIUM;
  if (!wanted) {
    const found = PLACES.map(locate).find((path) => path !== undefined);
    if (found === undefined) {
      throw new Error("Chromium was not found: run `make setup`, or set CHROMIUM");
    }
    return found;
  }
  const found = locate(wanted);
  if (found === undefined) throw new Error(`CHROMIUM=${wanted} is no program`);
  return found;
}

/** Launch options for playwright-core. Nothing here talks to the Internet. */
export function findBrowser() {
  return {
    executablePath: executable(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--host-resolver-rules=MAP ${DEVICE_HOST}:80 127.0.0.1:${DEVICE_PORT}`,
    ],
  };
}
