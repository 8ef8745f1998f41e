/** The networks to choose from. */
import { AUTH_OPEN, AUTH_WEP, AUTH_WPA } from "./auth_mode";
import { byId, element, fill, picture, type Words } from "./dom";
import { obstacle, shownName, signalLevel } from "./rules";
import type { Network } from "./rules";
import { paragraph, present, say, words } from "./screen";
import type { Actions } from "./state";
import * as text from "./text";

export function showList(networks: Network[], actions: Actions): void {
  const rows = networks.map((network) => row(network, actions));
  const hidden = element(
    "button",
    { type: "button", class: "row", onclick: () => actions.choose() },
    text.hidden,
  );
  present(text.listTitle, {}, [
    element("ul", { class: "card" }, ...rows, element("li", {}, hidden)),
    paragraph(text.missing, {}, "small"),
  ]);
}

export function sayFound(count: number): void {
  say(text.found, { count: `${count}` });
}

/** While the device searches, the list stays and the button says why it waits. */
export function setSearching(searching: boolean): void {
  byId("again").setAttribute("aria-disabled", `${searching}`);
  if (searching) say(text.looking);
}

function row(network: Network, actions: Actions): HTMLElement {
  const level = signalLevel(network.rssiDbm || 0);
  const why = obstacle(network);
  const note = why || oldSecurity(network.auth);
  const content = [
    element(
      "span",
      { class: "name" },
      ...fill("{name}", { name: shownName(network.name) }),
      element("small", {}, note),
    ),
    element(
      "span",
      { class: "said" },
      network.auth === AUTH_OPEN || why ? "" : text.locked,
      ...words(text.signal, { level: `${level}` }),
    ),
    network.auth === AUTH_OPEN ? "" : picture("lock", ""),
    picture("bars", `of${level}`),
  ];
  return element(
    "li",
    {},
    why
      ? element("div", { class: "row off" }, ...content)
      : element(
          "button",
          { type: "button", class: "row", onclick: () => actions.choose(network) },
          ...content,
        ),
  );
}

function oldSecurity(auth: number | undefined): Words {
  if (auth === AUTH_OPEN) return text.open;
  return auth === AUTH_WEP ? text.wep : auth === AUTH_WPA ? text.wpa : "";
}
