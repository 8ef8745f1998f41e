/** The chips that the firmware is built for, and what its modules show of them. ESP-IDF v5.1, soc. */

export type ChipModel = "esp32" | "esp32s2" | "esp32s3" | "esp32c3" | "esp32c6";

/** What the Lua console is on: UART0, or the chip's own USB. */
export type ConsoleKind = "uart" | "usb";

export const CHIP_MODELS: readonly ChipModel[] = [
  "esp32",
  "esp32s2",
  "esp32s3",
  "esp32c3",
  "esp32c6",
];

export interface ChipFacts {
  readonly cores: number;
  /** SOC_UART_NUM. */
  readonly uarts: number;
  /** esp_chip_info's bits of features. */
  readonly features: number;
  /** What node.info calls a console on USB; undefined where the chip has no USB. */
  readonly usbConsole: string | undefined;
}

const USB_SERIAL_JTAG = "usb_serial_jtag";

export const CHIP_FACTS: Readonly<Record<ChipModel, ChipFacts>> = {
  esp32: { cores: 2, uarts: 3, features: 50, usbConsole: undefined },
  esp32s2: { cores: 1, uarts: 2, features: 2, usbConsole: "usb_cdc" },
  esp32s3: { cores: 2, uarts: 3, features: 18, usbConsole: USB_SERIAL_JTAG },
  esp32c3: { cores: 1, uarts: 2, features: 18, usbConsole: USB_SERIAL_JTAG },
  esp32c6: { cores: 1, uarts: 2, features: 82, usbConsole: USB_SERIAL_JTAG },
};
