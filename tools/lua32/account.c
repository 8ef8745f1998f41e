/*
** The program's heap and VM instructions by the chunk (module) that they belong to, and the most heap
** that was in use at once. For measurements: see docs/bench.md.
*/
#include <stdlib.h>
#include <string.h>

#include "lua.h"
#include "lauxlib.h"
#include "lgc.h"
#include "lobject.h"
#include "lstate.h"
#include "account.h"

/* Chunk 0 is what the firmware made for the program. Further chunks are counted with it. */
#define MAX_CHUNKS 512

static struct {
  char *name;
  size_t dataBytes;
  size_t codeBytes;
  size_t instructions;
} chunks[MAX_CHUNKS] = {{"=firmware", 0, 0, 0}};

static unsigned short chunkCount = 1;

/* The most in use at once; it is found to within so many bytes. Without steps garbage counts too. */
static size_t peakBytes = 0;
static size_t stepBytes = 0;

unsigned short account_chunk (const char *name) {
  unsigned short index;
  for (index = 0; index < chunkCount; index++)
    if (strcmp(chunks[index].name, name) == 0) return index;
  if (chunkCount == MAX_CHUNKS) return 0;
  chunks[chunkCount].name = strdup(name);
  return chunkCount++;
}

void account_take (struct Origin origin, size_t moreBytes) {
  if (origin.isCode) chunks[origin.chunk].codeBytes += moreBytes;
  else chunks[origin.chunk].dataBytes += moreBytes;
}

void account_begin (void) {
  unsigned short index;
  for (index = 0; index < chunkCount; index++) chunks[index].codeBytes = chunks[index].dataBytes = 0;
}

/* What nobody needs is collected before a new peak is believed. */
void account_peak (size_t moreBytes) {
  static int collecting = 0;
  if (collecting || heap_used() + moreBytes <= peakBytes + stepBytes) return;
  if (stepBytes > 0) {
    collecting = 1;
    luaC_fullgc(heap_thread, 1);
    collecting = 0;
  }
  if (heap_used() + moreBytes > peakBytes) peakBytes = heap_used() + moreBytes;
}

/* watch(step): begins anew to find the most that is in use, to within so many bytes; with 0, or at
** first, the most that was allocated, garbage included. */
static int account_watch (lua_State *L) {
  stepBytes = (size_t) luaL_optinteger(L, 1, 0);
  peakBytes = heap_used();
  return 0;
}

/* peak(): the most since then. */
static int account_most (lua_State *L) {
  lua_pushinteger(L, (lua_Integer) peakBytes);
  return 1;
}

static void onInstruction (lua_State *L, lua_Debug *activation) {
  struct Origin origin;
  (void) activation;
  if (heap_is_program(L, &origin)) chunks[origin.chunk].instructions++;
}

/* count(yes): counts every instruction of the program from now on, in this thread and those that it
** makes. Takes the place of any other hook. */
static int account_count (lua_State *L) {
  if (lua_toboolean(L, 1)) lua_sethook(L, onInstruction, LUA_MASKCOUNT, 1);
  else lua_sethook(L, NULL, 0, 0);
  return 0;
}

static void setCount (lua_State *L, const char *name, size_t count) {
  lua_pushinteger(L, (lua_Integer) count);
  lua_setfield(L, -2, name);
}

/* chunks(): by name, the bytes of its code, those of what its code made, and its instructions. */
static int account_chunks (lua_State *L) {
  int index;
  lua_newtable(L);
  for (index = 0; index < chunkCount; index++) {
    lua_newtable(L);
    setCount(L, "codeBytes", chunks[index].codeBytes);
    setCount(L, "dataBytes", chunks[index].dataBytes);
    setCount(L, "instructions", chunks[index].instructions);
    lua_setfield(L, -2, chunks[index].name);
  }
  return 1;
}

const luaL_Reg account_library[] = {
  {"watch", account_watch}, {"peak", account_most}, {"count", account_count},
  {"chunks", account_chunks}, {NULL, NULL}
};
