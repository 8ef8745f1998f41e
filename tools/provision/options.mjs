/** The command line of wifi-provision. What could be a secret is never repeated. */
import { parseArgs } from "node:util";
import { wrongUsage } from "../flash/failure.mjs";
import { DEFAULT_DEVICE, deviceUrl } from "./address.mjs";

const WAIT_SECONDS = 30;
/** With a list, somebody has to join the next access point meanwhile. */
const LIST_WAIT_SECONDS = 120;
const TIMEOUT_SECONDS = 120;
const MAX_SECONDS = 3600;
const MAX_SSID_BYTES = 32;

export const HELP = `wifi-provision --ssid NETWORK [OPTIONS]       sets up a device
wifi-provision --file devices.csv [OPTIONS]   sets up one after the other
wifi-provision --list [OPTIONS]               lists the networks that it sees

Join the device's access point first. The password is asked for, or comes from
a file or from standard input; never from the command line, which others can
read.

  --device ADDRESS    where the device is (${DEFAULT_DEVICE}); of a
                      simulated one make sim prints it
  --id NAME           the name that it has to have; another one gets nothing
  --ssid NETWORK      the network to join; --ssid-hex DIGITS for a name that is
                      no text
  --password-file F   the first line of F is the password; --password-stdin: of
                      standard input
  --code-file F       the same for the setup code on the label; --code-stdin:
                      with --password-stdin the second line
  --fingerprint KEY   the key on the label: the password is sealed for that one
                      only
  --sealed-only       sends no readable password: the device has to have a key
  --file CSV          a heading and a line for each device; columns, as you
                      like: device (or apIp), id, ssid, password, setupCode,
                      fingerprint
  --wait SECONDS      how long to wait for a device to answer (${WAIT_SECONDS}; with
                      --file ${LIST_WAIT_SECONDS})
  --timeout SECONDS   how long an attempt to join may take (${TIMEOUT_SECONDS})
  --json              one object for each device on standard output, and
                      nothing else
  --help              this text

Exit codes: 0 all is set up, 1 failed, 2 wrong usage or a secret is missing,
3 wrong password, 4 the network was not found, 5 the device does not answer,
130 stopped by Ctrl-C. With several devices it is 1 when any of them failed.
`;

const text = { type: "string" };
const flag = { type: "boolean", default: false };
const OPTIONS = {
  device: text,
  id: text,
  ssid: text,
  "ssid-hex": text,
  "password-file": text,
  "password-stdin": flag,
  "code-file": text,
  "code-stdin": flag,
  fingerprint: text,
  "sealed-only": flag,
  file: text,
  list: flag,
  wait: text,
  timeout: text,
  json: flag,
  help: { ...flag, short: "h" },
};

/** Options that people try for a secret. */
const SECRET =
  /^(-p|-P|--pass|--pwd|--psk|--password|--passphrase|--code|--setup-code)($|=)|^-[pP]/;

function parse(argv) {
  if (argv.some((word) => SECRET.test(word))) {
    throw wrongUsage(
      "A secret on the command line can be read by others: leave it out to be asked, or give " +
        "--password-file or --password-stdin (--code-file, --code-stdin).",
    );
  }
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [sentence] = error.message.split(/\.[ \n]/);
    throw wrongUsage(`${sentence.replace(/\.$/, "")}: wifi-provision --help lists the options.`);
  }
  if (parsed.positionals.length > 0) {
    throw wrongUsage("There is a word without an option: put names with spaces into quotes.");
  }
  return parsed.values;
}

function readSeconds(values, name, usual) {
  if (values[name] === undefined) return usual * 1000;
  const seconds = Number(values[name]);
  if (!(seconds >= 1 && seconds <= MAX_SECONDS)) {
    throw wrongUsage(`--${name} takes a number of seconds from 1 to ${MAX_SECONDS}.`);
  }
  return seconds * 1000;
}

function readFingerprint(given) {
  if (given === undefined) return undefined;
  const digits = given.toLowerCase().replace(/[-: ]/g, "");
  if (!/^[0-9a-f]{16}$/.test(digits)) {
    throw wrongUsage("A fingerprint is 16 hexadecimal digits, as the label has them.");
  }
  return digits.match(/.{4}/g).join("-");
}

/** What a network is called: its text or its bytes. */
function readNetwork(ssid, hex) {
  if (hex !== undefined && !/^([0-9a-f]{2}){1,32}$/i.test(hex)) {
    throw wrongUsage("--ssid-hex takes 1 to 32 bytes, two hexadecimal digits each.");
  }
  if (ssid !== undefined && (ssid === "" || Buffer.byteLength(ssid) > MAX_SSID_BYTES)) {
    throw wrongUsage(`The name of a network has 1 to ${MAX_SSID_BYTES} bytes.`);
  }
  const ssidHex = hex?.toLowerCase();
  return { ssid: ssidHex === undefined ? ssid : undefined, ssidHex, name: ssid ?? ssidHex };
}

/**
 * The command line as far as it can be checked without looking at anything.
 *
 * @throws {Failure} with exit code 2
 */
export function parseOptions(argv) {
  const values = parse(argv);
  if (values.help) return values;
  for (const name of ["password", "code"]) {
    if (values[`${name}-file`] !== undefined && values[`${name}-stdin`]) {
      throw wrongUsage(`Give --${name}-file or --${name}-stdin, not both.`);
    }
  }
  if (values.ssid !== undefined && values["ssid-hex"] !== undefined) {
    throw wrongUsage("Give --ssid or --ssid-hex, not both.");
  }
  if (values.file !== undefined && (values.list || values.id || values.fingerprint)) {
    throw wrongUsage(
      "With --file, the table has the id and the fingerprint, and --list has no use.",
    );
  }
  return {
    ...values,
    waitMs: readSeconds(values, "wait", values.file ? LIST_WAIT_SECONDS : WAIT_SECONDS),
    timeoutMs: readSeconds(values, "timeout", TIMEOUT_SECONDS),
  };
}

/**
 * What to do for each device.
 *
 * @param options of parseOptions
 * @param {Record<string, string>[]} rows of the table, or one without cells
 * @param {{password?: string, code?: string}} secrets for those rows that have none
 * @returns {import("./setup_device.mjs").Task[]}
 * @throws {Failure} with exit code 2
 */
export function makeTasks(options, rows, secrets) {
  return rows.map((row, index) => {
    const where = options.file === undefined ? "" : `Device ${index + 1} of ${options.file}: `;
    const url = deviceUrl(row.device ?? row.apIp ?? options.device ?? DEFAULT_DEVICE);
    if (url === undefined) throw wrongUsage(`${where}A device's address is like ${DEFAULT_DEVICE}`);
    const network = row.ssid
      ? readNetwork(row.ssid, undefined)
      : readNetwork(options.ssid, options["ssid-hex"]);
    if (network.name === undefined && !options.list) {
      throw wrongUsage(`${where}Which network? --ssid NAME; --list shows what the device sees.`);
    }
    return {
      url,
      id: row.id ?? options.id,
      ...network,
      password: row.password ?? secrets.password,
      code: row.setupCode ?? secrets.code,
      fingerprint: readFingerprint(row.fingerprint ?? options.fingerprint),
      sealedOnly: options["sealed-only"],
      waitMs: options.waitMs,
      timeoutMs: options.timeoutMs,
    };
  });
}
