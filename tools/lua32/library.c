/*
** The library deviceHeap: what the simulator does with the account of heap.c. See sim/heap.ts.
*/
#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"
#include "ldo.h"
#include "lobject.h"
#include "lstate.h"
#include "lstring.h"
#include "ltable.h"
#include "account.h"
#include "owners.h"

static int finishLoad (lua_State *L) {
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

/* load(...): the same, and what it compiles is the program's code. */
static int heap_load (lua_State *L) {
  struct Origin outer = heap_compiling;
  struct Origin origin = {0, 1};
  int status;
  const char *name = lua_tostring(L, 2);
  /* Without a name, and texts that are their own: one chunk for all of them. */
  origin.chunk = account_chunk(name != NULL && (*name == '@' || *name == '=') ? name : "=text");
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_pushcfunction(L, finishLoad);
  lua_insert(L, 1);
  heap_compiling = origin;
  status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  heap_compiling = outer;
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

static void markLibrary (Proto *proto) {
  int index;
  heap_mark_library(proto);
  for (index = 0; index < proto->sizep; index++) markLibrary(proto->p[index]);
}

/* library(): the functions of the chunk that calls this work for whoever calls them. */
static int heap_library (lua_State *L) {
  CallInfo *caller = L->ci->previous;
  if (!isLua(caller)) return luaL_error(L, "library() is for chunks");
  markLibrary(clLvalue(caller->func)->p);
  return 0;
}

static void giveTable (Table *table) {
  heap_give_block(table);
  if (table->array) heap_give_block(table->array);
  if (!isdummy(table)) heap_give_block(table->node);
  account_peak(0);
}

/* give(...): the same values, the program's from now on: tables themselves, texts as copies. */
static int heap_give (lua_State *L) {
  int count = lua_gettop(L);
  int index;
  for (index = 1; index <= count; index++) {
    const TValue *value = L->ci->func + index;
    if (ttistable(value)) giveTable(hvalue(value));
    else if (ttislngstring(value)) {
      TString *text = tsvalue(value);
      int outer = heap_for_program;
      /* Said beforehand: a failure that leaves this function must find the mark as it was. */
      if (!heap_fits(sizelstring(text->u.lnglen))) luaD_throw(L, LUA_ERRMEM);
      heap_for_program = 1;
      lua_pushlstring(L, getstr(text), text->u.lnglen);
      heap_for_program = outer;
      lua_replace(L, index);
    }
  }
  return count;
}

/* bytes(): what the program takes. */
static int heap_bytes (lua_State *L) {
  lua_pushinteger(L, (lua_Integer) heap_used());
  return 1;
}

/* limit(bytes): what the program may take; without a number as much as there is. */
static int heap_set_limit (lua_State *L) {
  heap_limit = lua_isnoneornil(L, 1) ? NO_LIMIT : (size_t) luaL_checkinteger(L, 1);
  return 0;
}

/* begin(): a new program, which has nothing yet. */
static int heap_start (lua_State *L) {
  (void) L;
  heap_begin();
  return 0;
}

static const luaL_Reg library[] = {
  {"begin", heap_start},
  {"library", heap_library}, {"give", heap_give}, {"bytes", heap_bytes}, {"limit", heap_set_limit},
  {NULL, NULL}
};

static int panic (lua_State *L) {
  lua_writestringerror("PANIC: unprotected error in call to Lua API (%s)\n", lua_tostring(L, -1));
  return 0;
}

struct lua_State *heap_newstate (void) {
  lua_State *L = lua_newstate(heap_allocate, NULL);
  if (L == NULL) return NULL;
  lua_atpanic(L, panic);
  luaL_openlibs(L);
  luaL_newlib(L, library);
  lua_getglobal(L, "load");
  lua_pushcclosure(L, heap_load, 1);
  lua_setfield(L, -2, "load");
  luaL_setfuncs(L, account_library, 0);
  luaL_setfuncs(L, shared_library, 0);
  luaL_setfuncs(L, strip_library, 0);
  lua_pushinteger(L, (lua_Integer) sizeof(void *));
  lua_setfield(L, -2, "pointerBytes");
  lua_setglobal(L, "deviceHeap");
  return L;
}
