/*
** Lua's memory with owners: what the simulated device's program takes is counted apart from what the
** simulator takes in the same VM, and may be limited, as the chip's heap is.
**
** A new block belongs to whoever's Lua code is running; code belongs to whoever owns its prototype
** (load of this library makes the program's). Functions marked by library() work for their caller.
** A block that grows or shrinks stays its owner's. See docs/simulator.md, "The chip's numbers".
*/
#include <stdlib.h>

#include "lua.h"
#include "lauxlib.h"
#include "ldo.h"
#include "lgc.h"
#include "lobject.h"
#include "lstate.h"
#include "lstring.h"
#include "ltable.h"

enum Owner { SIMULATOR, PROGRAM, LIBRARY };

/* Before every block. It does not count, and keeps malloc's alignment. */
typedef union Header {
  struct { size_t size; enum Owner owner; } is;
  char alignment[16];
} Header;

#define NO_LIMIT (~(size_t) 0)
#define headerOf(block) ((Header *) (block) - 1)

struct lua_State *heap_thread = NULL;

static size_t usedBytes = 0;
static size_t limitBytes = NO_LIMIT;
/* While the program's code is compiled, or a value becomes the program's. */
static int forProgram = 0;

static enum Owner running (void) {
  CallInfo *ci;
  if (forProgram) return PROGRAM;
  if (heap_thread == NULL) return SIMULATOR;
  for (ci = heap_thread->ci; ci != NULL; ci = ci->previous) {
    if (isLua(ci)) {
      enum Owner owner = headerOf(clLvalue(ci->func)->p)->is.owner;
      if (owner != LIBRARY) return owner;
    }
  }
  /* A coroutine whose body is no Lua function: only a program makes one. */
  return heap_thread == G(heap_thread)->mainthread ? SIMULATOR : PROGRAM;
}

static void setOwner (void *block, enum Owner owner) {
  Header *header = headerOf(block);
  if (header->is.owner == PROGRAM) usedBytes -= header->is.size;
  header->is.owner = owner;
  if (owner == PROGRAM) usedBytes += header->is.size;
}

static int fits (size_t moreBytes) {
  return usedBytes <= limitBytes && moreBytes <= limitBytes - usedBytes;
}

/* As fits, with what nobody needs collected first. Lua does so too, but not for its text buffers. */
static int fitsAtLast (size_t moreBytes) {
  static int collecting = 0;
  if (fits(moreBytes)) return 1;
  if (collecting) return 0;
  collecting = 1;
  luaC_fullgc(heap_thread, 1);
  collecting = 0;
  return fits(moreBytes);
}

/* Fails, beyond the limit, for the program alone: the simulator may go on whatever happens. */
static void *allocate (void *data, void *block, size_t oldKind, size_t size) {
  Header *header = block ? headerOf(block) : NULL;
  size_t before = header ? header->is.size : 0;
  enum Owner owner = SIMULATOR;
  (void) data; (void) oldKind;
  if (size > before) {
    enum Owner runner = running();
    owner = header ? header->is.owner : runner;
    if (owner == PROGRAM && runner == PROGRAM && !fitsAtLast(size - before)) return NULL;
  }
  else if (header) owner = header->is.owner;
  if (size == 0) {
    if (owner == PROGRAM) usedBytes -= before;
    free(header);
    return NULL;
  }
  header = realloc(header, sizeof(Header) + size);
  if (header == NULL) return NULL;
  if (owner == PROGRAM) usedBytes += size - before;
  header->is.size = size;
  header->is.owner = owner;
  return header + 1;
}

static int finishLoad (lua_State *L) {
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

/* load(...): the same, and what it compiles is the program's code. */
static int heap_load (lua_State *L) {
  int outer = forProgram;
  int status;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_pushcfunction(L, finishLoad);
  lua_insert(L, 1);
  forProgram = 1;
  status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  forProgram = outer;
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

static void markLibrary (Proto *proto) {
  int index;
  setOwner(proto, LIBRARY);
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
  setOwner(table, PROGRAM);
  if (table->array) setOwner(table->array, PROGRAM);
  if (!isdummy(table)) setOwner(table->node, PROGRAM);
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
      int outer = forProgram;
      /* Said beforehand: a failure that leaves this function must find the mark as it was. */
      if (!fitsAtLast(sizelstring(text->u.lnglen))) luaD_throw(L, LUA_ERRMEM);
      forProgram = 1;
      lua_pushlstring(L, getstr(text), text->u.lnglen);
      forProgram = outer;
      lua_replace(L, index);
    }
  }
  return count;
}

/* bytes(): what the program takes. */
static int heap_bytes (lua_State *L) {
  lua_pushinteger(L, (lua_Integer) usedBytes);
  return 1;
}

/* limit(bytes): what the program may take; without a number as much as there is. */
static int heap_limit (lua_State *L) {
  limitBytes = lua_isnoneornil(L, 1) ? NO_LIMIT : (size_t) luaL_checkinteger(L, 1);
  return 0;
}

static const luaL_Reg library[] = {
  {"library", heap_library}, {"give", heap_give}, {"bytes", heap_bytes}, {"limit", heap_limit},
  {NULL, NULL}
};

static int panic (lua_State *L) {
  lua_writestringerror("PANIC: unprotected error in call to Lua API (%s)\n", lua_tostring(L, -1));
  return 0;
}

struct lua_State *heap_newstate (void) {
  lua_State *L = lua_newstate(allocate, NULL);
  if (L == NULL) return NULL;
  lua_atpanic(L, panic);
  luaL_openlibs(L);
  luaL_newlib(L, library);
  lua_getglobal(L, "load");
  lua_pushcclosure(L, heap_load, 1);
  lua_setfield(L, -2, "load");
  lua_pushinteger(L, (lua_Integer) sizeof(void *));
  lua_setfield(L, -2, "pointerBytes");
  lua_setglobal(L, "deviceHeap");
  return L;
}
