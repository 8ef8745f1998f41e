/**
 * The setup page: one state at a time, each drawn by one function of the views.
 * The device keeps the truth; whatever happens to the page or the link, its status leads back.
 */
import { holdForResult, holdPortal, releasePortal } from "./alive";
import { ask, askNetworks, askToJoin, besides, type Status } from "./api";
import { AUTH_OPEN } from "./auth_mode";
import { byId, element, fill, picture, put } from "./dom";
import { showForm } from "./form_view";
import type { Kind } from "./kit";
import { loadTexts } from "./language";
import { sayFound, setSearching, showList } from "./list_view";
import { load } from "./load";
import { showDone, showFailed, showJoining, showLost, showOnline } from "./outcome_views";
import { poll } from "./poll";
import type { Network } from "./rules";
import { button, card, paragraph, present, say, setDevice, watchers, words } from "./screen";
import { loadSealing } from "./sealing";
import type { Actions, Draft, Failure } from "./state";
import * as text from "./text";

// Joining takes the radio to another channel: the phone may need a minute to come back.
const JOIN_PATIENCE_MS = 60000;
const PATIENCE_MS = 10000;
const RETRY_PAUSE_MS = 1000;
const MAX_TRIES = 4;
// A device that rests this often in a row, while we wait for a result, has forgotten us.
const MAX_RESTS = 3;

let kind: Kind = "start";
let networks: Network[] = [];
let searching = false;
let device: Status = { state: "idle" };

/** What the person wants; it stays over failures, so that nothing is typed twice. */
let wanted: Network | undefined;
let draft: Draft = { password: "", code: "" };
/** The key that the person could compare: nothing is sealed for another one. */
let shownKey: string | undefined;

/** The attempt we wait for: perhaps heard by the device ("sent"), or surely ("taken"). */
let attempt: "none" | "sent" | "taken" = "none";
let sends = 0;
let rests = 0;
/** Somebody else was faster. */
let foreign = false;
let joiningName: string | undefined;

let result = { name: "", message: "" };
let failure: Failure = {};
/** The device's wish for extra scripts was heard. */
let extended = false;
let stopPolling = () => {};

const actions: Actions = {
  choose(network) {
    if (network !== wanted) draft.password = "";
    wanted = network;
    form();
  },
  join(network, typed) {
    wanted = network;
    draft = typed;
    sends = 0;
    send();
  },
  again() {
    const complete =
      wanted &&
      (draft.password || wanted.auth === AUTH_OPEN) &&
      (draft.code || !device.asksForCode);
    if (complete) actions.join(wanted as Network, draft);
    else form();
  },
  change: () => form(),
  other: () => list(),
  resume() {
    say(text.looking);
    follow();
  },
  finish() {
    enter("done");
    showDone(result.name, result.message);
    releasePortal();
  },
};

/** Every state but "joining" and "lost", which wait, ends the polling. */
function enter(next: Kind): void {
  kind = next;
  joiningName = undefined;
  byId("again").hidden = next !== "list";
  if (next !== "joining" && next !== "lost") {
    stopPolling();
    attempt = "none";
  }
}

function list(): void {
  enter("list");
  showList(networks, actions);
  if (searching) setSearching(true);
  else if (networks.length > 0) sayFound(networks.length);
  else search(false);
}

/** `trouble` is the word for what there was against the last try. */
function form(trouble?: string): void {
  enter("form");
  shownKey = device.sealKey;
  showForm(wanted, draft, device, trouble, actions);
}

function joining(name: string): void {
  if (kind !== "joining" || name !== joiningName) {
    enter("joining");
    joiningName = name;
    showJoining(name);
  }
  say(foreign ? text.joiningOther : text.joining);
}

function online(name: string, message: string): void {
  enter("online");
  result = { name, message };
  holdForResult();
  showOnline(name, message, actions);
}

function failed(name: string, cause: Failure): void {
  enter("failed");
  failure = cause;
  // After a reload only the device knows what was tried; the list may know the rest.
  if (!wanted) wanted = networks.filter((network) => network.name === name)[0] || { name };
  showFailed(name, cause, actions);
}

/** Loads the list, after a new scan or as the device has it; an empty one asks for a scan. */
function search(scan: boolean, tries = MAX_TRIES): void {
  searching = true;
  if (kind === "list") setSearching(true);
  askNetworks(scan, (found) => {
    if (!found && tries > 1) {
      setTimeout(() => search(false, tries - 1), RETRY_PAUSE_MS);
      return;
    }
    if (found && !found.length && !scan) return search(true, 1);
    searching = false;
    setSearching(false);
    if (found) networks = found;
    if (kind !== "list") return;
    if (found) {
      showList(networks, actions);
      sayFound(networks.length);
    } else if (networks.length > 0) say(text.unheard);
    else lose();
  });
}

/** Posts the attempt. When the answer gets lost, the status tells whether to post again. */
function send(): void {
  if (!wanted) return form();
  const target = wanted;
  const key = device.sealKey;
  if (key !== shownKey) return form("new-key");
  foreign = false;
  joining(target.name);
  stopPolling();
  attempt = "sent";
  sends += 1;
  rests = 0;
  if (!key || draft.clear) return post(target);
  loadSealing((sealing) => {
    if (kind !== "joining") return;
    if (sealing) post(target, (content) => sealing.seal(content, key));
    else form("unsealed");
  });
}

function post(target: Network, seal?: (content: string) => string): void {
  askToJoin(target, draft, device.challenge, seal, (code, body = { state: "idle" }) => {
    if (kind !== "joining") return;
    if (code === 200) return online(target.name, body.message || "");
    // For people to mend in the form; a box that was not understood (bad-seal) is sealed anew.
    if (body.reason !== "bad-seal") {
      if (code === 400 || code === 429 || /^(wrong-code|not-sealed)$/.test(body.reason || ""))
        return form(body.reason);
      if (code === 403) return failed(target.name, body);
    }
    // 409: another attempt is running; its outcome is what there is to wait for.
    foreign = code === 409 && sends < 2;
    if (code === 202 || code === 409) attempt = "taken";
    follow();
  });
}

function lose(): void {
  enter("lost");
  showLost(actions);
  follow();
}

function follow(): void {
  stopPolling();
  stopPolling = poll(heard, (silenceMs) => {
    if (kind === "lost") return;
    if (silenceMs > (kind === "joining" ? JOIN_PATIENCE_MS : PATIENCE_MS)) lose();
    else if (kind === "joining") say(text.joiningSilent);
  });
}

function heard(status: Status): void {
  device = status;
  if (!extended) extend(status.extras || []);
  if (status.id) setDevice(status.id);
  const name = status.ssid || (wanted ? wanted.name : "");
  if (status.state === "online") return online(name, status.message || "");
  if (status.state === "joining") {
    attempt = "taken";
    rests = 0;
    return joining(name);
  }
  // What is left of an attempt before ours says nothing about ours.
  if (attempt === "sent") return sends < MAX_TRIES ? send() : failed(name, { reason: "restarted" });
  if (status.state === "failed") return showOldFailure(name, status);
  if (attempt === "none") return list();
  rests += 1;
  if (rests >= MAX_RESTS) failed(name, { reason: "restarted" });
}

/** Loads extra scripts one after the other; the page goes on without those that do not come. */
function extend(names: string[], tries = MAX_TRIES): void {
  extended = true;
  const name = names[0];
  if (!name) return;
  load(name, (came) => {
    if (came || tries < 2) extend(names.slice(1));
    else setTimeout(() => extend(names, tries - 1), RETRY_PAUSE_MS);
  });
}

/** After a reload the list comes first, so that "Try again" knows the kind of network. */
function showOldFailure(name: string, status: Status): void {
  if (kind !== "start") return failed(name, status);
  stopPolling();
  askNetworks(false, (found) => {
    networks = found || [];
    failed(name, status);
  });
}

byId("again").onclick = () => {
  if (!searching) search(true);
};
window.page = {
  ask,
  button,
  card,
  element,
  fill,
  load,
  loadTexts,
  paragraph,
  picture,
  present,
  put,
  say,
  words,
  texts: text.texts,
  actions,
  watchers,
  besides,
  moment: () => ({ kind, device, networks, wanted, draft, result, failure }),
};
holdPortal();
loadTexts("", follow);
// From here on a mistake of ours is no reason to leave the page.
onerror = null;
