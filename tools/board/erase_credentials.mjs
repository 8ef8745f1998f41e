/**
 * Makes a board forget its networks: it restarts into the portal.
 *
 *   node tools/board/erase_credentials.mjs PORT [--baud N]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../flash/failure.mjs";
import { runCommand } from "./command.mjs";
import { settleAside } from "./init_lua.mjs";
import { restartAndWatch } from "./restart.mjs";
import { say } from "./say.mjs";
import { withBoard } from "./session.mjs";

/** The driver refuses while it is joining. */
const TRIES = 10;
const TRY_MS = 500;

/** Lua, by itself in one line: the name of the saved network, with newlines as spaces. */
const SAVED_NAME =
  '(function() local ok,c=pcall(wifi.sta.getconfig) return ok and (c.ssid:gsub("%c"," ")) or "" end)()';
/** As wifi_setup's own clear does: the driver's store is written, whatever mode it is in. */
const FORGET =
  "(function() pcall(wifi.sta.disconnect) if wifi.getmode()~=wifi.STATION and wifi.getmode()~=wifi.STATIONAP" +
  ' then wifi.mode(wifi.STATION) end return (pcall(wifi.sta.config,{ssid="",pwd=""},true)) end)()';

/** Further networks, as src/saved_network_codec.ts and src/safe_file.ts name their file. */
const OTHERS = ["networks.saved", "networks.saved.new"];
const FORGET_OTHERS = OTHERS.map((name) => `pcall(file.remove,"${name}")`).join(" ");

/** Whether there were others, or may have been: the file holds the newest one too. */
async function forgetOthers(link) {
  const isThere = OTHERS.map((name) => `file.exists("${name}")`).join(" or ");
  if ((await link.ask(isThere)) !== "true") return false;
  await link.ask(`(function() ${FORGET_OTHERS} end)()`);
  if ((await link.ask(isThere)) !== "true") return true;
  throw new Failure("The flash keeps networks.saved: press RESET and try again.");
}

async function forget(link) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await link.ask(FORGET)) === "true" && (await link.ask(SAVED_NAME)) === "") return;
    await sleep(TRY_MS);
  }
  throw new Failure("The WiFi driver keeps refusing to forget: press RESET and try again.");
}

function describe(name, hadOthers) {
  if (hadOthers) return "All saved networks and their passwords were removed; the board restarts.";
  if (name === "") return "No network was saved; the board restarts.";
  return `The network ${name} and its password were removed; the board restarts.`;
}

await runCommand("erase-credentials", {}, async ({ path, baud }) => {
  await withBoard({ path, baud, say }, async ({ link }) => {
    const name = await link.ask(SAVED_NAME);
    const hadOthers = await forgetOthers(link);
    await forget(link);
    say(describe(Buffer.from(name, "latin1").toString("utf8"), hadOthers));
    await settleAside(link, say);
    const startsSetup = (await link.ask('file.exists("init.lua")')) === "true";
    say(await restartAndWatch(link, startsSetup));
  });
});
