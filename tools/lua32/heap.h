/*
** Included before every file of Lua's sources: tells heap.c which thread runs, and puts its allocator
** in place of the standard one. Lua calls lua_lock at the start of every function of its C interface.
*/
#ifndef heap_h
#define heap_h

struct lua_State;

extern struct lua_State *heap_thread;

/* A state like luaL_newstate's, whose memory has owners, with the library deviceHeap. */
struct lua_State *heap_newstate (void);

#define lua_lock(L)	(heap_thread = (L))
#define lua_unlock(L)	((void) 0)

#endif
