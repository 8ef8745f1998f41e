/*
** Whose a block of memory is: what heap.c offers to the rest of this folder.
*/
#ifndef owners_h
#define owners_h

#include <stddef.h>

struct lua_State;

enum Owner { SIMULATOR, PROGRAM, LIBRARY };

/* Where a block comes from: a chunk by its number, and whether it is code or what the code made. */
struct Origin {
  unsigned short chunk;
  unsigned short isCode;
};

#define NO_LIMIT (~(size_t) 0)

/* What the program may take. */
extern size_t heap_limit;
/* While a value becomes the program's. */
extern int heap_for_program;
/* Where the code comes from that is compiled: it is the program's. */
extern struct Origin heap_compiling;

void *heap_allocate (void *data, void *block, size_t oldKind, size_t size);

/* What the program takes. */
size_t heap_used (void);

/* A new program begins, with nothing. */
void heap_begin (void);

/* Whether the program may take so many bytes more, at last with all garbage collected. */
int heap_fits (size_t moreBytes);

/* The block is the program's from now on. */
void heap_give_block (void *block);

/* The code of this prototype works for its caller. */
void heap_mark_library (void *code);

/* Whether the Lua function that runs is the program's own, and where it comes from. */
int heap_is_program (struct lua_State *L, struct Origin *origin);

int heap_is_of_program (void *block);

/* Marks a block that is not the program's with a number. False when it had it, or is the program's. */
int heap_mark_seen (void *block, unsigned short number);

#endif
