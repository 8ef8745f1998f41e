/**
 * Pictures one after another as one animated PNG, which browsers and repository hosts show by themselves.
 * The pixels stay as they were compressed. PNG, third edition, sections 5.3, 11.3.6 and 13.4. Pure.
 */
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const MS_PER_SECOND = 1000;
const CRC_POLYNOMIAL = 0xedb88320;

/** Annex D: the checksum of a chunk's type and data. */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ CRC_POLYNOMIAL : crc >>> 1;
  }
  return ~crc >>> 0;
}

function encodeChunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(checksum(body), body.length + 4);
  return chunk;
}

/** A file's chunks, as type and data. */
export function decodeChunks(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

const whole = (...numbers) => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => bytes.writeUInt32BE(number, index * 4));
  return bytes;
};

/** How long a frame of the whole picture is shown: milliseconds over a thousand, drawn over the last one. */
function frameControl(sequence, header, shownMs) {
  const delay = Buffer.alloc(6);
  delay.writeUInt16BE(shownMs, 0);
  delay.writeUInt16BE(MS_PER_SECOND, 2);
  const size = header.subarray(0, 8);
  return encodeChunk("fcTL", Buffer.concat([whole(sequence), size, whole(0, 0), delay]));
}

/**
 * @param {{png: Buffer, shownMs: number}[]} frames the first one is what a viewer without animations shows;
 *   `shownMs` 1 to 65535
 * @returns {Buffer} it begins anew for ever
 * @throws {Error} when the pictures have different sizes or kinds of pixels
 */
export function animate(frames) {
  const [header, ...others] = frames.map(({ png }) => decodeChunks(png)[0].data);
  if (others.some((other) => !other.equals(header))) {
    throw new Error("the pictures have to be of one size and kind");
  }
  const pieces = [
    SIGNATURE,
    encodeChunk("IHDR", header),
    encodeChunk("acTL", whole(frames.length, 0)),
  ];
  let sequence = 0;
  frames.forEach(({ png, shownMs }, index) => {
    pieces.push(frameControl(sequence++, header, shownMs));
    for (const { type, data } of decodeChunks(png)) {
      if (type !== "IDAT") continue;
      const isFirst = index === 0;
      pieces.push(
        isFirst
          ? encodeChunk("IDAT", data)
          : encodeChunk("fdAT", Buffer.concat([whole(sequence++), data])),
      );
    }
  });
  return Buffer.concat([...pieces, encodeChunk("IEND", Buffer.alloc(0))]);
}
