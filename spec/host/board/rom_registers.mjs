/**
 * The registers that a flashing tool reads and writes: the number by which a chip is known, and the
 * SPI peripheral through which it asks the flash chip for its identity. Technical reference manuals,
 * chapter SPI; everything else reads as it was written, at first 0.
 */

const MAGIC_ADDRESS = 0x40001000;
const SPI_CMD_USR = 1 << 18;
const COMMAND_MASK = 0xff;
const READ_IDENTITY = 0x9f;

const CLASSIC_SPI = { usr2: 0x24, w0: 0x80 };
const NEWER_SPI = { usr2: 0x20, w0: 0x58 };

/** `imageId` is also the chip id of GET_SECURITY_INFO; ESP32 lacks that, the S2's has no chip id. */
export const ROM_CHIPS = {
  esp32: { imageId: 0, magic: 0x00f01d83, spiBase: 0x3ff42000, spi: CLASSIC_SPI, security: "none" },
  esp32s2: {
    imageId: 2,
    magic: 0x000007c6,
    spiBase: 0x3f402000,
    spi: NEWER_SPI,
    security: "short",
  },
  esp32c3: { imageId: 5, magic: 0x1b31506f, spiBase: 0x60002000, spi: NEWER_SPI, security: "full" },
  esp32s3: { imageId: 9, magic: 0x00000009, spiBase: 0x60002000, spi: NEWER_SPI, security: "full" },
  esp32c6: {
    imageId: 13,
    magic: 0x2ce0806f,
    spiBase: 0x60003000,
    spi: NEWER_SPI,
    security: "full",
  },
  esp32h2: {
    imageId: 16,
    magic: 0xd7b73e80,
    spiBase: 0x60003000,
    spi: NEWER_SPI,
    security: "full",
  },
};

/** `flashBytes` is a power of 2: the last byte of the identity is its logarithm. */
export function createRegisters(chip, flashBytes) {
  const { magic, spiBase, spi } = ROM_CHIPS[chip];
  const identity = (Math.log2(flashBytes) << 16) | 0x40ef;
  const values = new Map([[MAGIC_ADDRESS, magic]]);
  const runSpi = () => {
    const command = (values.get(spiBase + spi.usr2) ?? 0) & COMMAND_MASK;
    if (command === READ_IDENTITY) values.set(spiBase + spi.w0, identity);
  };
  return {
    read: (address) => values.get(address) ?? 0,
    write(address, value) {
      const isSpiCommand = address === spiBase && (value & SPI_CMD_USR) !== 0;
      if (isSpiCommand) runSpi();
      // The peripheral clears the bit when it is done, here at once.
      values.set(address, isSpiCommand ? value & ~SPI_CMD_USR : value);
    },
  };
}
