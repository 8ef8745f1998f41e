/**
 * What a console shows before the firmware's own banner: the chip's ROM, the bootloader and the
 * IDF's start, shortened, with addresses of one build. ROM and bootloader end lines with CR LF.
 */
import type { ChipModel } from "./chip_models";
import type { BootReason } from "./node";

const POWER_ON = 8;
const DEEP_SLEEP = 12;

interface Rom {
  readonly greeting: string;
  readonly powerOn: string;
  readonly software: string;
  readonly deepSleep: string;
  readonly mode: string;
}

const NEWER_POWER_ON = "0x1 (POWERON)";
const NEWER_SOFTWARE = "0xc (RTC_SW_CPU_RST)";
const NEWER_DEEP_SLEEP = "0x5 (DSLEEP)";

function romOf(name: string, date: string, mode: string): Rom {
  return {
    greeting: `ESP-ROM:${name}\r\nBuild:${date}\r\n`,
    mode,
    powerOn: NEWER_POWER_ON,
    software: NEWER_SOFTWARE,
    deepSleep: NEWER_DEEP_SLEEP,
  };
}

const ROMS: Readonly<Record<ChipModel, Rom>> = {
  esp32: {
    greeting: "ets Jul 29 2019 12:21:46\r\n\r\n",
    powerOn: "0x1 (POWERON_RESET)",
    software: "0xc (SW_CPU_RESET)",
    deepSleep: "0x5 (DEEPSLEEP_RESET)",
    mode: "0x13",
  },
  esp32s2: romOf("esp32s2-rc4-20191025", "Oct 25 2019", "0x8"),
  esp32s3: romOf("esp32s3-20210327", "Mar 27 2021", "0x8"),
  esp32c3: romOf("esp32c3-api1-20210207", "Feb  7 2021", "0xd"),
  esp32c6: romOf("esp32c6-20220919", "Sep 19 2022", "0xc"),
};

const ROM_LINES = [
  "configsip: 0, SPIWP:0xee",
  "mode:DIO, clock div:2",
  "load:0x3fff0030,len:7172",
  "load:0x40078000,len:15540",
  "entry 0x40080670",
];

const BOOTLOADER_LINES = [
  "I (29) boot: ESP-IDF v5.1.3 2nd stage bootloader",
  "I (29) boot: compile time Oct 25 2024 10:46:27",
  "I (45) boot: SPI Flash Size : 4MB",
  "I (50) boot: Partition Table:",
  "I (53) boot: ## Label            Usage          Type ST Offset   Length",
  "I (68) boot:  0 nvs              WiFi data        01 02 00009000 00006000",
  "I (83) boot:  2 factory          factory app      00 00 00010000 00180000",
  "I (106) boot: End of partition table",
  "I (480) boot: Loaded app from partition at offset 0x10000",
];

const IDF_LINES = [
  "I (509) cpu_start: Pro cpu up.",
  "I (549) app_init: Project name:     nodemcu",
  "I (575) spi_flash: detected chip: generic",
  "I (592) main_task: Calling app_main()",
];

/** The last line is empty: the firmware's first act is to end whatever stood there. */
export function bootText(model: ChipModel, reason: BootReason): string {
  const rom = ROMS[model];
  let cause = rom.software;
  if (reason.extended === POWER_ON) cause = rom.powerOn;
  if (reason.extended === DEEP_SLEEP) cause = rom.deepSleep;
  const early = [
    `rst:${cause},boot:${rom.mode} (SPI_FAST_FLASH_BOOT)`,
    table.concat(ROM_LINES, "\r\n"),
    table.concat(BOOTLOADER_LINES, "\r\n"),
  ];
  return `${rom.greeting}${table.concat(early, "\r\n")}\r\n${table.concat(IDF_LINES, "\n")}\n\n`;
}
