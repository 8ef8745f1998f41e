/** The module `sjson`. Source: components/modules/sjson.c. */
import { checkString, checkTable } from "./arguments";
import type { Kernel } from "./chip";
import type { Userdata } from "./contract";
import { kindOf, typeOfValue } from "./kinds";
import { typeOf, withMetatable, type Multi } from "./native";
import { toInteger } from "./options";
import { createDecoder, type Decoder } from "./sjson_decoder";
import { encode, type EncoderOptions } from "./sjson_encoder";
import { createUserdata } from "./userdata";

const DEFAULT_READ_BYTES = 1024;
/** encode() reads once, this much. */
const MAX_ENCODED_BYTES = 1000000;

interface Encoder {
  readonly root: object;
  readonly options: EncoderOptions;
  /** Undefined: nothing was asked for yet. */
  text: string | undefined;
}

type Options = Record<string, unknown>;

export function createSjson(kernel: Kernel): Record<string, unknown> {
  /** A light userdata on the chip. */
  const nothing = withMetatable({}, { __tostring: () => "userdata: 0x0" });
  kindOf.set(nothing, "userdata");

  function optionsOf(given: unknown): Options | undefined {
    return typeOfValue(given) === "table" ? (given as Options) : undefined;
  }

  function newDecoder(given: unknown): Decoder {
    const options = optionsOf(given);
    if (options === undefined) return createDecoder(kernel, { nothing, metatable: undefined });
    const metatable = options["metatable"] as Options | undefined;
    return createDecoder(kernel, { nothing: options["null"], metatable });
  }

  function newEncoder(root: unknown, given: unknown, name: string): Encoder {
    checkTable(root, 1, name);
    const word = optionsOf(given)?.["null"];
    const options: EncoderOptions = {
      nothing: typeOf(word) === "string" ? (word as string) : undefined,
      isNull: (value) => value === nothing,
    };
    return { root: root as object, options, text: undefined };
  }

  /** Undefined at the end. */
  function readEncoder(encoder: Encoder, byteCount: number): string | undefined {
    const text = encoder.text ?? encode(kernel, encoder.root, encoder.options);
    encoder.text = string.sub(text, byteCount + 1);
    const part = string.sub(text, 1, byteCount);
    return part === "" ? undefined : part;
  }

  const write: Multi = (handle, bytes) => {
    const decoder = decoders.stateOf(handle)!;
    if (!decoder.write(checkString(bytes, 1, "write"))) return $multi();
    return $multi(decoder.result());
  };
  const decoders: Userdata<Decoder> = createUserdata<Decoder>(
    "sjson.decoder",
    {
      write,
      result: (handle) => {
        const decoder = decoders.stateOf(handle)!;
        if (!decoder.complete()) kernel.raise("decode not complete");
        return decoder.result();
      },
    },
    () => {},
  );

  const read = (handle: object, size: unknown): string | undefined => {
    const wanted = typeOf(size) === "number" ? Math.max(1, toInteger(size)) : DEFAULT_READ_BYTES;
    return readEncoder(encoders.stateOf(handle)!, wanted);
  };
  const encoders: Userdata<Encoder> = createUserdata<Encoder>("sjson.encoder", { read }, () => {});

  return {
    encode: (root: unknown, options: unknown) =>
      readEncoder(newEncoder(root, options, "encode"), MAX_ENCODED_BYTES),
    decode: (bytes: unknown, options: unknown) => {
      const decoder = newDecoder(options);
      if (!decoder.write(checkString(bytes, 1, "decode"))) {
        kernel.raise("Incomplete JSON object passed to sjson.decode");
      }
      return decoder.result();
    },
    encoder: (root: unknown, options: unknown) =>
      encoders.create(newEncoder(root, options, "encoder")),
    decoder: (options: unknown) => decoders.create(newDecoder(options)),
  };
}
