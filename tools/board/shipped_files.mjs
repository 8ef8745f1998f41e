/** Our files for a board: the modules of the setup and its page, more on request, the user's own. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure, wrongUsage } from "../flash/failure.mjs";
import { moduleFiles, readForDevice } from "../device_lua.mjs";
import { ROOT } from "../fresh_folder.mjs";
import { checksumOf } from "./checksum.mjs";

export const COMPAT_NAME = "nodemcu_tool_compat.lua";
/** The page, what it seals passwords with, what is good to have beside a result, and a look. */
export const PAGE_NAMES = ["portal.html.gz", "seal.js.gz", "more.js.gz", "look.js.gz"];
const FIELDS_PAGE = "fields.js.gz";
const ADVANCED_PAGE = "advanced.js.gz";
/** Serves the languages: it goes to the board with the first of them. */
const LANGUAGE_MODULE = "portal_language.lua";
const LANGUAGE_FILE = /^language-(?:[a-z]+-)??([a-z]{2}(?:-[a-z]+)?)\.gz$/;
const SETUP_MODULE = "wifi_setup.lua";
/** Of the flash file system (SPIFFS). */
const MAX_NAME_BYTES = 31;
/** What a board gets only when a file of the user's names it, or for all of them: files, and the words. */
const PARTS = [
  [["improv.lua"], /\bimprov\b/],
  [["board_parts.lua"], /\b(?:statusLed|button|doubleReset|board_parts)\b/],
  [
    [FIELDS_PAGE, "portal_fields.lua", "plain_fields.lua", "field_store.lua"],
    /\b(?:fields|wifi_setup_fields)\b/,
  ],
  [["field_declaration.lua"], /\b(?:fields|wifi_setup_fields)\b/],
  [
    [
      ADVANCED_PAGE,
      "saved_start.lua",
      "saved_rejoin.lua",
      "saved_forget.lua",
      "planned_restart.lua",
    ],
    /\bmaxNetworks\b/,
  ],
  [
    ["portal_saved.lua", "portal_cells.lua", "portal_chosen.lua", "portal_retry.lua"],
    /\bmaxNetworks\b/,
  ],
];
const OPTIONAL = Object.fromEntries(
  PARTS.flatMap(([names, words]) => names.map((name) => [name, words])),
);
const REQUIRED = /\brequire\(?\s*["']([\w./]+)["']/g;

const PAGE_FOLDER = join(ROOT, "build/page");

const OTHER_PATHS = {
  ...Object.fromEntries(
    [...PAGE_NAMES, FIELDS_PAGE, ADVANCED_PAGE].map((name) => [name, join(PAGE_FOLDER, name)]),
  ),
  [COMPAT_NAME]: join(ROOT, "tools/board", COMPAT_NAME),
};

const pathOf = (name) =>
  OTHER_PATHS[name] ?? join(LANGUAGE_FILE.test(name) ? PAGE_FOLDER : join(ROOT, "lua-out"), name);

/** Whether this release has such a file. */
export const isShipped = (name) => !name.includes("/") && existsSync(pathOf(name));

const fileOf = (bytes, isUsers) => ({ bytes, checksum: checksumOf(bytes), isUsers });

const ourBytes = (name) =>
  name.endsWith(".lua") && name !== COMPAT_NAME ? readForDevice(name) : readFileSync(pathOf(name));

/** Names of all files with translations that were built, by language. */
export function languageFiles() {
  const files = {};
  for (const name of existsSync(PAGE_FOLDER) ? readdirSync(PAGE_FOLDER).sort() : []) {
    const [, tag] = LANGUAGE_FILE.exec(name) ?? [];
    if (tag) (files[tag] ??= []).push(name);
  }
  return files;
}

/** @param {string} list such as "de,fr", or "all" */
function filesForLanguages(list) {
  const files = languageFiles();
  const tags = list === "all" ? Object.keys(files) : list.split(",").filter(Boolean);
  const strange = tags.find((tag) => files[tag] === undefined && tag !== "en");
  if (strange !== undefined) {
    const known = Object.keys(files).join(", ");
    throw wrongUsage(`There is no language "${strange}"; there are ${known}, and en in the page.`);
  }
  const names = tags.flatMap((tag) => files[tag] ?? []);
  return names.length > 0 ? [LANGUAGE_MODULE, ...names] : [];
}

/** These of our files and all that they require, but for those that are left out. */
function closure(names, without) {
  const found = new Set(without);
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    if (name.endsWith(".lua")) waiting.push(...requiredBy(readFileSync(pathOf(name), "utf8")));
  }
  return [...found].filter((name) => !without.includes(name));
}

/** Those of our modules that this Lua requires. */
function requiredBy(text) {
  const names = [...text.matchAll(REQUIRED)].map(([, module]) => `${module}.lua`);
  return names.filter((name) => isShipped(name));
}

function usersFile(path) {
  const name = basename(path);
  if (!existsSync(path)) throw wrongUsage(`There is no file ${path} to add.`);
  if (isShipped(name)) throw wrongUsage(`${path} has the name of one of our own files: rename it.`);
  if (Buffer.byteLength(name) > MAX_NAME_BYTES || /[\s\x00-\x1f]/.test(name)) {
    throw wrongUsage(
      `${name} can't be a name on the board: at most ${MAX_NAME_BYTES} bytes, no space.`,
    );
  }
  return [name, fileOf(readFileSync(path), true)];
}

/**
 * @param {object} options `hasAll`: every module; `languages`: a list of tags beside English, or "all";
 *   `added`: paths of the user's files, with the modules of ours that they require; `also`: names of
 *   ours that are on the board already and stay fresh
 * @returns {Map<string, {bytes: Buffer, checksum: string, isUsers: boolean}>} by name on the board
 */
export function collectFiles({ hasAll = false, languages = "", added = [], also = [] }) {
  if (!PAGE_NAMES.every(isShipped)) throw new Failure('The page is not built: run "make build".');
  const users = new Map(added.map(usersFile));
  const luaOfUsers = [...users].filter(([name]) => name.endsWith(".lua"));
  const required = luaOfUsers.flatMap(([, { bytes }]) => requiredBy(bytes.toString("latin1")));
  const everything = hasAll ? [...moduleFiles(), FIELDS_PAGE, ADVANCED_PAGE] : [];
  const wanted = [...required, ...also, ...everything, ...filesForLanguages(languages)];
  const isWanted = ([name, option]) =>
    wanted.includes(name) ||
    luaOfUsers.some(([, { bytes }]) => option.test(bytes.toString("latin1")));
  const without = Object.entries(OPTIONAL).filter((one) => !isWanted(one));
  const options = Object.keys(OPTIONAL).filter((name) => !without.some(([left]) => left === name));
  const names = closure(
    [SETUP_MODULE, ...options, ...wanted],
    without.map(([name]) => name),
  );
  const ours = [...names, ...PAGE_NAMES]
    .sort()
    .map((name) => [name, fileOf(ourBytes(name), false)]);
  return new Map([...ours, ...users]);
}

/** The file for nodemcu-tool alone. */
export function collectCompat() {
  return new Map([[COMPAT_NAME, fileOf(ourBytes(COMPAT_NAME), false)]]);
}
