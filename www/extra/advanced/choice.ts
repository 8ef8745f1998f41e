/** What the next attempt to join takes along, and the lines below the form that say so. */
import type { Kit } from "../../kit";
import type { Text } from "../../text";
import type { Typed } from "./address_rules";
import * as text from "./text";

const FIELDS: (keyof Typed)[] = ["ip", "netmask", "gateway", "dns"];

/** The network that the access point belongs to. */
let ownerOfBssid = "";

export function chooseAddress(page: Kit, address: Typed | undefined): void {
  FIELDS.forEach((name) => (page.besides[name] = address && address[name]));
}

/** No access point: any. */
export function chooseCell(page: Kit, name: string, bssid?: string): void {
  ownerOfBssid = name;
  page.besides.bssid = bssid;
}

export function chooseHidden(page: Kit): void {
  page.besides.hidden = "1";
}

function line(page: Kit, words: Text, values: Record<string, string>, drop: Text): HTMLElement {
  const box = page.element("p", { class: "small" }, ...page.words(words, values), " ");
  const undo = page.button(drop, "quiet", () => {
    if (words === text.bound) chooseCell(page, "");
    else chooseAddress(page, undefined);
    box.remove();
  });
  box.appendChild(undo);
  return box;
}

/** Another network than the one that was chosen for has nothing to do with it. */
export function showChoice(page: Kit): void {
  const moment = page.moment();
  const wanted = moment.wanted;
  const besides = page.besides;
  if (wanted && wanted.auth !== undefined) besides.hidden = undefined;
  if (!wanted || wanted.name !== ownerOfBssid) besides.bssid = undefined;
  if (moment.kind !== "form") return;
  const form = document.querySelector("#view form") as HTMLElement;
  const submit = form.querySelector(".main") as HTMLElement;
  if (besides.bssid)
    form.insertBefore(line(page, text.bound, { bssid: besides.bssid }, text.any), submit);
  if (besides.ip)
    form.insertBefore(line(page, text.fixed, { ip: besides.ip }, text.automatic), submit);
}
