/**
 * What the program's type() calls an object that the host would call something else: userdata is a
 * table on Lua 5.3 hosts, a ROTable is a userdata on 5.1 hosts.
 */
import { typeOf, weakKeys } from "./native";

/** Values are plain strings on purpose: a value that leads to its key is never freed on 5.1. */
export const kindOf = weakKeys<string>();

export function typeOfValue(value: unknown): string {
  const name = typeOf(value);
  if (name !== "table" && name !== "userdata") return name;
  return kindOf.get(value as AnyNotNil) ?? name;
}
