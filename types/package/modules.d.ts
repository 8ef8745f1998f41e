/**
 * The public modules by the names that programs on the device require, with their types, and the
 * firmware's modules. A project in TypeScriptToLua names this package in "types" of its tsconfig.json.
 * `import { create } from "web_server"` then becomes `require("web_server")`: the compiler copies and
 * renames nothing, and the files of lua-out go to the board as they are.
 */
/// <reference path="./index.d.ts" />

/** @noResolution */
declare module "board_parts" {
  export * from "nodemcu-wifi-setup/build/declarations/board_parts";
}

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
declare module "status_led" {
  export * from "nodemcu-wifi-setup/build/declarations/status_led";
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

/** @noResolution */
declare module "wifi_setup_fields" {
  export * from "nodemcu-wifi-setup/build/declarations/wifi_setup_fields";
}
