/**
 * Userdata for the program: on Lua 5.3 hosts a table with a finalizer, on 5.1 hosts newproxy's.
 * As with luaL_ref on the chip, what a state refers to (callbacks above all) stays alive as long as
 * the handle does: a callback that captures its own socket keeps it for ever.
 */
import type { Run, Userdata } from "./contract";
import { kindOf, typeOfValue } from "./kinds";
import { metatableOf, newProxy, weakKeys, withMetatable, type Multi } from "./native";
import { raise, raiseArgument } from "./position";

export type Method = (this: void, handle: any, ...args: any[]) => unknown;

/** luaL_checkudata's complaint. `typeName` is the metatable's name in the firmware. */
function checkedUserdata(methodName: string, typeName: string, given: unknown): never {
  const got = given === undefined ? "no value" : typeOfValue(given);
  return raiseArgument(1, methodName, `${typeName} expected, got ${got}`);
}

/** Raises when a method is called on something else. */
export type OnWrongReceiver = (methodName: string, typeName: string, given: unknown) => never;

function refuseTableUse(metatable: Record<string, unknown>): void {
  metatable["__newindex"] = () => raise("attempt to index a userdata value");
  metatable["__len"] = () => raise("attempt to get length of a userdata value");
}

let measuring = false;
let waiting: Run[] = [];

/**
 * Runs what collects garbage for the simulator's own ends: what the program has dropped is not closed
 * then, for on the chip nobody would have collected it at this moment. See collectWaiting.
 */
export function withoutCollecting(run: Run): void {
  measuring = true;
  run();
  measuring = false;
}

/** The program collects its garbage, or its collector came round: now it closes. */
export function collectWaiting(): void {
  const due = waiting;
  waiting = [];
  for (const run of due) run();
}

let ownerIsDown: () => boolean = () => false;

/**
 * Userdata kinds made from now on belong to this chip. Its handles are collected at the next boot:
 * nothing may happen then, for what they stood for vanished with the chip.
 */
export function ownUserdata(isDown: () => boolean): void {
  ownerIsDown = isDown;
}

export function createUserdata<State extends AnyNotNil>(
  typeName: string,
  methods: Record<string, Method>,
  onCollect: (state: State) => void,
  wrongReceiver: OnWrongReceiver = checkedUserdata,
): Userdata<State> {
  const isDown = ownerIsDown;
  const states = weakKeys<State>();
  const handles = withMetatable(new LuaTable<State, object>(), { __mode: "kv" });
  const alive = new LuaTable<State, boolean>();
  const pinned = new LuaTable<State, object>();

  const index: Record<string, unknown> = {};
  for (const [name, method] of pairs(methods)) {
    const checked = method as Multi;
    const guarded: Multi = (handle, ...args) => {
      if (handle === undefined || states.get(handle) === undefined) {
        wrongReceiver(name as string, typeName, handle);
      }
      return checked(handle, ...args);
    };
    index[name as string] = guarded;
  }

  const metatable: Record<string, unknown> = {};
  let prototype: object | undefined;
  if (newProxy !== undefined) {
    const [proxy] = newProxy(true);
    prototype = proxy as object;
    const proxyMetatable = metatableOf(prototype)!;
    fill(proxyMetatable);
  } else {
    fill(metatable);
    refuseTableUse(metatable);
  }

  function fill(target: Record<string, unknown>): void {
    target["__index"] = index;
    target["__name"] = typeName;
    target["__gc"] = (handle: AnyNotNil) => {
      const state = states.get(handle) as State | undefined;
      if (state === undefined) return;
      alive.delete(state);
      const collect = (): void => {
        if (!isDown()) onCollect(state);
      };
      if (measuring) waiting.push(collect);
      else collect();
    };
  }

  function newHandle(): object {
    if (newProxy === undefined) return withMetatable({}, metatable);
    const [proxy] = newProxy(prototype);
    return proxy as object;
  }

  return {
    create: (state) => {
      const handle = newHandle();
      kindOf.set(handle, "userdata");
      states.set(handle, state);
      handles.set(state, handle);
      alive.set(state, true);
      return handle;
    },
    stateOf: (handle) =>
      handle === undefined ? undefined : (states.get(handle as AnyNotNil) as State | undefined),
    handleOf: (state) => handles.get(state) as object | undefined,
    pin: (state) => {
      const handle = handles.get(state) as object | undefined;
      if (handle !== undefined) pinned.set(state, handle);
    },
    unpin: (state) => {
      pinned.delete(state);
    },
  };
}
