/** SLIP frames (RFC 1055) as the loader's serial protocol uses them: an END on both sides. */

const END = 0xc0;
const ESC = 0xdb;
const ESC_END = 0xdc;
const ESC_ESC = 0xdd;

export function slipFrame(bytes) {
  const framed = [END];
  for (const byte of bytes) {
    if (byte === END) framed.push(ESC, ESC_END);
    else if (byte === ESC) framed.push(ESC, ESC_ESC);
    else framed.push(byte);
  }
  framed.push(END);
  return Buffer.from(framed);
}

/** Takes bytes as they come; calls `onFrame(Buffer)` for each frame that is not empty. */
export function slipReader(onFrame) {
  let frame = [];
  let isEscaped = false;
  return (bytes) => {
    for (const byte of bytes) {
      if (byte === END) {
        if (frame.length > 0) onFrame(Buffer.from(frame));
        frame = [];
        isEscaped = false;
      } else if (isEscaped) {
        frame.push(byte === ESC_END ? END : byte === ESC_ESC ? ESC : byte);
        isEscaped = false;
      } else if (byte === ESC) isEscaped = true;
      else frame.push(byte);
    }
  };
}
