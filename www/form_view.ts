/** Name, if it is hidden, and password; says while typing what is still missing. */
import { element, put } from "./dom";
import { AUTH_OPEN, nameProblem, passwordProblem, shownName, signalLevel, slip } from "./rules";
import type { Network } from "./rules";
import { button, present, say } from "./screen";
import type { Actions } from "./state";
import { text, type TextKey } from "./text";

/** `error` is what the device said against the last try. */
export function showForm(
  network: Network | undefined,
  password: string,
  error: string | undefined,
  actions: Actions,
): void {
  // A typed name comes back after a failure without an auth mode, and can be typed again.
  const auth = network && network.auth;
  const typed = auth === undefined;
  const open = auth === AUTH_OPEN;
  const typedName = network ? network.name : "";
  const name = field("name", "text", typedName);
  const secret = field("password", "password", password);
  const submit = element("button", { class: "main" }, text.join);
  const show = element(
    "button",
    { type: "button", class: "quiet", "aria-label": text.showPassword, onclick: reveal },
    text.show,
  );

  function reveal(): void {
    const shown = secret.input.type === "password";
    secret.input.type = shown ? "text" : "password";
    put(show, shown ? text.hide : text.show);
    show.setAttribute("aria-label", shown ? text.hidePassword : text.showPassword);
  }

  /** `pressed`: Join was, so that what is wrong is more than a hint. */
  function check(pressed?: boolean): boolean {
    const wrongName = typed ? nameProblem(name.input.value) : undefined;
    const wrongPassword = passwordProblem(secret.input.value, auth);
    name.hint(wrongName || slip(name.input.value), pressed && !!wrongName);
    secret.hint(
      wrongPassword ||
        slip(secret.input.value) ||
        (secret.input.value ? "passwordFine" : "passwordMaybe"),
      pressed && !!wrongPassword,
    );
    const right = !wrongName && !wrongPassword;
    submit.setAttribute("aria-disabled", `${!right}`);
    return right;
  }

  function send(event: Event): void {
    event.preventDefault();
    if (!check(true)) return (typed && nameProblem(name.input.value) ? name : secret).input.focus();
    const target = typed ? { name: name.input.value } : network;
    actions.join(target as Network, open ? "" : secret.input.value);
  }

  secret.line.appendChild(show);
  present(
    typed ? "hiddenTitle" : "joinTitle",
    { ssid: shownName(typedName) },
    [
      element(
        "form",
        { method: "post", class: "card", novalidate: "", onsubmit: send, oninput: () => check() },
        ...(typed ? name.parts : []),
        ...(open ? [] : secret.parts),
        submit,
      ),
      button("back", "quiet", actions.other),
    ],
    typed && !network ? name.input : open ? undefined : secret.input,
  );
  check();
  if (error) say("error", { error }, "bad");
  else say(noteOf(network));
}

function noteOf(network: Network | undefined): TextKey | undefined {
  if (network && network.auth === AUTH_OPEN) return "openNote";
  return network && network.rssiDbm && signalLevel(network.rssiDbm) === 1 ? "weakNote" : undefined;
}

/** A labelled input that no keyboard corrects, with a line below it for what is wrong. */
function field(id: "name" | "password", type: string, value: string) {
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
    parts: [element("label", { for: id }, text[id]), line, note],
    /** Words that are `bad` are said again though they stand there already. */
    hint(key: TextKey | undefined, bad?: boolean): void {
      const words = key ? text[key] : "";
      note.className = bad ? "small bad" : "small";
      input.setAttribute("aria-invalid", `${!!bad}`);
      if (bad || note.textContent !== words) put(note, words);
    },
  };
}
