/** A button that is held while the device starts opens the setup, though a network is saved. */
import { connectOrSetup, setup } from "wifi_setup";

/** It connects the pin to ground. Not pin 0: held at power on, that one starts the chip's loader. */
const BUTTON_PIN = 4;

gpio.config({ gpio: BUTTON_PIN, dir: gpio.IN, pull: gpio.PULL_UP });
const isHeld = gpio.read(BUTTON_PIN) === 0;
const begin = isHeld ? setup : connectOrSetup;

begin({ id: "kettle" }, (info, reason) => {
  print(info === undefined ? `no network: ${reason}` : `online at ${info.ip}`);
});
