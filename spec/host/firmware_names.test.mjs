/** tools/firmware_names.mjs on a made-up firmware: a folder, and a git directory without files. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { firmwareNames } from "../../tools/firmware_names.mjs";
import { makeFolder } from "./support.mjs";

const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), "../../tools/firmware_names.mjs");

const FILES = {
  "components/modules/CMakeLists.txt": `
set(wifi_modules "radio.c")
set(module_srcs "lamp.c")
if(IDF_TARGET STREQUAL "esp32")
  list(APPEND module_srcs "horn.c" \${wifi_modules})
elseif(IDF_TARGET STREQUAL "esp32s2")
  list(APPEND module_srcs \${wifi_modules})
endif()
`,
  "components/modules/lamp.c": `
static int lamp_index(lua_State *L) {
  if (!strcmp(name, "colour")) return 1;
  return 0;
}
LROT_BEGIN(lamp_bulb, NULL, LROT_MASK_GC_INDEX)
  LROT_FUNCENTRY( __gc,    bulb_gc )
  LROT_TABENTRY( __index,  lamp_bulb )
  LROT_FUNCENTRY( dim,     bulb_dim ) // slowly
LROT_END(lamp_bulb, NULL, LROT_MASK_GC_INDEX)
LROT_BEGIN(lamp_state_meta, NULL, LROT_MASK_INDEX)
  LROT_FUNCENTRY( __index, lamp_index )
LROT_END(lamp_state_meta, NULL, LROT_MASK_INDEX)
LROT_BEGIN(lamp_state, LROT_TABLEREF(lamp_state_meta), 0)
  LROT_NUMENTRY( ON, 1 )
LROT_END(lamp_state, LROT_TABLEREF(lamp_state_meta), 0)
#define EACH(name) \\
  LROT_NUMENTRY( name, 7 )
LROT_BEGIN(lamp, NULL, 0)
  LROT_FUNCENTRY( new, lamp_new )
  //LROT_FUNCENTRY( old, lamp_old )
#if 0
  LROT_FUNCENTRY( never, lamp_never )
#elif defined(CONFIG_IDF_TARGET_ESP32)
  LROT_NUMENTRY( BRIGHT, MASK(1) |
    MASK(2) )
#else
  LROT_NUMENTRY( DIM, 2 )
#endif
#if SOC_LAMPS > 2
  LROT_LUDENTRY( third, &third )
#endif
#if defined(CONFIG_LUA_VERSION_51)
  LROT_FUNCENTRY( ancient, lamp_ancient )
#endif
  LROT_TABENTRY( state, lamp_state )
LROT_END(lamp, NULL, 0)
NODEMCU_MODULE(LAMP, "lamp", lamp, NULL);
`,
  "components/modules/horn.c": `
LROT_BEGIN(horn, NULL, 0)
  LROT_FUNCENTRY( blow, horn_blow )
LROT_END(horn, NULL, 0)
NODEMCU_MODULE(HORN, "horn", horn, NULL);
`,
  "components/modules/radio.c": `
LROT_BEGIN(radio, NULL, 0)
LROT_END(radio, NULL, 0)
NODEMCU_MODULE(RADIO, "radio", radio, NULL);
`,
  "components/u8g2/Kconfig.u8g2": "    config U8G2_I2C_SSD1306_64X48_ER\n",
  "components/ucg/Kconfig.ucg": "    config UCG_DISPLAY_ST7735_18X128X160\n",
  "components/lua/common/linit.c": `
LROT_ENTRIES_IN_SECTION(rotables, rotable)
#ifdef CONFIG_LUA_BUILTIN_STRING
  LROT_TABENTRY( string, strlib )
#endif
LROT_BREAK(lua_rotables_part)
`,
  "components/lua/lua-5.3/luaconf.h": "#define LUA_COMPAT_UNPACK\n//#define LUA_COMPAT_MAXN\n",
  "components/lua/lua-5.3/lstrlib.c": `
LROT_BEGIN(strlib, NULL, LROT_MASK_INDEX)
  LROT_FUNCENTRY( byte, str_byte )
LROT_END(strlib, NULL, LROT_MASK_INDEX)
LROT_ENTRIES_IN_SECTION(base_func, rotable)
#if defined(LUA_COMPAT_UNPACK)
  LROT_FUNCENTRY(unpack, luaB_unpack)
#endif
#if defined(LUA_COMPAT_MAXN)
  LROT_FUNCENTRY(maxn, luaB_maxn)
#endif
LROT_BREAK(base_func)
static const luaL_Reg iolib[] = {
  {"open", io_open},
  {NULL, NULL}
};
static const luaL_Reg pk_funcs[] = {
  {"path", NULL},
  {NULL, NULL}
};
static const luaL_Reg ll_funcs[] = {
  {"require", ll_require},
  {NULL, NULL}
};
`,
};

const NAMES = `horn module esp32
horn.blow function
io library
io.open function
lamp module
lamp.BRIGHT number CONFIG_IDF_TARGET_ESP32
lamp.DIM number !(CONFIG_IDF_TARGET_ESP32)
lamp.new function
lamp.state table
lamp.state.colour field
lamp.state.ON number
lamp.third userdata SOC_LAMPS > 2
lamp_bulb:dim function
package library
package.path table
radio module esp32,esp32s2
require function
string library CONFIG_LUA_BUILTIN_STRING
string.byte function
u8g2.font_* userdata CONFIG_U8G2_FONT_SELECTION
u8g2.ssd1306_i2c_64x48_er function CONFIG_U8G2_I2C
ucg.font_* userdata CONFIG_UCG_FONT_SELECTION
ucg.st7735_18x128x160_hw_spi function CONFIG_UCG_DISPLAY
unpack function
`;

function makeFirmware(t) {
  const folder = makeFolder(t);
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const withoutHeader = (text) => text.replace(/^#.*\n/gm, "");

test("the names of a firmware in a folder", (t) => {
  assert.equal(withoutHeader(firmwareNames(makeFirmware(t))), NAMES);
});

test("the names of a firmware in a git directory alone", (t) => {
  const folder = makeFirmware(t);
  const git = (...argv) =>
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@localhost", ...argv], {
      cwd: folder,
    });
  git("init", "--quiet", "--initial-branch", "dev-esp32");
  git("add", ".");
  git("commit", "--quiet", "--message", "firmware");
  assert.equal(withoutHeader(firmwareNames(join(folder, ".git"))), NAMES);
});

test("a folder without firmware, and wrong usage, get a sentence", (t) => {
  const run = (...argv) => spawnSync(process.execPath, [PROGRAM, ...argv], { encoding: "utf8" });
  const missing = run(makeFolder(t));
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /^\S+ is neither a checkout of dev-esp32 nor a git directory/);
  assert.equal(run().status, 2);
});
