/** The module `wifi`. Source: CM/wifi.c. */
import type { Chip } from "./contract";
import { argumentsOf, checkInteger, optionalBoolean } from "./lua_arguments";
import { createAccessPointModule } from "./wifi_ap";
import { MODE_BOTH, NOT_STARTED, OK } from "./wifi_codes";
import { createRadio, type Radio } from "./wifi_radio";
import { createStationModule, failWith } from "./wifi_sta";

export type { Radio } from "./wifi_radio";

export interface WifiParts {
  readonly module: typeof wifi;
  readonly radio: Radio;
  /** The driver is on. */
  started(this: void): boolean;
}

export function createWifi(chip: Chip): WifiParts {
  const { driver, radio } = createRadio(chip);
  const to = argumentsOf(chip);

  const module: typeof wifi = {
    NULLMODE: 0,
    STATION: 1,
    SOFTAP: 2,
    STATIONAP: 3,
    AUTH_OPEN: 0,
    AUTH_WEP: 1,
    AUTH_WPA_PSK: 2,
    AUTH_WPA2_PSK: 3,
    AUTH_WPA_WPA2_PSK: 4,
    AUTH_WPA2_ENTERPRISE: 5,
    AUTH_WPA3_PSK: 6,
    AUTH_WPA2_WPA3_PSK: 7,
    AUTH_WAPI_PSK: 8,
    SAE_PWE_UNSPECIFIED: 0,
    SAE_PWE_HUNT_AND_PECK: 1,
    SAE_PWE_HASH_TO_ELEMENT: 2,
    SAE_PWE_BOTH: 3,
    STR_WIFI_SECOND_CHAN_NONE: 0,
    STR_WIFI_SECOND_CHAN_ABOVE: 1,
    STR_WIFI_SECOND_CHAN_BELOW: 2,
    sta: createStationModule(chip, driver),
    ap: createAccessPointModule(chip, driver),
    mode: (mode, save) => {
      const wanted = checkInteger(to("mode"), 1, mode);
      driver.config.setStorage(optionalBoolean(save, false));
      if (wanted < 0 || wanted > MODE_BOTH) {
        chip.raise(`invalid wifi mode ${string.format("%d", wanted)}`);
      }
      driver.setMode(wanted);
    },
    getmode: () => driver.config.mode() as wifi.Mode,
    start: driver.start,
    stop: driver.stop,
    getchannel: () => {
      failWith(chip, "failed to get channel", driver.started() ? OK : NOT_STARTED);
      return $multi(driver.channel(), 0);
    },
  };
  return { module, radio, started: driver.started };
}
