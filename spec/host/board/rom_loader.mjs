/**
 * A simulated ROM loader of an Espressif chip, with the stub that replaces it after an upload to
 * RAM: "Serial Protocol" in the documents of esptool. Bytes in, bytes out.
 */
import { COMMAND } from "./rom_commands.mjs";
import { createFlash } from "./rom_flash.mjs";
import { createRegisters, ROM_CHIPS } from "./rom_registers.mjs";
import { slipFrame, slipReader } from "./slip.mjs";

const RESPONSE = 1;
const HEADER_BYTES = 8;
const BLOCK_HEADER_BYTES = 16;
const CHECKSUM_SEED = 0xef;
const INVALID_MESSAGE = 0x05;
const CHECKSUM_ERROR = 0x07;
/** The ROM says so much of a SYNC, and of a command that it does not know. */
const REPEATS = 8;
const ROM_SYNC_VALUE = 0x20120707;
const SECURITY_INFO_BYTES = { short: 12, full: 20 };
const CHIP_ID_AT = 12;
const SECURE_DOWNLOAD = 1 << 2;

const checksumOf = (data) => data.reduce((sum, byte) => sum ^ byte, CHECKSUM_SEED);

/**
 * @param {(bytes: Buffer) => void} send
 * @param {object} options `chip` a key of ROM_CHIPS; `flashBytes` 4 MiB; `isLocked` secure download
 *   mode; and faults: `isSilent` (no answer at all), `dropByteInBlock` N (of the Nth data block one
 *   byte is lost, once), `checksumErrors` N (so many blocks are refused), `wrongMd5`, `stuckAt`
 *   address, `highestBaud` (deaf above it, until the next SYNC), `unknownAsItself` (an unknown
 *   command is answered by its own number), `onBlock(n)` called before each block.
 */
export function createRomLoader(send, options = {}) {
  const {
    chip = "esp32",
    flashBytes = 0x400000,
    highestBaud = Infinity,
    isLocked = false,
  } = options;
  const flash = createFlash({ flashBytes, stuckAt: options.stuckAt });
  const registers = createRegisters(chip, flashBytes);
  const ram = [];
  const seen = [];
  const state = { isStub: false, isDeaf: false, blockCount: 0, checksumErrors: 0 };

  function answer(command, { value = 0, data = Buffer.alloc(0), error = 0 } = {}) {
    const status = Buffer.alloc(state.isStub ? 2 : 4);
    status[0] = error ? 1 : 0;
    status[1] = error;
    const head = Buffer.alloc(HEADER_BYTES);
    head[0] = RESPONSE;
    head[1] = command;
    head.writeUInt16LE(data.length + status.length, 2);
    head.writeUInt32LE(value >>> 0, 4);
    send(slipFrame(Buffer.concat([head, data, status])));
  }

  function refuseUnknown(command) {
    const number = options.unknownAsItself ? command : 0;
    for (let left = REPEATS; left > 0; left -= 1) answer(number, { error: INVALID_MESSAGE });
  }

  function securityInfo(command) {
    const length = SECURITY_INFO_BYTES[ROM_CHIPS[chip].security];
    if (length === undefined) return refuseUnknown(command);
    const data = Buffer.alloc(length);
    data.writeUInt32LE(isLocked ? SECURE_DOWNLOAD : 0, 0);
    if (length > CHIP_ID_AT) data.writeUInt32LE(ROM_CHIPS[chip].imageId, CHIP_ID_AT);
    answer(command, { data });
  }

  /** The block's data, or undefined after an answer that refuses it. */
  function checkedBlock(command, body, checksum) {
    const data = body.subarray(BLOCK_HEADER_BYTES);
    const fits = data.length === body.readUInt32LE(0);
    if (fits && checksumOf(data) === checksum) return data;
    answer(command, { error: fits ? CHECKSUM_ERROR : INVALID_MESSAGE });
    return undefined;
  }

  function flashBlock(command, body, checksum) {
    if (state.checksumErrors < (options.checksumErrors ?? 0)) {
      state.checksumErrors += 1;
      return answer(command, { error: CHECKSUM_ERROR });
    }
    const data = checkedBlock(command, body, checksum);
    if (data) answer(command, { error: flash.block(data) });
  }

  const begin = (isCompressed) => (command, body) => {
    const [eraseBytes, blockCount, , offset] = [0, 4, 8, 12].map((at) => body.readUInt32LE(at));
    answer(command, { error: flash.begin({ eraseBytes, blockCount, offset, isCompressed }) });
  };

  const plainly = (command) => answer(command);

  const handlers = {
    [COMMAND.sync](command) {
      const count = state.isStub ? 1 : REPEATS;
      const value = state.isStub ? 0 : ROM_SYNC_VALUE;
      for (let left = count; left > 0; left -= 1) answer(command, { value });
    },
    [COMMAND.readRegister]: (command, body) =>
      answer(command, { value: registers.read(body.readUInt32LE(0)) }),
    [COMMAND.writeRegister](command, body) {
      registers.write(body.readUInt32LE(0), body.readUInt32LE(4));
      answer(command);
    },
    [COMMAND.securityInfo]: securityInfo,
    [COMMAND.memBegin](command, body) {
      ram.push({ address: body.readUInt32LE(12), blocks: [] });
      answer(command);
    },
    [COMMAND.memData](command, body, checksum) {
      const data = checkedBlock(command, body, checksum);
      if (!data) return;
      ram.at(-1).blocks.push(Buffer.from(data));
      answer(command);
    },
    [COMMAND.memEnd](command, body) {
      answer(command);
      const entry = body.readUInt32LE(4);
      const isLoaded = ram.some(({ address, blocks }) => {
        const length = blocks.reduce((sum, block) => sum + block.length, 0);
        return entry >= address && entry < address + length;
      });
      // Without a program at the entry the chip crashes, and says nothing.
      if (!isLoaded) return;
      state.isStub = true;
      send(slipFrame(Buffer.from("OHAI")));
    },
    [COMMAND.spiAttach]: plainly,
    [COMMAND.spiSetParameters]: plainly,
    [COMMAND.changeBaud](command, body) {
      answer(command);
      state.isDeaf = body.readUInt32LE(0) > highestBaud;
    },
    [COMMAND.flashBegin]: begin(false),
    [COMMAND.flashDeflateBegin]: begin(true),
    [COMMAND.flashData]: flashBlock,
    [COMMAND.flashDeflateData]: flashBlock,
    [COMMAND.flashEnd]: plainly,
    [COMMAND.flashDeflateEnd]: plainly,
    [COMMAND.flashMd5](command, body) {
      const digest = flash.md5(body.readUInt32LE(0), body.readUInt32LE(4));
      if (options.wrongMd5) digest[0] ^= 1;
      answer(command, { data: state.isStub ? digest : Buffer.from(digest.toString("hex")) });
    },
    [COMMAND.eraseFlash](command) {
      if (!state.isStub) return refuseUnknown(command);
      flash.eraseAll();
      answer(command);
    },
  };

  function onFrame(frame) {
    const command = frame[1];
    if (frame.length < HEADER_BYTES || frame[0] !== 0) return;
    if (state.isDeaf && command !== COMMAND.sync) return;
    if (state.isDeaf) {
      // The tool has reset the chip, which forgets its speed and the stub.
      state.isDeaf = false;
      state.isStub = false;
    }
    seen.push(command);
    const isBlock = [COMMAND.flashData, COMMAND.flashDeflateData].includes(command);
    if (isBlock) {
      state.blockCount += 1;
      options.onBlock?.(state.blockCount);
    }
    const isDamaged = isBlock && state.blockCount === options.dropByteInBlock;
    const body = frame.subarray(HEADER_BYTES, isDamaged ? frame.length - 1 : undefined);
    const lengthFits = body.length === frame.readUInt16LE(2);
    if (!lengthFits) return answer(command, { error: INVALID_MESSAGE });
    const handler = isLocked && command === COMMAND.readRegister ? undefined : handlers[command];
    if (!handler) return refuseUnknown(command);
    handler(command, body, frame.readUInt32LE(4));
  }

  const receive = slipReader(onFrame);
  return {
    flash: flash.bytes,
    /** What was uploaded to RAM: `[{ address, bytes }]`. */
    ram: () => ram.map(({ address, blocks }) => ({ address, bytes: Buffer.concat(blocks) })),
    /** Numbers of the commands, in order. */
    seen,
    receive: (bytes) => (options.isSilent ? undefined : receive(bytes)),
  };
}
