/** The integer types: their bounds, and the type of TypeScript that holds them. */

import { INTEGER_NAMES, type IntegerName } from "../version-description.js";

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

const NAMES: ReadonlySet<string> = new Set(INTEGER_NAMES);

export function isInteger(name: string): name is IntegerName {
  return NAMES.has(name);
}
