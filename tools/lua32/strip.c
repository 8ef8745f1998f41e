/*
** Takes debug information from code of the program in place, as the firmware's node.stripdebug does
** (components/lua/lua-5.3/ldump.c, luaU_stripdebug). See sim/strip_debug.ts.
*/
#include "lua.h"
#include "lauxlib.h"
#include "lmem.h"
#include "lobject.h"
#include "lstate.h"
#include "account.h"

#define WITHOUT_LINES 3

static int isStripped (const Proto *proto, int level) {
  return proto->sizelocvars == 0 && (level < WITHOUT_LINES || proto->sizelineinfo == 0);
}

static size_t strip (lua_State *L, Proto *proto, int level) {
  size_t bytes = 0;
  int index;
  for (index = 0; index < proto->sizep; index++) bytes += strip(L, proto->p[index], level);
  for (index = 0; index < proto->sizeupvalues; index++) proto->upvalues[index].name = NULL;
  if (isStripped(proto, level)) return bytes;
  bytes += proto->sizelocvars * sizeof(LocVar);
  proto->locvars = luaM_freearray(L, proto->locvars, proto->sizelocvars);
  proto->sizelocvars = 0;
  if (level < WITHOUT_LINES) return bytes;
  bytes += proto->sizelineinfo * sizeof(int);
  proto->lineinfo = luaM_freearray(L, proto->lineinfo, proto->sizelineinfo);
  proto->sizelineinfo = 0;
  return bytes;
}

/* strip(function, level): 2 takes the names of locals and upvalues, 3 the lines as well. Returns how
** many bytes that freed, without the names. */
static int account_strip (lua_State *L) {
  int level = (int) luaL_checkinteger(L, 2);
  luaL_argcheck(L, lua_isfunction(L, 1) && !lua_iscfunction(L, 1), 1, "Lua function expected");
  lua_pushinteger(L, (lua_Integer) strip(L, clLvalue(L->ci->func + 1)->p, level));
  return 1;
}

const luaL_Reg strip_library[] = {{"strip", account_strip}, {NULL, NULL}};
