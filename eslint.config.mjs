/**
 * Style of all our code, the TypeScript subset that is free on the device, and who may use what.
 * Two tables come first: change them when a file is added, not the rules below.
 */
import { readFileSync } from "node:fs";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const FIRMWARE_NAMES = readFileSync(new URL("types/firmware_names.txt", import.meta.url), "utf8");

/**
 * The files of src that may name a firmware module; every other file gets functions from them.
 * Modules that are not here belong to nobody.
 */
const FIRMWARE_OWNERS = {
  ...Object.fromEntries(
    [...FIRMWARE_NAMES.matchAll(/^(\w+) module/gm)].map(([, name]) => [name, []]),
  ),
  wifi: [
    "wifi_station",
    "wifi_access_point",
    "wifi_scan",
    "access_point_opening",
    "link_watch",
    "fixed_address",
  ],
  net: [
    "http_server",
    "http_port",
    "http_connection",
    "udp_socket",
    "udp_sender",
    "multicast_group",
    "gateway_check",
  ],
  // led_player is loaded for itself, without what timer needs.
  tmr: ["timer", "led_player"],
  file: ["flash_files", "safe_file", "setup_flag"],
  io: ["flash_files", "safe_file", "setup_flag"],
  node: [
    "chip",
    "lean",
    "planned_restart",
    "portal_report",
    "serial_line",
    "improv_info",
    "board_options",
    "double_reset",
  ],
  uart: ["serial_line"],
  gpio: ["status_led", "setup_button"],
  // Not in a stock build.
  crypto: ["digest"],
  encoder: ["digest"],
  sodium: ["portal_seal"],
  luaBit: [],
  // Not on the chip at all.
  os: [],
  bit32: [],
};

/** Files of src without firmware and without side effects. They import only each other. */
const PURE_FILES = [
  "*_codec",
  "*_state",
  "portal_router",
  "portal_online_answers",
  "look_options",
  "own_host",
  "portal_words",
  "portal_guard",
  "neighbour",
  "join_request",
  "http_reader",
  "disconnect_reason",
  "mdns_records",
  "mdns_contest",
  "failure_text",
  "static_address",
  "websocket_reader",
  "field_pattern",
  "field_format",
  "field_value",
  "field_declaration",
  "field_json",
];

const LUA_TRAPS = [
  ["ForStatement", "A closure in it catches one variable for all rounds: for-of over $range."],
  ["ClassDeclaration, ClassExpression", "A record and functions, not a class."],
  [":function[async=true], AwaitExpression", "Callbacks, not async."],
  [":function[generator=true]", "Callbacks, not a generator."],
  ["TryStatement", "pcall at the one guarded place; break inside try is invalid Lua."],
  ["Literal[regex]", "Lua patterns: stringMatch, stringFind."],
  ["LabeledStatement", "Lua has no labels."],
  ["TSEnumDeclaration:not([const=true])", "A const enum costs nothing, a plain one a table."],
  ["ExportDefaultDeclaration", "Named exports: Lua users write module.name."],
  ["BinaryExpression[operator='**']", "** makes a float."],
  ["BinaryExpression[operator='instanceof']", "Tell records apart by a kind field."],
  ["Property[kind='get'], Property[kind='set']", "A function, not an accessor."],
  ["Literal[raw=/\\\\x[89a-fA-F]/]", "A byte over 7F becomes two: string.char."],
  ["TemplateElement[value.raw=/\\\\x[89a-fA-F]/]", "A byte over 7F becomes two: string.char."],
  ["Literal[raw=/\\\\x[01][0-9a-fA-F][0-9]/]", "A digit after it changes the byte: string.char."],
  [
    "CallExpression > MemberExpression.callee[object.name='string'][property.name='find']",
    "stringFind: its first value may be undefined.",
  ],
];

const COSTS_LUALIB = [
  ["NewExpression:not([callee.name=/^Lua(Map|Set|Table)$/])", "A literal or a LuaMap, not new."],
  ["UnaryExpression[operator='delete']", "Assign undefined."],
  ["ObjectExpression > SpreadElement", "Name the fields."],
  ["ArrayExpression > SpreadElement", "Push, or a loop."],
  ["CallExpression > Identifier.callee[name=/^(parseInt|parseFloat|Number)$/]", "tonumber."],
  ["CallExpression > Identifier.callee[name=/^(String|Boolean)$/]", "tostring, or a comparison."],
  ["MemberExpression[object.name=/^(Object|JSON|Symbol|Promise|console)$/]", "Not on the device."],
  [
    "VariableDeclarator[init][id.type='ArrayPattern']:not([init.type='CallExpression'])",
    "Only several results of a call are taken apart so: t[0], t[1].",
  ],
  [":function > ArrayPattern", "t[0], t[1]."],
  ["ObjectPattern > RestElement", "Name the fields."],
  [
    "CallExpression > MemberExpression.callee:not([object.name=/^(table|string)$/])" +
      "[property.name=/^(split|trim|substring|padStart|padEnd|replace|toFixed|map|filter|forEach|" +
      "some|every|reduce|splice|concat|unshift|reverse|sort|entries)$/]",
    "Pulls lualib in: string.*, table.* or a loop.",
  ],
];

const HIDDEN_SELF = [
  [
    "TSPropertySignature[optional=true] > TSTypeAnnotation > " +
      "TSFunctionType:not(:has(> Identifier[name='this']))",
    "The compiler would pass a hidden self: give the callback type a name.",
  ],
];

const restrictSyntax = (...lists) => [
  "error",
  ...lists.flat().map(([selector, message]) => ({ selector, message })),
];

/** no-restricted-globals for a file of src that owns these modules. */
const firmwareRule = (owned) => [
  "error",
  ...Object.entries(FIRMWARE_OWNERS)
    .filter(([name]) => !owned.includes(name))
    .map(([name, owners]) => ({
      name,
      message: owners.length > 0 ? `Only ${owners.join(", ")} may use it.` : "Nothing may use it.",
    })),
];

const ownerBlocks = [...new Set(Object.values(FIRMWARE_OWNERS).flat())].map((owner) => ({
  files: [`src/${owner}.ts`],
  rules: {
    "no-restricted-globals": firmwareRule(
      Object.keys(FIRMWARE_OWNERS).filter((name) => FIRMWARE_OWNERS[name].includes(owner)),
    ),
  },
}));

/** What JavaScript finds in Node, and in the pages that tests look into. */
const RUNTIME_NAMES =
  "AbortController AbortSignal Buffer ReadableStream URL URLSearchParams WritableStream clearInterval " +
  "clearTimeout console fetch performance process setInterval setTimeout";
const PAGE_NAMES =
  "NodeFilter document getComputedStyle innerWidth isSecureContext location navigator window";

const everywhere = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-var": "error",
  "prefer-const": ["error", { ignoreReadBeforeAssign: true }],
  "no-bitwise": "error",
  "no-unused-vars": "off",
  "@typescript-eslint/no-unused-vars": [
    "error",
    { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
  ],
  "@typescript-eslint/no-explicit-any": "error",
};

export default defineConfig(
  {
    ignores: ["build/", "lua-out/", "node_modules/", "types/test/", "**/*.d.ts"],
  },
  {
    files: ["**/*.{ts,mjs}"],
    extends: [tseslint.configs.base],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: everywhere,
  },
  {
    // Nothing else looks for a name that was never declared: the compiler reads no JavaScript.
    files: ["**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        `${RUNTIME_NAMES} ${PAGE_NAMES}`.split(" ").map((name) => [name, "readonly"]),
      ),
    },
    rules: { "no-undef": "error" },
  },
  {
    // What becomes Lua. Types are asked here, since "" and 0 are true in Lua.
    files: ["src/*.ts", "sim/*.ts"],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.json", "sim/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/strict-boolean-expressions": [
        "error",
        { allowString: false, allowNumber: false, allowNullableObject: false },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "no-restricted-syntax": restrictSyntax(LUA_TRAPS, HIDDEN_SELF),
    },
  },
  {
    files: ["src/*.ts"],
    rules: {
      "no-restricted-syntax": restrictSyntax(LUA_TRAPS, COSTS_LUALIB, HIDDEN_SELF),
      "no-restricted-globals": firmwareRule([]),
    },
  },
  {
    // They show how a program for the device is written, and use the firmware as it is.
    files: ["examples/*/*.ts"],
    rules: { "no-restricted-syntax": restrictSyntax(LUA_TRAPS, COSTS_LUALIB, HIDDEN_SELF) },
  },
  ...ownerBlocks,
  {
    files: PURE_FILES.map((name) => `src/${name}.ts`),
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["./*", ...PURE_FILES.map((name) => `!./${name}`)],
              allowTypeImports: true,
              message: "A pure file imports only pure files, else types.",
            },
          ],
        },
      ],
    },
  },
  {
    // The model passes on whatever a program hands to the firmware.
    files: ["sim/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    // Not on the device: JavaScript numbers have bits.
    files: ["sim/host/**", "tools/**", "spec/**", "www/**", "bin/**"],
    rules: { "no-bitwise": "off" },
  },
);
