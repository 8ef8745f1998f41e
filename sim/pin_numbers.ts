/** Which pins an ESP32 has. Source: ESP-IDF, components/soc/esp32/include/soc/soc_caps.h. */

export const PIN_COUNT = 40;
const FIRST_INPUT_ONLY = 34;

export function isPin(pin: number): boolean {
  return pin >= 0 && pin < PIN_COUNT && pin !== 24 && (pin < 28 || pin > 31);
}

export function isOutputPin(pin: number): boolean {
  return isPin(pin) && pin < FIRST_INPUT_ONLY;
}
