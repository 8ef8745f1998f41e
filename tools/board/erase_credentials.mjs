/**
 * Makes a board forget its network: it restarts into the portal.
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

async function forget(link) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await link.ask(FORGET)) === "true" && (await link.ask(SAVED_NAME)) === "") return;
    await sleep(TRY_MS);
  }
  throw new Failure("The WiFi driver keeps refusing to forget: press RESET and try again.");
}

await runCommand("erase-credentials", {}, async ({ path, baud }) => {
  await withBoard({ path, baud, say }, async ({ link }) => {
    const name = await link.ask(SAVED_NAME);
    await forget(link);
    say(
      name === ""
        ? "No network was saved; the board restarts."
        : `The network ${Buffer.from(name, "latin1").toString("utf8")} and its password were removed; the board restarts.`,
    );
    await settleAside(link, say);
    const startsSetup = (await link.ask('file.exists("init.lua")')) === "true";
    say(await restartAndWatch(link, startsSetup));
  });
});
