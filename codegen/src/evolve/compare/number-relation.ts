/**
 * The relation between the number types of two versions.
 */

import type { IntegerName, PrimitiveName } from "../../schema/model.js";
import type { NumberName } from "./relation.js";

/**
 * Returns null if one is an integer and the other is not. `same` has the same numbers in other
 * bytes.
 */
export function numberRelation(
  older: NumberName,
  newer: NumberName,
): "same" | "widen" | "narrow" | "overlap" | null {
  if (older === newer) return "same";
  if (isFloat(older) || isFloat(newer)) {
    if (!isFloat(older) || !isFloat(newer)) return null;
    return older === "f32" ? "widen" : "narrow";
  }
  const [from, to] = [RANGES[older], RANGES[newer]];
  const fits = to.least <= from.least && from.most <= to.most;
  const isFilled = from.least <= to.least && to.most <= from.most;
  if (fits && isFilled) return "same";
  if (fits) return "widen";
  return isFilled ? "narrow" : "overlap";
}

export function isNumber(name: PrimitiveName): name is NumberName {
  return name !== "bool" && name !== "str" && name !== "void";
}

/** Tells whether a value is a `bigint` in TypeScript. */
export function isBigint(name: NumberName): boolean {
  return !isFloat(name) && RANGES[name].most > MOST_OF_32_BITS;
}

function isFloat(name: NumberName): name is "f32" | "f64" {
  return name === "f32" || name === "f64";
}

type Range = { readonly least: bigint; readonly most: bigint };

function unsigned(bits: bigint): Range {
  return { least: 0n, most: 2n ** bits - 1n };
}

function signed(bits: bigint): Range {
  return { least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n };
}

const MOST_OF_32_BITS = 2n ** 32n - 1n;

const RANGES: Readonly<Record<IntegerName, Range>> = {
  u8: unsigned(8n),
  u16: unsigned(16n),
  u32: unsigned(32n),
  u64: unsigned(64n),
  uint: unsigned(64n),
  i8: signed(8n),
  i16: signed(16n),
  i32: signed(32n),
  i64: signed(64n),
  int: signed(64n),
};
