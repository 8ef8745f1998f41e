/** A light that blinks when the device is online: app.lua runs once the setup is over. */
import { every } from "timer";

const LIGHT_PIN = 2;

gpio.config({ gpio: LIGHT_PIN, dir: gpio.OUT });
let isOn = false;
every(500, () => {
  isOn = !isOn;
  gpio.write(LIGHT_PIN, isOn ? 1 : 0);
});
