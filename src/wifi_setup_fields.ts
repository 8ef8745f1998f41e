/**
 * Fields of an application's own on the setup page: how they are declared, and what was typed. The page
 * and the checks: portal_fields and what it loads. docs/fields.md.
 */
import * as lean from "./lean";

/** One text, or one for each language, by its tag such as `de`. The page takes `en` where it has no other. */
export type Words = string | Readonly<Record<string, string>>;

/** `hostname` takes an IPv4 address too; `url` is `scheme://host:port/path`. */
export type Format = "hostname" | "ipv4" | "email" | "url" | "hex";

interface Common {
  /** What the program calls it: a letter, then letters, digits and _; at most 15. */
  readonly name: string;
  /** At most 80 bytes. */
  readonly label: Words;
  /** Stands below it: what belongs there. At most 200 bytes. */
  readonly help?: Words | undefined;
  /** There is no setup without it. Default false. */
  readonly required?: boolean | undefined;
}

/** One line of text. Lengths are bytes: accents and emoji count as several. */
export interface TextField extends Common {
  readonly type: "text";
  /** Stands there at first, and counts where nothing was typed. */
  readonly default?: string | undefined;
  /** Default 1. */
  readonly minLength?: number | undefined;
  /** At most 200, default 64. */
  readonly maxLength?: number | undefined;
  /** What the whole text has to look like, such as `[A-Z]{2}-[0-9]+`. */
  readonly pattern?: string | undefined;
  readonly format?: Format | undefined;
}

/** A number in a range. */
export interface NumberField extends Common {
  readonly type: "number";
  /** -1000000000 to 1000000000. */
  readonly min: number;
  /** Above min, 1000000000 at most. */
  readonly max: number;
  /** From min on. Default 1: whole numbers. Others than whole ones make at most 100000 steps. */
  readonly step?: number | undefined;
  /** As of a text; one of the steps. */
  readonly default?: number | undefined;
}

/** @noSelf */
export interface Choice {
  /** 1 to 32 bytes. */
  readonly value: string;
  /** Default: the value. */
  readonly label?: Words | undefined;
}

/** One of several. */
export interface ChoiceField extends Common {
  readonly type: "choice";
  /** At most 32. */
  readonly options: readonly (string | Choice)[];
  /** The value of one of them. */
  readonly default?: string | undefined;
}

export interface SwitchField extends Common {
  readonly type: "switch";
  /** Default false. */
  readonly default?: boolean | undefined;
}

/** A secret: it never leaves the device again, and has a file of its own. */
export interface PasswordField extends Common {
  readonly type: "password";
  /** In bytes. Default 1. */
  readonly minLength?: number | undefined;
  /** At most 200, default 64. */
  readonly maxLength?: number | undefined;
}

/** Any of them. */
export type Field = TextField | NumberField | ChoiceField | SwitchField | PasswordField;

/** What stands for an option. */
type OptionValue<O> = O extends string ? O : O extends { readonly value: infer V } ? V : never;

/** The type of what was typed. */
type Given<F> = F extends { readonly type: "number" }
  ? number
  : F extends { readonly type: "switch" }
    ? boolean
    : F extends { readonly type: "choice"; readonly options: readonly (infer O)[] }
      ? OptionValue<O>
      : string;

/** Whether there is always a value. */
type IsSure<F> = F extends
  | { readonly type: "switch" }
  | { readonly required: true }
  | { readonly default: string | number | boolean }
  ? true
  : false;

/** What a program gets: by name, and of the type that the declaration says. */
export type FieldValues<L extends readonly Field[]> = {
  readonly [F in L[number] as F["name"]]: IsSure<F> extends true ? Given<F> : Given<F> | undefined;
};

/** What means nothing for a field of this type; never when there is no such thing. */
type Strange<F extends Field> = Exclude<
  keyof F,
  keyof Extract<Field, { readonly type: F["type"] }>
>;

/** Whether the default is none of the options. */
type HasWrongDefault<F> = F extends {
  readonly type: "choice";
  readonly options: readonly (infer O)[];
  readonly default: infer D;
}
  ? D extends OptionValue<O>
    ? false
    : true
  : false;

/** Complains by the name of what is missing: the compiler shows it with the words that are right. */
type Complaint<F extends Field> = [Strange<F>] extends [never]
  ? HasWrongDefault<F> extends true
    ? { readonly "the default has to be one of": Given<F> }
    : unknown
  : { readonly "means nothing for a field of this type": Strange<F> };

/** What the compiler can check besides: names, and that a choice's default is one of its options. */
type Checked<L extends readonly Field[]> = {
  readonly [I in keyof L]: L[I] & Complaint<L[I]>;
};

/**
 * The same list; in TypeScript it keeps its exact type, from which `readFields` infers that of the values.
 *
 * @example
 * import { defineFields } from "wifi_setup_fields";
 * export const fields = defineFields([
 *   { name: "brightness", type: "number", label: "Brightness", min: 0, max: 100, default: 50 },
 * ]);
 */
export function defineFields<const L extends readonly Field[]>(fields: L & Checked<L>): L {
  return fields;
}

/**
 * What was typed, by name: numbers, texts, and true or false for switches. Where nothing was, or what
 * does not fit today's declaration, it is the default; nothing without one.
 *
 * @param fields the declaration; in Lua it may be left out, and is that of settings.lua then
 * @throws where the declaration is wrong
 * @example
 * local fields = require("wifi_setup_fields").readFields()
 * print(fields.brightness)
 */
export function readFields<const L extends readonly Field[]>(fields?: L): FieldValues<L> {
  const onDemand = lean.require("on_demand") as typeof import("./on_demand");
  return onDemand.require("field_store", "readValues", fields) as FieldValues<L>;
}

/**
 * Forgets all that was typed, passwords too. The saved network stays: that is `wifi_setup.clear`.
 *
 * @example require("wifi_setup_fields").forgetFields()
 */
export function forgetFields(): void {
  const onDemand = lean.require("on_demand") as typeof import("./on_demand");
  onDemand.require("field_store", "forget");
}
