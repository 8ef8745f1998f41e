/** The extra script look.js: name, colour and logo that a program gives the page. */
import { styleOf } from "./look/colour";

const LOGO_STYLE = "height:36px;max-width:50%;margin-inline-end:10px";

const page = window.page;
const device = page.moment().device;

function showName(name: string): void {
  const id = document.getElementById("device") as HTMLElement;
  // The page goes on saying the id there, which is the name of its network.
  id.hidden = true;
  id.insertAdjacentElement("afterend", page.element("bdi", {}, name));
}

function showLogo(): void {
  const picture = page.element("img", { alt: "", src: "/logo", style: LOGO_STYLE });
  // Only a whole one takes the place of the page's own.
  picture.onload = () => {
    const own = document.querySelector("header svg");
    if (own) own.replaceWith(picture);
  };
}

if (device.name) showName(device.name);
if (device.colour) document.head.appendChild(page.element("style", {}, styleOf(device.colour)));
if (device.logo) showLogo();
