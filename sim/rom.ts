/**
 * ROTables: tables in flash, which the program reads like any other. A new key raises; overwriting
 * a key writes to read-only memory, which resets the chip. Source: components/lua/lua-5.3/ltable.c.
 */
import type { Chip } from "./contract";
import { kindOf } from "./kinds";
import { metatableOf, newProxy, nextOf, typeOf, weakKeys, withMetatable } from "./native";

/** @noSelf */
export interface Rom {
  /** A ROTable over `content`; tables in it become ROTables too. `parent` answers what it lacks. */
  table(name: string, content: object, parent?: object): object;
  /** What a ROTable holds, undefined for anything else. */
  contentOf(value: unknown): Record<string, unknown> | undefined;
  /** setmetatable and its like on a ROTable. */
  overwrite(what: string): never;
}

export function createRom(chip: Chip): Rom {
  const contents = weakKeys<Record<string, unknown>>();

  function overwrite(what: string): never {
    return chip.crash("panic", `Guru Meditation Error: StoreProhibited, ${what} is in ROM`);
  }

  function fill(metatable: Record<string, unknown>, name: string, content: object): void {
    metatable["__index"] = content;
    metatable["__newindex"] = (_: object, key: string) => {
      if ((content as Record<string, unknown>)[key] !== undefined) {
        overwrite(`${name}.${tostring(key)}`);
      }
      chip.raise("table is Readonly");
    };
    metatable["__len"] = () => chip.raise("attempt to get length of a table value");
    metatable["__pairs"] = () => $multi(nextOf, content, undefined);
  }

  function proxyFor(name: string, content: object): object {
    if (newProxy !== undefined) {
      // The only value of 5.1 whose length can raise.
      const [proxy] = newProxy(true);
      const metatable = metatableOf(proxy)!;
      fill(metatable, name, content);
      metatable["__tostring"] = () => `table: ROM ${name}`;
      return proxy as object;
    }
    const metatable: Record<string, unknown> = {};
    fill(metatable, name, content);
    return withMetatable({}, metatable);
  }

  const rom: Rom = {
    table: (name, content, parent) => {
      for (const [key, value] of pairs(content as Record<string, unknown>)) {
        if (typeOf(value) === "table" && kindOf.get(value as object) === undefined) {
          (content as Record<string, unknown>)[key] = rom.table(`${name}.${key}`, value as object);
        }
      }
      if (parent !== undefined) withMetatable(content, { __index: parent });
      const proxy = proxyFor(name, content);
      kindOf.set(proxy, "table");
      contents.set(proxy, content as Record<string, unknown>);
      return proxy;
    },
    contentOf: (value) => (value === undefined ? undefined : contents.get(value as AnyNotNil)),
    overwrite,
  };
  return rom;
}
