/** A light, a button and a double reset: the setup opens when somebody asks for it. */
import { connectOrSetup } from "board_parts";

/** The button connects its pin to ground. Not pin 0: held at power on, that one starts the chip's loader. */
const BUTTON_PIN = 4;
const LED_PIN = 2;

connectOrSetup(
  { id: "kettle", statusLed: { pin: LED_PIN }, button: { pin: BUTTON_PIN }, doubleReset: true },
  (info, reason) => {
    print(info === undefined ? `no network: ${reason}` : `online at ${info.ip}`);
  },
);
