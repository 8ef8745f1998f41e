/** One device as its label and its settings file know it: checked, with what was left out made. */
import { makePassword, makeSealKeys, makeSetupCode } from "./secrets.mjs";

const DEFAULT_AP_IP = "192.168.4.1";
const MAX_ID_BYTES = 32;

/** A mistake of the user, in one sentence that says what to do. */
export class WrongDevice extends Error {}

function isAddress(text) {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

/** Spaces at its ends would be lost where somebody types it, and nobody can type control characters. */
function isPrintable(text) {
  return !/[\u0000-\u001f\u007f]/.test(text) && text === text.trim();
}

function checkId(id) {
  if (id === "" || Buffer.byteLength(id) > MAX_ID_BYTES || !isPrintable(id)) {
    throw new WrongDevice(
      `"${id}" can't be a name: give 1 to ${MAX_ID_BYTES} bytes, without spaces at its ends`,
    );
  }
}

function checkPassword(id, password) {
  if (!/^[\x20-\x7e]{8,63}$/.test(password) || !isPrintable(password)) {
    throw new WrongDevice(
      `the password of ${id} can't be used: give 8 to 63 letters, digits and signs (ASCII)`,
    );
  }
}

function checkCode(id, code) {
  if (!/^[\x21-\x7e]{6,32}$/.test(code)) {
    throw new WrongDevice(
      `the setup code of ${id} can't be used: give 6 to 32 letters and digits, without spaces`,
    );
  }
}

/**
 * @param {{id: string, apPassword?: string, setupCode?: string, apIp?: string}} given what was left
 *   out or empty is made, or has its default
 * @param {{open?: boolean, code?: boolean, sealed?: boolean}} wishes no password; with a setup code;
 *   with a fixed key pair for the sealed password
 */
export function makeDevice(given, wishes) {
  checkId(given.id);
  const apIp = given.apIp || DEFAULT_AP_IP;
  if (!isAddress(apIp))
    throw new WrongDevice(`${apIp} is no IPv4 address such as ${DEFAULT_AP_IP}`);
  if (wishes.open && given.apPassword) {
    throw new WrongDevice(`${given.id} has a password: leave out --open, or the password`);
  }
  const apPassword = wishes.open ? undefined : given.apPassword || makePassword();
  const setupCode = given.setupCode || (wishes.code ? makeSetupCode() : undefined);
  if (apPassword !== undefined) checkPassword(given.id, apPassword);
  if (setupCode !== undefined) checkCode(given.id, setupCode);
  return {
    id: given.id,
    apPassword,
    setupCode,
    apIp: apIp === DEFAULT_AP_IP ? undefined : apIp,
    pageUrl: `http://${apIp}/`,
    sealKeys: wishes.sealed ? makeSealKeys() : undefined,
  };
}

/** A Lua string literal: quotes and backslashes are escaped, other bytes by number. */
function luaString(text) {
  const bytes = [...Buffer.from(text, "utf8")];
  const escaped = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === "\\") return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\${String(byte).padStart(3, "0")}`;
  });
  return `"${escaped.join("")}"`;
}

/** The text of the device's settings.lua. */
export function settingsFile(device) {
  const lines = ["id", "apPassword", "setupCode", "apIp"]
    .filter((name) => device[name] !== undefined)
    .map((name) => `  ${name} = ${luaString(device[name])},`);
  if (device.sealKeys) {
    const { public: publicKey, secret } = device.sealKeys;
    lines.push(`  sealKeys = { public = ${luaString(publicKey)}, secret = ${luaString(secret)} },`);
  }
  return `return {\n${lines.join("\n")}\n}\n`;
}
