/** Name, if it is hidden, password, and setup code; says while typing what is still missing. */
import type { Status } from "./api";
import { AUTH_OPEN } from "./auth_mode";
import { troubleOf } from "./causes";
import { element, put, inWords, type Words } from "./dom";
import { nameProblem, passwordProblem, shownName, signalLevel, slip } from "./rules";
import type { Network } from "./rules";
import { button, present, say, words } from "./screen";
import { loadSealing } from "./sealing";
import type { Actions, Draft } from "./state";
import * as text from "./text";

/** `trouble` is the word for what there was against the last try; "unsealed": the page could not seal. */
export function showForm(
  network: Network | undefined,
  draft: Draft,
  device: Status,
  trouble: string | undefined,
  actions: Actions,
): void {
  // A typed name comes back after a failure without an auth mode, and can be typed again.
  const auth = network && network.auth;
  const typed = auth === undefined;
  const open = auth === AUTH_OPEN;
  const typedName = network ? network.name : "";
  const name = field("name", text.name, "text", typedName);
  const secret = field("password", text.password, "password", draft.password);
  const code = field("code", text.code, "text", draft.code);
  const submit = element("button", { class: "main" }, text.join);
  const show = element(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-describedby": "password-label",
      onclick: reveal,
    },
    text.show,
  );

  function reveal(): void {
    const shown = secret.input.type === "password";
    secret.input.type = shown ? "text" : "password";
    put(show, shown ? text.hide : text.show);
  }

  /** `pressed`: Join was, so that what is wrong is more than a hint. */
  function check(pressed?: boolean): boolean {
    const wrongName = typed ? nameProblem(name.input.value) : undefined;
    const wrongPassword = passwordProblem(secret.input.value, auth);
    name.hint(wrongName || slip(name.input.value), pressed && !!wrongName);
    secret.hint(
      wrongPassword ||
        slip(secret.input.value) ||
        (secret.input.value ? text.passwordFine : text.passwordMaybe),
      pressed && !!wrongPassword,
    );
    const noCode = device.asksForCode && !code.input.value;
    code.hint(pressed && noCode ? text.wrongCode : undefined, pressed && noCode);
    const right = !wrongName && !wrongPassword && !noCode;
    submit.setAttribute("aria-disabled", `${!right}`);
    return right;
  }

  function send(clear: boolean): void {
    if (!check(true)) {
      return document.querySelector<HTMLElement>("[aria-invalid=true]")!.focus();
    }
    const target = typed ? { name: name.input.value } : network;
    actions.join(target as Network, {
      password: open ? "" : secret.input.value,
      code: code.input.value,
      clear,
    });
  }

  function submitted(event: Event): void {
    event.preventDefault();
    send(false);
  }

  secret.line.appendChild(show);
  const note = element("p", { class: "small" }, device.open ? text.readable : "");
  const key = device.sealKey;
  if (key) {
    loadSealing((sealing) => {
      if (sealing) put(note, ...words(text.sealed, { key: sealing.fingerprint(key) }));
    });
  }
  const wrongCode = trouble === "wrong-code";
  present(
    typed ? text.hiddenTitle : text.joinTitle,
    { ssid: shownName(typedName) },
    [
      element(
        "form",
        {
          method: "post",
          class: "card",
          novalidate: "",
          onsubmit: submitted,
          oninput: () => check(),
        },
        ...(typed ? name.parts : []),
        ...(open ? [] : secret.parts),
        ...(device.asksForCode ? code.parts : []),
        note,
        submit,
        ...(trouble === "unsealed" ? [button(text.sendClear, "quiet wide", () => send(true))] : []),
      ),
      button(text.back, "quiet", actions.other),
    ],
    wrongCode ? code.input : typed && !network ? name.input : open ? undefined : secret.input,
  );
  check();
  if (wrongCode) code.hint(text.wrongCode, true);
  if (trouble && !wrongCode) say(troubleOf(trouble), {}, "bad");
  else say(noteOf(network));
}

function noteOf(network: Network | undefined): Words | undefined {
  if (network && network.auth === AUTH_OPEN) return text.openNote;
  return network && network.rssiDbm && signalLevel(network.rssiDbm) === 1
    ? text.weakNote
    : undefined;
}

/** A labelled input that no keyboard corrects, with a line below it for what is wrong. */
function field(id: string, label: Words, type: string, value: string) {
  const input = element("input", {
    id,
    type,
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-hint`,
  });
  input.value = value;
  const line = element("div", { class: "line" }, input);
  const note = element("p", { id: `${id}-hint`, class: "small", "aria-live": "polite" });
  return {
    input,
    line,
    parts: [element("label", { for: id, id: `${id}-label` }, label), line, note],
    /** Words that are `bad` are said again though they stand there already. */
    hint(words: Words = "", bad?: boolean): void {
      note.className = bad ? "small bad" : "small";
      input.setAttribute("aria-invalid", `${!!bad}`);
      if (bad || note.textContent !== inWords(words)) put(note, words);
    },
  };
}
