/** The integer types: their bounds, and the type of TypeScript that holds them. */

export type IntegerName =
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "uint"
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "int";

/** Inclusive. */
export type IntegerRange = { readonly min: bigint; readonly max: bigint };

export function integerRange(name: IntegerName): IntegerRange {
  const bits = BigInt(integerWidth(name));
  return name.startsWith("u")
    ? { min: 0n, max: (1n << bits) - 1n }
    : { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n };
}

/** The number of bits of a value, which for a varint is not that of its encoding. */
export function integerWidth(name: IntegerName): number {
  return Number(/\d+/.exec(name)?.[0] ?? 64);
}

/** The value of TypeScript: integers of 64 bits are bigints. */
export function integerOf(name: IntegerName, value: bigint): number | bigint {
  return integerWidth(name) === 64 ? value : Number(value);
}

export function isInteger(name: string): name is IntegerName {
  return /^(?:[ui](?:8|16|32|64)|uint|int)$/.test(name);
}
