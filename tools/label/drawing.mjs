/** The label as an SVG: name, password and code in words, and two QR codes. 62 mm wide tape by default. */
import QRCode from "qrcode";
import { fingerprint } from "./secrets.mjs";
import { wifiUri } from "./wifi_uri.mjs";

/** All in millimetres. */
const MARGIN = 2;
const CODE_SIZE = 26;
const LINE_HEIGHT = 4.2;
/** An em of the bold font is about twice as wide as its average letter. */
const LETTER_PER_EM = 0.58;
const MAX_FONT_SIZE = 4.6;
/** The quiet zone that ISO/IEC 18004 asks for. */
const QUIET_MODULES = 4;

function escapeXml(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** A code as one path of squares, scaled into its place. */
function codePath(text, left, top) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const scale = CODE_SIZE / (modules.size + 2 * QUIET_MODULES);
  let path = "";
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  const place = `translate(${left} ${top}) scale(${scale}) translate(${QUIET_MODULES} ${QUIET_MODULES})`;
  return `<path transform="${place}" shape-rendering="crispEdges" d="${path}"/>`;
}

/** One line, as large as its place allows. */
function line(text, y, width, look) {
  const wanted = width / (Math.max(1, [...text].length) * LETTER_PER_EM);
  const size = Math.min(look.size, wanted).toFixed(2);
  return (
    `<text x="${MARGIN}" y="${y.toFixed(2)}" font-size="${size}" font-weight="${look.weight}" ` +
    `font-family="${look.family}" xml:space="preserve">${escapeXml(text)}</text>`
  );
}

const NAME = { size: MAX_FONT_SIZE, weight: "bold", family: "sans-serif" };
const SECRET = { size: 3.6, weight: "normal", family: "monospace" };
/** What a person reads first: never smaller than this on 62 mm. */
const HINT = { size: 3, weight: "normal", family: "sans-serif" };

/** What is written below the name, line by line. */
function words(device) {
  return [
    device.apPassword === undefined
      ? ["WiFi without a password", HINT]
      : [`Password ${device.apPassword}`, SECRET],
    ...(device.setupCode ? [[`Setup code ${device.setupCode}`, SECRET]] : []),
    ...(device.sealKeys ? [[`Key ${fingerprint(device.sealKeys.public)}`, SECRET]] : []),
    ["1. Scan the left code to join.", HINT],
    ["2. No page? Scan the right code.", HINT],
  ];
}

/**
 * @param {number} widthMm 40 to 200
 * @returns {{svg: string, widthMm: number, heightMm: number}}
 */
export function drawLabel(device, widthMm = 62) {
  const inner = widthMm - 2 * MARGIN;
  const right = widthMm - MARGIN - CODE_SIZE;
  const texts = [];
  let y = MARGIN + LINE_HEIGHT;
  texts.push(line(device.id, y, inner, NAME));
  for (const [text, look] of words(device)) {
    y += LINE_HEIGHT;
    texts.push(line(text, y, inner, look));
  }
  const top = y + 1.5;
  const captionY = top + CODE_SIZE + 2;
  const heightMm = Number((captionY + MARGIN).toFixed(1));
  const caption = (text, left) =>
    `<text x="${left + CODE_SIZE / 2}" y="${captionY.toFixed(2)}" font-size="2.6" text-anchor="middle" font-family="sans-serif">${escapeXml(text)}</text>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" ` +
    `viewBox="0 0 ${widthMm} ${heightMm}"><title>${escapeXml(device.id)}</title>` +
    `<rect width="${widthMm}" height="${heightMm}" fill="#fff"/>` +
    texts.join("") +
    codePath(wifiUri(device.id, device.apPassword), MARGIN, top) +
    codePath(device.pageUrl, right, top) +
    caption("1. WiFi", MARGIN) +
    caption("2. Page", right) +
    "</svg>\n";
  return { svg, widthMm, heightMm };
}
