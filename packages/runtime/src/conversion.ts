/** The functions that generated converters call: checked conversions, and their errors. */

import { unencodable } from "./codec-error.js";
import type { DropIf } from "./decisions.js";
import { WireError } from "./wire-error.js";
import { isMap, requireList } from "./write-collection.js";

/** One conversion between neighbouring versions, in one direction. */
export type Step = { readonly protocol: string; readonly from: number; readonly to: number };

/**
 * The error for a value that the target version of `step` cannot represent. `path` starts with the
 * type that has the member; the versioned codec replaces it by the full path from the root.
 */
export function notRepresentable(step: Step, path: string, reason?: string): WireError {
  const { protocol, from, to } = step;
  const isDowngrade = to < from;
  const why = reason ?? `v${to} has no ${path}`;
  return new WireError(
    {
      kind: "not-representable",
      protocol,
      version: to,
      root: path.split(".", 1)[0] ?? path,
      path,
      since: isDowngrade && reason === undefined ? from : null,
      until: isDowngrade || reason !== undefined ? null : from,
      direction: isDowngrade ? "downgrade" : "upgrade",
      reason: why,
    },
    `${path}: ${why}`,
  );
}

/** The bounds of the integer types, inclusive. */
const BOUNDS = {
  u8: [0n, 0xffn],
  u16: [0n, 0xffffn],
  u32: [0n, 0xffff_ffffn],
  u64: [0n, 0xffff_ffff_ffff_ffffn],
  uint: [0n, 0xffff_ffff_ffff_ffffn],
  i8: [-0x80n, 0x7fn],
  i16: [-0x8000n, 0x7fffn],
  i32: [-0x8000_0000n, 0x7fff_ffffn],
  i64: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  int: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
} as const;

type IntegerName = keyof typeof BOUNDS;

/** `value` as a number of the target's type. Throws if it is out of range. */
export function narrowToNumber(
  step: Step,
  path: string,
  value: number | bigint,
  target: IntegerName,
): number {
  requireBounds(step, path, value, target);
  return Number(value);
}

/** `value` as a bigint of the target's type. Throws if it is out of range. */
export function narrowToBigint(
  step: Step,
  path: string,
  value: number | bigint,
  target: IntegerName,
): bigint {
  requireBounds(step, path, value, target);
  return BigInt(value);
}

/** A number of a wider type, as a bigint. */
export function widenToBigint(value: number): bigint {
  requireInteger(value);
  return BigInt(value);
}

/** `value`. Throws if a float of 32 bits would round it. */
export function narrowToF32(step: Step, path: string, value: number): number {
  if (typeof value !== "number") throw unencodable(value, "a number");
  if (Object.is(Math.fround(value), value)) return value;
  throw notRepresentable(step, path, "does not fit into f32");
}

function requireBounds(
  step: Step,
  path: string,
  value: number | bigint,
  target: IntegerName,
): void {
  requireInteger(value);
  const [min, max] = BOUNDS[target];
  if (value < min || value > max) throw notRepresentable(step, path, `does not fit into ${target}`);
}

/** `Number` and `BigInt` would take a string or null for a number, and throw at a fraction. */
function requireInteger(value: number | bigint): void {
  if (typeof value === "bigint" || Number.isInteger(value)) return;
  throw unencodable(value, "an integer");
}

/** A present value. Throws on null, for a target that requires a value. */
export function requirePresent<T>(step: Step, path: string, value: T | null): T {
  if (value === undefined) throw unencodable(value, "a value or null");
  if (value === null) throw notRepresentable(step, path, `v${step.to} requires a value`);
  return value;
}

/** `items`. Throws if their number is not the fixed length of the target. */
export function requireLength<T extends ArrayLike<unknown>>(
  step: Step,
  path: string,
  items: T,
  length: number,
): T {
  requireList(items);
  if (items.length === length) return items;
  throw notRepresentable(step, path, `v${step.to} requires ${length} items, got ${items.length}`);
}

/** Converts every entry. Throws if two keys become equal. */
export function convertMap<FromKey, FromValue, ToKey, ToValue>(
  step: Step,
  path: string,
  entries: ReadonlyMap<FromKey, FromValue>,
  convertKey: (key: FromKey) => ToKey,
  convertValue: (value: FromValue) => ToValue,
): ReadonlyMap<ToKey, ToValue> {
  if (!isMap(entries)) throw unencodable(entries, "a Map");
  const converted = new Map<ToKey, ToValue>();
  // The key is converted before the value is read, which tells them apart where one is rejected.
  for (const entry of entries) converted.set(convertKey(entry[0]), convertValue(entry[1]));
  if (converted.size === entries.size) return converted;
  throw notRepresentable(step, path, `two keys become equal in v${step.to}`);
}

/**
 * `value` as a value of `To`, a type of a neighbouring version whose values are the same. The
 * generator has compared the two types; only where they are too deep for the compiler to compare
 * them once more does generated code call this.
 */
export function same<To>(value: unknown): To {
  // The generator has proved it.
  return value as To;
}

/** The message for a decisions file that has been edited since the last run of the generator. */
export const STALE_DECISION =
  "a decision has changed since the converters were generated: run `barewire generate`";

/** Rejects a value whose counterpart in the target version has a type that it cannot be. */
export function rejectValue(step: Step, path: string, reason: string): never {
  throw notRepresentable(step, path, reason);
}

/** Tells whether the decision allows `value` to be dropped. */
export function isDroppable<T>(answer: DropIf<T> | object | undefined, value: T): boolean {
  if (answer !== undefined && "isDroppable" in answer) return answer.isDroppable(value);
  throw new TypeError(STALE_DECISION);
}
