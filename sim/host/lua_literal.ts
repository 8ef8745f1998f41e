/** A JSON value as Lua source, for the Lua side to load: text becomes its UTF-8 bytes. Pure. */

function quote(text: string): string {
  const bytes = [...Buffer.from(text, "utf8")];
  const escaped = bytes.map((byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, "0")}`;
  });
  return `"${escaped.join("")}"`;
}

export function toLuaLiteral(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || typeof value === "boolean") {
    return value === Infinity ? "math.huge" : value === -Infinity ? "-math.huge" : String(value);
  }
  if (Array.isArray(value)) return `{${value.map(toLuaLiteral).join(",")}}`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(
      ([key, item]) => `[${quote(key)}]=${toLuaLiteral(item)}`,
    );
    return `{${fields.join(",")}}`;
  }
  return "nil";
}
