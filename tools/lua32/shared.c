/*
** Short texts are one object for the whole VM. What the program's objects refer to and the simulator
** made first is in no account, yet on the chip it would be the program's: this finds how much that is.
*/
#include "lua.h"
#include "lauxlib.h"
#include "lfunc.h"
#include "lobject.h"
#include "lstate.h"
#include "lstring.h"
#include "ltable.h"
#include "account.h"
#include "owners.h"

/* Texts that were seen in this round have its number. */
static unsigned short stamp = 0;
static size_t sharedBytes;

static void seeText (const TString *text) {
  if (text == NULL || text->tt != LUA_TSHRSTR || !heap_mark_seen((void *) text, stamp)) return;
  sharedBytes += sizelstring(text->shrlen);
}

static void seeValue (const TValue *value) {
  if (ttisshrstring(value)) seeText(tsvalue(value));
}

static void seeTable (const Table *table) {
  unsigned int index;
  for (index = 0; index < table->sizearray; index++) seeValue(&table->array[index]);
  for (index = 0; index < (unsigned int) sizenode(table); index++) {
    const Node *node = gnode(table, index);
    if (ttisnil(gval(node))) continue;
    seeValue(gkey(node));
    seeValue(gval(node));
  }
}

static void seeProto (const Proto *proto) {
  int index;
  seeText(proto->source);
  for (index = 0; index < proto->sizek; index++) seeValue(&proto->k[index]);
  for (index = 0; index < proto->sizeupvalues; index++) seeText(proto->upvalues[index].name);
  for (index = 0; index < proto->sizelocvars; index++) seeText(proto->locvars[index].varname);
}

static void seeClosure (const LClosure *closure) {
  int index;
  for (index = 0; index < closure->nupvalues; index++)
    if (closure->upvals[index] != NULL) seeValue(closure->upvals[index]->v);
}

static void seeObjects (GCObject *object) {
  for (; object != NULL; object = object->next) {
    /* A thread does not begin where its block does; what is on stacks is short-lived. */
    if (object->tt == LUA_TTHREAD || !heap_is_of_program(object)) continue;
    switch (object->tt) {
      case LUA_TTABLE: seeTable(gco2t(object)); break;
      case LUA_TPROTO: seeProto(gco2p(object)); break;
      case LUA_TLCL: seeClosure(gco2lcl(object)); break;
    }
  }
}

/* shared(): bytes of such texts. Not those of the language itself, which every VM has. */
static int account_shared (lua_State *L) {
  global_State *g = G(L);
  GCObject *object;
  stamp++;
  sharedBytes = 0;
  for (object = g->fixedgc; object != NULL; object = object->next)
    if (object->tt == LUA_TSHRSTR) heap_mark_seen(object, stamp);
  seeObjects(g->allgc);
  seeObjects(g->finobj);
  lua_pushinteger(L, (lua_Integer) sharedBytes);
  return 1;
}

const luaL_Reg shared_library[] = {{"shared", account_shared}, {NULL, NULL}};
