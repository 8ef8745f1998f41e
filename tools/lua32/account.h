/*
** What heap.c keeps books of: which chunk of the program takes how much, and the most at once.
*/
#ifndef account_h
#define account_h

#include "lauxlib.h"
#include "owners.h"

/* The number of the chunk of this name; the same name gets the same number. */
unsigned short account_chunk (const char *name);

/* A block of the program grew; wraps around where it shrank. */
void account_take (struct Origin origin, size_t moreBytes);

/* A new program begins: nothing is in use. */
void account_begin (void);

/* The program is about to take so many bytes more. */
void account_peak (size_t moreBytes);

extern const luaL_Reg account_library[];
extern const luaL_Reg shared_library[];
extern const luaL_Reg strip_library[];

#endif
