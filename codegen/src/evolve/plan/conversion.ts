/** The conversion of a value of one type to another type that follows from the types alone. */

import {
  type IntegerName,
  isNominal,
  type ListType,
  type MapType,
  type OptionalType,
  type Type,
} from "../../schema/model.js";
import type { EmitOptions } from "../../schema/representation.js";
import { isBytes, isNullable, typedArrayOf } from "../../schema/representation.js";
import type { TypeGraph } from "../../schema/type-graph.js";

export type Conversion =
  | { readonly kind: "identity" }
  /** Calls the converter of two named types. */
  | { readonly kind: "named"; readonly source: string }
  | { readonly kind: "to-bigint" }
  | {
      readonly kind: "narrow";
      readonly target: IntegerName;
      readonly to: "number" | "bigint";
      /** Whether the target has numbers that the source lacks, too. */
      readonly isOverlap: boolean;
    }
  /** From f64 to f32. */
  | { readonly kind: "narrow-float" }
  /** A value that becomes present; in `{ some }` where the item may be null. */
  | { readonly kind: "wrap"; readonly isNested: boolean; readonly item: Conversion }
  | { readonly kind: "unwrap"; readonly isNested: boolean; readonly item: Conversion }
  | {
      readonly kind: "optional";
      readonly isNestedSource: boolean;
      readonly isNestedTarget: boolean;
      readonly item: Conversion;
    }
  /** `into` is the kind of list that is made: `Array`, a typed array, or null for the same one. */
  | {
      readonly kind: "list";
      readonly into: string | null;
      readonly item: Conversion;
      readonly length: number | null;
    }
  /** The value itself, where it has this length. */
  | { readonly kind: "length"; readonly length: number }
  | { readonly kind: "map"; readonly key: Conversion; readonly value: Conversion }
  /** No rule applies: a decision is required. */
  | { readonly kind: "decide" };

export const IDENTITY: Conversion = { kind: "identity" };
const DECIDE: Conversion = { kind: "decide" };

export type ConversionContext = {
  readonly source: TypeGraph;
  readonly target: TypeGraph;
  readonly options: EmitOptions;
  /** Whether two types have the same encoding and the same values. */
  readonly isEqual: (source: Type, target: Type) => boolean;
  /** The conversion of two versions of one named type; null where they are different types. */
  readonly namedConversion: (source: string, target: string) => Conversion | null;
};

/** Aliases of aliases end far before this depth; for anything deeper a decision is required. */
const MAX_DEPTH = 64;

export function conversionOf(
  source: Type,
  target: Type,
  context: ConversionContext,
  depth = 0,
): Conversion {
  if (depth > MAX_DEPTH) return DECIDE;
  if (context.isEqual(source, target)) return IDENTITY;
  const next = (from: Type, to: Type) => conversionOf(from, to, context, depth + 1);
  if (source.kind === "reference" && target.kind === "reference") {
    const named = context.namedConversion(source.name, target.name);
    if (named !== null) return named;
  }
  const sourceBody = source.kind === "reference" ? bodyOf(source.name, context.source) : null;
  if (sourceBody !== null) return next(sourceBody, target);
  const targetBody = target.kind === "reference" ? bodyOf(target.name, context.target) : null;
  if (targetBody !== null) return next(source, targetBody);
  if (target.kind === "optional") {
    if (source.kind === "optional") return optionalConversion(source, target, context, next);
    const isNested = isNullable(target.item, context.target);
    return unlessDecide(next(source, target.item), (item) =>
      item.kind === "identity" && !isNested ? IDENTITY : { kind: "wrap", isNested, item },
    );
  }
  if (source.kind === "optional") {
    const isNested = isNullable(source.item, context.source);
    return unlessDecide(next(source.item, target), (item) => ({ kind: "unwrap", isNested, item }));
  }
  return plainConversion(source, target, context, next);
}

type Next = (source: Type, target: Type) => Conversion;

/** The type behind an alias; null for a struct, an enum or a union, which are more than a name. */
function bodyOf(name: string, graph: TypeGraph): Type | null {
  const type = graph.namedTypes.get(name)?.type;
  if (type === undefined) throw new Error(`'${name}' is not a type of the schema`);
  return isNominal(type) ? null : type;
}

function plainConversion(
  source: Type,
  target: Type,
  context: ConversionContext,
  next: Next,
): Conversion {
  if (source.kind === "primitive" && target.kind === "primitive") {
    return numberConversion(source.name, target.name);
  }
  const sourceBytes = bytesLength(source, context.source);
  const targetBytes = bytesLength(target, context.target);
  if (sourceBytes !== undefined && targetBytes !== undefined) {
    return lengthConversion(sourceBytes, targetBytes);
  }
  if (source.kind === "list" && target.kind === "list") {
    return listConversion(source, target, context, next);
  }
  if (source.kind === "map" && target.kind === "map") return mapConversion(source, target, next);
  return DECIDE;
}

/** The fixed length of `data` or `list<u8>`, null where it varies, undefined for other types. */
function bytesLength(type: Type, graph: TypeGraph): number | null | undefined {
  if (type.kind === "data") return type.length;
  return type.kind === "list" && isBytes(type.item, graph) ? type.length : undefined;
}

function lengthConversion(source: number | null, target: number | null): Conversion {
  if (target === null || source === target) return IDENTITY;
  // Two fixed lengths have no value in common.
  return source === null ? { kind: "length", length: target } : DECIDE;
}

function listConversion(
  source: ListType,
  target: ListType,
  { source: sourceGraph, target: targetGraph, options }: ConversionContext,
  next: Next,
): Conversion {
  const length = lengthConversion(source.length, target.length);
  if (length.kind === "decide") return DECIDE;
  const sourceKind = listKind(source.item, sourceGraph, options);
  const targetKind = listKind(target.item, targetGraph, options);
  const into = sourceKind === targetKind ? null : targetKind;
  return unlessDecide(next(source.item, target.item), (item) =>
    item.kind === "identity" && into === null
      ? length
      : { kind: "list", into, item, length: length.kind === "length" ? length.length : null },
  );
}

function listKind(item: Type, graph: TypeGraph, options: EmitOptions): string {
  return isBytes(item, graph) ? "Uint8Array" : (typedArrayOf(item, graph, options) ?? "Array");
}

function mapConversion(source: MapType, target: MapType, next: Next): Conversion {
  const key = next(source.key, target.key);
  const value = next(source.value, target.value);
  if (key.kind === "decide" || value.kind === "decide") return DECIDE;
  if (key.kind === "identity" && value.kind === "identity") return IDENTITY;
  return { kind: "map", key, value };
}

function optionalConversion(
  source: OptionalType,
  target: OptionalType,
  context: ConversionContext,
  next: Next,
): Conversion {
  const isNestedSource = isNullable(source.item, context.source);
  const isNestedTarget = isNullable(target.item, context.target);
  return unlessDecide(next(source.item, target.item), (item) =>
    item.kind === "identity" && isNestedSource === isNestedTarget
      ? IDENTITY
      : { kind: "optional", isNestedSource, isNestedTarget, item },
  );
}

function unlessDecide(item: Conversion, make: (item: Conversion) => Conversion): Conversion {
  return item.kind === "decide" ? DECIDE : make(item);
}

type IntegerRange = { readonly min: bigint; readonly max: bigint };

function unsigned(bits: bigint): IntegerRange {
  return { min: 0n, max: (1n << bits) - 1n };
}

function signed(bits: bigint): IntegerRange {
  return { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n };
}

const RANGES: ReadonlyMap<string, IntegerRange> = new Map([
  ["u8", unsigned(8n)],
  ["u16", unsigned(16n)],
  ["u32", unsigned(32n)],
  ["u64", unsigned(64n)],
  ["uint", unsigned(64n)],
  ["i8", signed(8n)],
  ["i16", signed(16n)],
  ["i32", signed(32n)],
  ["i64", signed(64n)],
  ["int", signed(64n)],
]);

const MAX_NUMBER = (1n << 32n) - 1n;

function numberConversion(source: string, target: string): Conversion {
  if (source === target || (source === "f32" && target === "f64")) return IDENTITY;
  if (source === "f64" && target === "f32") return { kind: "narrow-float" };
  const from = RANGES.get(source);
  const to = RANGES.get(target);
  if (from === undefined || to === undefined) return DECIDE;
  const isBigint = to.max > MAX_NUMBER;
  if (from.min < to.min || from.max > to.max) {
    const isOverlap = to.min < from.min || to.max > from.max;
    // RANGES has exactly the names of the integers.
    const name = target as IntegerName;
    return { kind: "narrow", target: name, to: isBigint ? "bigint" : "number", isOverlap };
  }
  return isBigint && from.max <= MAX_NUMBER ? { kind: "to-bigint" } : IDENTITY;
}

/**
 * Whether a conversion is lossy. `none`: it is lossless. `one-way`: only values that the reverse
 * conversion never returns do not fit. `both-ways`: both directions have values that do not fit.
 */
export type Loss = "none" | "one-way" | "both-ways";

export function lossOf(conversion: Conversion): Loss {
  switch (conversion.kind) {
    case "identity":
    case "named":
    case "to-bigint":
      return "none";
    case "narrow":
      return conversion.isOverlap ? "both-ways" : "one-way";
    case "narrow-float":
    case "length":
      return "one-way";
    case "decide":
      return "both-ways";
    case "wrap":
    case "optional":
      return lossOf(conversion.item);
    case "unwrap":
      return greater("one-way", lossOf(conversion.item));
    case "list":
      return greater(conversion.length === null ? "none" : "one-way", lossOf(conversion.item));
    case "map":
      return greater(lossOf(conversion.key), lossOf(conversion.value));
    default:
      return conversion satisfies never;
  }
}

function greater(left: Loss, right: Loss): Loss {
  if (left === "both-ways" || right === "both-ways") return "both-ways";
  return left === "none" ? right : left;
}
