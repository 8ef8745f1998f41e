/**
 * The chips that NodeMCU's dev-esp32 runs on: the number in an image's header (esp_chip_id_t of
 * ESP-IDF) and where the ROM looks for the bootloader in the flash.
 */

/** `name` as in ESP-IDF and esptool's --chip, `title` as the chip calls itself. */
export const CHIPS = [
  { name: "esp32", title: "ESP32", imageId: 0, bootloaderOffset: 0x1000 },
  { name: "esp32s2", title: "ESP32-S2", imageId: 2, bootloaderOffset: 0x1000 },
  { name: "esp32c3", title: "ESP32-C3", imageId: 5, bootloaderOffset: 0x0 },
  { name: "esp32s3", title: "ESP32-S3", imageId: 9, bootloaderOffset: 0x0 },
  { name: "esp32c6", title: "ESP32-C6", imageId: 13, bootloaderOffset: 0x0 },
];

export const chipNames = () => CHIPS.map(({ name }) => name).join(", ");

export const chipByImageId = (imageId) => CHIPS.find((chip) => chip.imageId === imageId);

export const chipByTitle = (title) => CHIPS.find((chip) => chip.title === title);

/** "ESP32-S3", "esp32-s3" and "esp32s3" are the same chip. */
export function chipByName(text) {
  const name = text.toLowerCase().replace(/[-_]/g, "");
  return CHIPS.find((chip) => chip.name === name);
}
