/*
** The allocator of a Lua whose memory has owners: what the simulated device's program takes is counted
** apart from what the simulator takes in the same VM, and may be limited, as the chip's heap is.
**
** A new block belongs to whoever's Lua code is running; code belongs to whoever owns its prototype
** (load of this library makes the program's). Functions marked by library() work for their caller.
** A block that grows or shrinks stays its owner's. See docs/simulator.md, "The chip's numbers".
*/
#include <stdlib.h>

#include "lua.h"
#include "lgc.h"
#include "lobject.h"
#include "lstate.h"
#include "account.h"
#include "owners.h"

/* Before every block. It does not count, and keeps malloc's alignment. */
typedef union Header {
  struct { size_t size; unsigned short owner, boot; struct Origin origin; } is;
  char alignment[16];
} Header;

#define headerOf(block) ((Header *) (block) - 1)

struct lua_State *heap_thread = NULL;

size_t heap_limit = NO_LIMIT;
int heap_for_program = 0;
struct Origin heap_compiling = {0, 0};

static size_t usedBytes = 0;
/* What earlier programs have left is not this one's, though it may go later. */
static unsigned short boot = 0;

/* Whose code runs, and which: the innermost that does not work for its caller. */
static enum Owner codeRuns (struct Origin *origin) {
  CallInfo *ci;
  if (heap_thread == NULL) return SIMULATOR;
  for (ci = heap_thread->ci; ci != NULL; ci = ci->previous) {
    if (isLua(ci)) {
      const Header *header = headerOf(clLvalue(ci->func)->p);
      if (header->is.owner == LIBRARY) continue;
      origin->chunk = header->is.origin.chunk;
      return header->is.owner;
    }
  }
  /* A coroutine whose body is no Lua function: only a program makes one. */
  return heap_thread == G(heap_thread)->mainthread ? SIMULATOR : PROGRAM;
}

static enum Owner running (struct Origin *origin) {
  enum Owner owner;
  *origin = heap_compiling;
  if (heap_compiling.isCode) return PROGRAM;
  owner = codeRuns(origin);
  return heap_for_program ? PROGRAM : owner;
}

int heap_is_program (struct lua_State *L, struct Origin *origin) {
  const Header *header = headerOf(clLvalue(L->ci->func)->p);
  *origin = header->is.origin;
  return header->is.owner == PROGRAM;
}

size_t heap_used (void) { return usedBytes; }

void heap_begin (void) {
  usedBytes = 0;
  boot++;
  account_begin();
}

/* Wraps around where it takes away. */
static void take (const Header *header, size_t moreBytes) {
  if (header->is.owner != PROGRAM || header->is.boot != boot) return;
  usedBytes += moreBytes;
  account_take(header->is.origin, moreBytes);
}

static void setOwner (Header *header, enum Owner owner, struct Origin origin) {
  take(header, -header->is.size);
  header->is.boot = boot;
  header->is.owner = owner;
  header->is.origin = origin;
  take(header, header->is.size);
}

void heap_give_block (void *block) {
  struct Origin origin;
  running(&origin);
  setOwner(headerOf(block), PROGRAM, origin);
}

void heap_mark_library (void *code) {
  setOwner(headerOf(code), LIBRARY, headerOf(code)->is.origin);
}

int heap_is_of_program (void *block) {
  return headerOf(block)->is.owner == PROGRAM;
}

/* Only the program's blocks need to know whether they are code. */
int heap_mark_seen (void *block, unsigned short number) {
  Header *header = headerOf(block);
  if (header->is.owner == PROGRAM || header->is.origin.isCode == number) return 0;
  header->is.origin.isCode = number;
  return 1;
}

static int fits (size_t moreBytes) {
  return usedBytes <= heap_limit && moreBytes <= heap_limit - usedBytes;
}

/* As fits, with what nobody needs collected first. Lua does so too, but not for its text buffers. */
int heap_fits (size_t moreBytes) {
  static int collecting = 0;
  if (fits(moreBytes)) return 1;
  if (collecting) return 0;
  collecting = 1;
  luaC_fullgc(heap_thread, 1);
  collecting = 0;
  return fits(moreBytes);
}

/* Fails, beyond the limit, for the program alone: the simulator may go on whatever happens. */
void *heap_allocate (void *data, void *block, size_t oldKind, size_t size) {
  Header *header = block ? headerOf(block) : NULL;
  size_t before = header ? header->is.size : 0;
  enum Owner owner = header ? header->is.owner : SIMULATOR;
  struct Origin origin = {0, 0};
  unsigned short oldBoot;
  (void) data; (void) oldKind;
  if (size > before) {
    enum Owner runner = running(&origin);
    if (header == NULL) owner = runner;
    if (owner == PROGRAM && runner == PROGRAM && !heap_fits(size - before)) return NULL;
    if (owner == PROGRAM) account_peak(size - before);
  }
  if (header) origin = header->is.origin;
  if (size == 0) {
    if (header) take(header, -before);
    free(header);
    return NULL;
  }
  oldBoot = header ? header->is.boot : boot;
  header = realloc(header, sizeof(Header) + size);
  if (header == NULL) return NULL;
  header->is.size = size;
  header->is.boot = oldBoot;
  header->is.owner = owner;
  header->is.origin = origin;
  take(header, size - before);
  return header + 1;
}
