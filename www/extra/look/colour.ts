/** From one colour of a program to a style that stays readable: WCAG 2.2, 1.4.3 and 1.4.11. Pure. */

type Rgb = [red: number, green: number, blue: number];

const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;
const STEPS = 50;
/** What stands behind links and buttons, as page.css has it: the card, and the page itself. */
const LIGHT = ["#ffffff", "#f2f4f8"];
const DARK = ["#1a2029", "#0e1217"];

function toRgb(colour: string): Rgb {
  const at = (place: number) => parseInt(colour.substr(place, 2), 16);
  return [at(1), at(3), at(5)];
}

function toText(rgb: Rgb): string {
  return "#" + rgb.map((part) => (part < 16 ? "0" : "") + part.toString(16)).join("");
}

function luminance(colour: string): number {
  const parts = toRgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const lights = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lights[0]! + 0.05) / (lights[1]! + 0.05);
}

function leastContrast(colour: string, backs: string[]): number {
  return Math.min(...backs.map((back) => contrast(colour, back)));
}

/** The nearest colour on the way to black or white that can be read on all of these. */
export function readable(colour: string, backs: string[]): string {
  const goal = luminance(backs[0]!) > 0.5 ? 0 : 255;
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = toRgb(colour).map((part) => Math.round(part + ((goal - part) * step) / STEPS));
    const text = toText(mixed as Rgb);
    if (leastContrast(text, backs) >= TEXT_CONTRAST) return text;
  }
  return toText([goal, goal, goal]);
}

/** Black or white, whichever is easier to read on it: at least 4.58. */
export function textOn(colour: string): string {
  return contrast(colour, "#000000") >= contrast(colour, "#ffffff") ? "#000000" : "#ffffff";
}

function rules(colour: string, backs: string[]): string {
  const link = readable(colour, backs);
  const fill = leastContrast(colour, backs) >= SHAPE_CONTRAST ? colour : link;
  const ink = textOn(fill);
  return (
    `:root{--main:${link}}header svg,.tick,.main:not([aria-disabled="true"])` +
    `{background:${fill};color:${ink};stroke:${ink}}`
  );
}

/** @param colour `#rrggbb`; nothing comes of any other text */
export function styleOf(colour: string): string {
  if (!/^#[\da-f]{6}$/i.test(colour)) return "";
  const lower = colour.toLowerCase();
  return `${rules(lower, LIGHT)}@media(prefers-color-scheme:dark){${rules(lower, DARK)}}`;
}
