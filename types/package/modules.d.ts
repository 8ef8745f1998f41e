/**
 * The public modules by the names that programs on the device require, with their types, and the
 * firmware's modules. A project in TypeScriptToLua names this package in "types" of its tsconfig.json.
 * `import { create } from "web_server"` then becomes `require("web_server")`: the compiler copies and
 * renames nothing, and the files of lua-out go to the board as they are.
 */
/// <reference path="../adc.d.ts" />
/// <reference path="../bit.d.ts" />
/// <reference path="../bthci.d.ts" />
/// <reference path="../can.d.ts" />
/// <reference path="../crypto.d.ts" />
/// <reference path="../dac.d.ts" />
/// <reference path="../dht.d.ts" />
/// <reference path="../encoder.d.ts" />
/// <reference path="../eromfs.d.ts" />
/// <reference path="../espnow.d.ts" />
/// <reference path="../eth.d.ts" />
/// <reference path="../file.d.ts" />
/// <reference path="../gpio.d.ts" />
/// <reference path="../heaptrace.d.ts" />
/// <reference path="../http.d.ts" />
/// <reference path="../httpd.d.ts" />
/// <reference path="../i2c.d.ts" />
/// <reference path="../i2s.d.ts" />
/// <reference path="../ledc.d.ts" />
/// <reference path="../lua.d.ts" />
/// <reference path="../mqtt.d.ts" />
/// <reference path="../net.d.ts" />
/// <reference path="../node.d.ts" />
/// <reference path="../otaupgrade.d.ts" />
/// <reference path="../ow.d.ts" />
/// <reference path="../pipe.d.ts" />
/// <reference path="../pulsecnt.d.ts" />
/// <reference path="../qrcodegen.d.ts" />
/// <reference path="../rmt.d.ts" />
/// <reference path="../rotary.d.ts" />
/// <reference path="../rtcmem.d.ts" />
/// <reference path="../sdmmc.d.ts" />
/// <reference path="../sigma_delta.d.ts" />
/// <reference path="../sjson.d.ts" />
/// <reference path="../sodium.d.ts" />
/// <reference path="../spi.d.ts" />
/// <reference path="../struct.d.ts" />
/// <reference path="../time.d.ts" />
/// <reference path="../tmr.d.ts" />
/// <reference path="../touch.d.ts" />
/// <reference path="../u8g2.d.ts" />
/// <reference path="../u8g2_displays.d.ts" />
/// <reference path="../uart.d.ts" />
/// <reference path="../ucg.d.ts" />
/// <reference path="../wifi.d.ts" />
/// <reference path="../ws2812.d.ts" />

/** @noResolution */
declare module "digest" {
  export * from "nodemcu-wifi-setup/build/declarations/digest";
}

/** @noResolution */
declare module "dns_server" {
  export * from "nodemcu-wifi-setup/build/declarations/dns_server";
}

/** @noResolution */
declare module "json_value_codec" {
  export * from "nodemcu-wifi-setup/build/declarations/json_value_codec";
}

/** @noResolution */
declare module "keep_connected" {
  export * from "nodemcu-wifi-setup/build/declarations/keep_connected";
}

/** @noResolution */
declare module "logging" {
  export * from "nodemcu-wifi-setup/build/declarations/logging";
}

/** @noResolution */
declare module "mdns" {
  export * from "nodemcu-wifi-setup/build/declarations/mdns";
}

/** @noResolution */
declare module "scheduler" {
  export * from "nodemcu-wifi-setup/build/declarations/scheduler";
}

/** @noResolution */
declare module "static_files" {
  export * from "nodemcu-wifi-setup/build/declarations/static_files";
}

/** @noResolution */
declare module "syslog" {
  export * from "nodemcu-wifi-setup/build/declarations/syslog";
}

/** @noResolution */
declare module "timer" {
  export * from "nodemcu-wifi-setup/build/declarations/timer";
}

/** @noResolution */
declare module "web_request" {
  export * from "nodemcu-wifi-setup/build/declarations/web_request";
}

/** @noResolution */
declare module "web_response" {
  export * from "nodemcu-wifi-setup/build/declarations/web_response";
}

/** @noResolution */
declare module "web_routes" {
  export * from "nodemcu-wifi-setup/build/declarations/web_routes";
}

/** @noResolution */
declare module "web_server" {
  export * from "nodemcu-wifi-setup/build/declarations/web_server";
}

/** @noResolution */
declare module "websocket" {
  export * from "nodemcu-wifi-setup/build/declarations/websocket";
}

/** @noResolution */
declare module "websocket_manager" {
  export * from "nodemcu-wifi-setup/build/declarations/websocket_manager";
}

/** @noResolution */
declare module "wifi_setup" {
  export * from "nodemcu-wifi-setup/build/declarations/wifi_setup";
}
