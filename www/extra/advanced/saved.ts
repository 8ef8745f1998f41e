/** The saved networks: how they fared, and Forget. */
import type { Kit } from "../../kit";
import { code as setupCode, tooManyTries, wrongCode, type Text } from "../../text";
import * as text from "./text";

/** A row of /api/networks. */
interface Saved {
  ssid: string;
  ssidHex?: string;
  newest: boolean;
  joined: number;
  failed: number;
  cause?: string;
  ip?: string;
  address?: string;
}

type Fields = Record<string, string | undefined>;
type Answered = (code: number, body?: Saved[] | { message?: string; reason?: string }) => void;

const PATIENCE_MS = 8000;
const PATH = "/api/networks";

const CAUSES: Record<string, Text> = {
  "wrong-password": text.causePassword,
  "not-found": text.causeNotFound,
  "no-address": text.causeNoAddress,
  enterprise: text.causeUserName,
  "signal-lost": text.causeSignal,
};

function encode(fields: Fields): string {
  return Object.keys(fields)
    .filter((name) => fields[name])
    .map((name) => name + "=" + encodeURIComponent(fields[name] || ""))
    .join("&");
}

/** Sealed where the device has a key, as all that a person types. */
function post(page: Kit, fields: Fields, answered: Answered): void {
  const device = page.moment().device;
  const key = device.sealKey;
  const form = encode(Object.assign({ challenge: key && device.challenge }, fields));
  const send = (body: string) => page.ask("POST", PATH, PATIENCE_MS, body || "list=1", answered);
  if (!key) return send(form);
  const seal = () => send("sealed=" + window.sealing!.seal(form, key));
  if (window.sealing) seal();
  else page.load("seal", (came) => (came ? seal() : answered(0)));
}

function note(page: Kit, network: Saved): Node[] {
  const cause = network.cause ? page.texts[CAUSES[network.cause] || text.causeOther]! : "";
  const failed = network.failed > network.joined;
  const how = failed
    ? text.lastFailed
    : network.newest || network.joined
      ? text.joined
      : text.never;
  const lines = [page.element("small", {}, ...page.words(how, { cause }))];
  const ip = network.ip;
  if (ip) {
    const words = network.address === "failed" ? text.fixedFailed : text.fixed;
    lines.push(page.element("small", {}, ...page.words(words, { ip })));
  }
  return lines;
}

export function showSaved(page: Kit, into: HTMLElement): void {
  let code = page.moment().draft.code;
  let codeInput: HTMLInputElement | undefined;

  function heard(status: number, body: Parameters<Answered>[1]): void {
    if (Array.isArray(body)) {
      page.say();
      list(body);
    } else if (body && body.reason === "wrong-code") {
      askCode().focus();
      page.say(wrongCode, {}, "bad");
    } else if (body && body.reason === "too-many-tries") page.say(tooManyTries, {}, "bad");
    else
      page.say(
        body && body.message ? "{error}" : text.noAnswer,
        { error: (body && body.message) || "" },
        "bad",
      );
    if (status === 0) page.put(into, page.button(text.showThem, "quiet", start));
  }

  function change(fields: Fields): void {
    post(page, Object.assign({ setupCode: code }, fields), (status, body) => {
      heard(status, body);
      if (status === 200) page.say(text.forgotten);
    });
  }

  /** The second press does it. */
  function forgetButton(words: Text, label: string | undefined, fields: Fields): HTMLElement {
    let pressed = false;
    const button = page.button(words, "quiet", () => {
      if (pressed) return change(fields);
      pressed = true;
      page.put(button, text.sure);
      button.removeAttribute("aria-label");
    });
    if (label) button.setAttribute("aria-label", label);
    return button;
  }

  function row(network: Saved): HTMLElement {
    const fields = network.ssidHex ? { ssidHex: network.ssidHex } : { ssid: network.ssid };
    const name = page.element(
      "span",
      { class: "name" },
      ...page.words("{ssid}", { ssid: network.ssid }),
    );
    note(page, network).forEach((line) => name.appendChild(line));
    const label = page.texts[text.forgetOne]!.replace("{ssid}", () => network.ssid);
    const forget = forgetButton(text.forget, label, Object.assign({ forget: "one" }, fields));
    return page.element(
      "li",
      {},
      page.element("div", { class: "row", style: "flex-wrap:wrap" }, name, forget),
    );
  }

  function list(networks: Saved[]): void {
    if (networks.length === 0) return page.put(into, page.paragraph(text.noneSaved));
    page.put(
      into,
      page.element("ul", { class: "card" }, ...networks.map(row)),
      page.paragraph(text.savedNote, {}, "small"),
      ...(networks.length > 1
        ? [page.element("div", {}, forgetButton(text.forgetAll, undefined, { forget: "all" }))]
        : []),
    );
  }

  /** Gives the input. One that stands there stays: a next code may be half typed. */
  function askCode(): HTMLElement {
    if (codeInput && into.contains(codeInput)) return codeInput;
    const input = (codeInput = page.element("input", {
      id: "saved-code",
      autocomplete: "off",
      autocapitalize: "none",
    }));
    const submit = (event: Event) => {
      event.preventDefault();
      code = input.value;
      page.say();
      start();
    };
    page.put(
      into,
      page.element(
        "form",
        { class: "card", onsubmit: submit },
        page.element("label", { for: "saved-code" }, setupCode),
        input,
        page.element("button", { class: "main" }, text.showThem),
      ),
    );
    return input;
  }

  function start(): void {
    if (!page.moment().device.asksForCode) page.ask("GET", PATH, PATIENCE_MS, undefined, heard);
    else if (code) post(page, { setupCode: code }, heard);
    else askCode();
  }
  start();
}
