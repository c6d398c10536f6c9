/** The conversion of a value of one type to another type, as it follows from their relation. */

import type { IntegerName, Type } from "../../schema/model.js";
import type { EmitOptions } from "../../schema/representation.js";
import { isBytes, isNullable, typedArrayOf } from "../../schema/representation.js";
import type { TypeGraph } from "../../schema/type-graph.js";
import { isBigint } from "../compare/number-relation.js";
import type { Relation, RelationOf } from "../compare/relation.js";
import type { Direction } from "./decision-entry.js";

export type Conversion =
  | { readonly kind: "identity" }
  /** Calls the converter of two named types. */
  | { readonly kind: "named"; readonly source: string }
  | { readonly kind: "to-bigint" }
  | {
      readonly kind: "narrow";
      readonly target: IntegerName;
      readonly to: "number" | "bigint";
      /** Tells whether the target has numbers that the source lacks, too. */
      readonly isOverlap: boolean;
    }
  /** The conversion from f64 to f32. */
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
  | {
      readonly kind: "list";
      /** The kind of list that is made: `Array`, a typed array, or null for the same kind. */
      readonly into: string | null;
      readonly item: Conversion;
      /** The length that is to be checked; null where every list has a length of the target. */
      readonly length: number | null;
      /** Tells whether all lists of the target have one length, so that none can omit anything. */
      readonly isFixed: boolean;
    }
  /** The value itself, where it has this length. */
  | { readonly kind: "length"; readonly length: number }
  | { readonly kind: "map"; readonly key: Conversion; readonly value: Conversion }
  /** Items or entries that the target cannot carry are left out, and counted. */
  | {
      readonly kind: "omit";
      readonly key: string;
      readonly reason: string;
      readonly of: Conversion;
    }
  /** No rule applies: a decision is required. */
  | { readonly kind: "decide" }
  /** Every value is rejected, as a decision says. An absent value or an empty list passes. */
  | { readonly kind: "reject" };

const IDENTITY: Conversion = { kind: "identity" };
const DECIDE: Conversion = { kind: "decide" };

export type ConversionScope = {
  readonly direction: Direction;
  readonly older: TypeGraph;
  readonly newer: TypeGraph;
  readonly options: EmitOptions;
};

/** Every pair of named types is converted by name here; `simplified` knows which need not be. */
export function conversionOf(relation: Relation, scope: ConversionScope): Conversion {
  const isUpgrade = scope.direction === "upgrade";
  switch (relation.kind) {
    case "identity":
    case "same-value":
      return IDENTITY;
    case "widen":
    case "narrow":
    case "overlap":
      return numberConversion(relation, isUpgrade);
    case "optional":
      return {
        kind: "optional",
        isNestedSource: hasNullableItem(sourceOf(relation, scope)),
        isNestedTarget: hasNullableItem(targetOf(relation, scope)),
        item: conversionOf(relation.item, scope),
      };
    case "wrap-optional":
    case "unwrap-optional": {
      const isWrap = (relation.kind === "wrap-optional") === isUpgrade;
      const side = relation.kind === "wrap-optional" ? "newer" : "older";
      const isNested = hasNullableItem({ type: relation[side], graph: scope[side] });
      const item = conversionOf(relation.item, scope);
      return { kind: isWrap ? "wrap" : "unwrap", isNested, item };
    }
    case "list":
      return listConversion(relation, scope);
    case "data-length":
      return lengthConversion(relation, isUpgrade);
    case "map": {
      const key = conversionOf(relation.key, scope);
      return { kind: "map", key, value: conversionOf(relation.value, scope) };
    }
    case "named":
      if (!relation.isPair) return DECIDE;
      return { kind: "named", source: isUpgrade ? relation.olderName : relation.newerName };
    case "from-void":
    case "to-void":
    case "same-bytes":
    case "incompatible":
      return DECIDE;
    default:
      return relation satisfies never;
  }
}

type Placed = { readonly type: Type; readonly graph: TypeGraph };

function sourceOf({ older, newer }: Relation, scope: ConversionScope): Placed {
  const isUpgrade = scope.direction === "upgrade";
  return isUpgrade ? { type: older, graph: scope.older } : { type: newer, graph: scope.newer };
}

function targetOf({ older, newer }: Relation, scope: ConversionScope): Placed {
  const isUpgrade = scope.direction === "upgrade";
  return isUpgrade ? { type: newer, graph: scope.newer } : { type: older, graph: scope.older };
}

function hasNullableItem({ type, graph }: Placed): boolean {
  const body = graph.resolve(type);
  return body.kind === "optional" && isNullable(body.item, graph);
}

function numberConversion(
  { kind, olderNumber, newerNumber }: RelationOf<"widen" | "narrow" | "overlap">,
  isUpgrade: boolean,
): Conversion {
  const [source, target] = isUpgrade ? [olderNumber, newerNumber] : [newerNumber, olderNumber];
  if (kind === (isUpgrade ? "widen" : "narrow")) {
    return isBigint(target) && !isBigint(source) ? { kind: "to-bigint" } : IDENTITY;
  }
  if (target === "f32" || target === "f64") return { kind: "narrow-float" };
  const to = isBigint(target) ? "bigint" : "number";
  return { kind: "narrow", target, to, isOverlap: kind === "overlap" };
}

function lengthConversion(
  { olderLength, newerLength }: RelationOf<"data-length" | "list">,
  isUpgrade: boolean,
): Conversion {
  const [source, target] = isUpgrade ? [olderLength, newerLength] : [newerLength, olderLength];
  if (target === null || source === target) return IDENTITY;
  // Two fixed lengths have no value in common.
  return source === null ? { kind: "length", length: target } : DECIDE;
}

function listConversion(relation: RelationOf<"list">, scope: ConversionScope): Conversion {
  const isUpgrade = scope.direction === "upgrade";
  const length = lengthConversion(relation, isUpgrade);
  if (length.kind === "decide") return DECIDE;
  const targetKind = listKind(targetOf(relation, scope), scope.options);
  const isSameKind = listKind(sourceOf(relation, scope), scope.options) === targetKind;
  return {
    kind: "list",
    into: isSameKind ? null : targetKind,
    item: conversionOf(relation.item, scope),
    length: length.kind === "length" ? length.length : null,
    isFixed: (isUpgrade ? relation.newerLength : relation.olderLength) !== null,
  };
}

function listKind({ type, graph }: Placed, options: EmitOptions): string {
  const body = graph.resolve(type);
  if (body.kind !== "list") return "Array";
  return isBytes(body.item, graph)
    ? "Uint8Array"
    : (typedArrayOf(body.item, graph, options) ?? "Array");
}

/**
 * The loss of a conversion. `none`: it is lossless. `one-way`: only values that the reverse
 * conversion never returns do not fit. `both-ways`: both directions have values that do not fit.
 */
export type Loss = "none" | "one-way" | "both-ways";

export function lossOf(conversion: Conversion): Loss {
  const inside = partsOf(conversion).map(lossOf).reduce<Loss>(greater, "none");
  switch (conversion.kind) {
    case "narrow":
      return conversion.isOverlap ? "both-ways" : "one-way";
    case "narrow-float":
    case "length":
    case "omit":
      return "one-way";
    case "decide":
    case "reject":
      return "both-ways";
    case "unwrap":
      return greater("one-way", inside);
    case "list":
      return greater(conversion.length === null ? "none" : "one-way", inside);
    default:
      return inside;
  }
}

function greater(left: Loss, right: Loss): Loss {
  if (left === "both-ways" || right === "both-ways") return "both-ways";
  return left === "none" ? right : left;
}

/** The conversions that a conversion is made of. */
function partsOf(conversion: Conversion): readonly Conversion[] {
  switch (conversion.kind) {
    case "wrap":
    case "unwrap":
    case "optional":
    case "list":
      return [conversion.item];
    case "map":
      return [conversion.key, conversion.value];
    case "omit":
      return [conversion.of];
    default:
      return [];
  }
}

function withParts(conversion: Conversion, change: (part: Conversion) => Conversion): Conversion {
  switch (conversion.kind) {
    case "wrap":
    case "unwrap":
    case "optional":
    case "list":
      return { ...conversion, item: change(conversion.item) };
    case "map":
      return { kind: "map", key: change(conversion.key), value: change(conversion.value) };
    case "omit":
      return { ...conversion, of: change(conversion.of) };
    default:
      return conversion;
  }
}

/** The conversion without what only hands a value on; `isIdentity` says so of a named source. */
export function simplified(
  conversion: Conversion,
  isIdentity: (source: string) => boolean,
): Conversion {
  const inside = withParts(conversion, (part) => simplified(part, isIdentity));
  const isHandedOn = partsOf(inside).every(({ kind }) => kind === "identity");
  switch (inside.kind) {
    case "named":
      return isIdentity(inside.source) ? IDENTITY : inside;
    case "wrap":
      return isHandedOn && !inside.isNested ? IDENTITY : inside;
    case "optional":
      return isHandedOn && inside.isNestedSource === inside.isNestedTarget ? IDENTITY : inside;
    case "list": {
      const { into, length } = inside;
      if (!isHandedOn || into !== null) return inside;
      return length === null ? IDENTITY : { kind: "length", length };
    }
    case "map":
      return isHandedOn ? IDENTITY : inside;
    case "omit":
      return inside.of.kind === "list" || inside.of.kind === "map" ? inside : inside.of;
    default:
      return inside;
  }
}

/** The conversion in which every value that no rule converts is rejected. */
export function rejecting(conversion: Conversion): Conversion {
  return conversion.kind === "decide" ? { kind: "reject" } : withParts(conversion, rejecting);
}

/** Tells whether some value passes, if only one that is absent or empty. */
export function passesSome(conversion: Conversion): boolean {
  switch (conversion.kind) {
    case "decide":
    case "reject":
      return false;
    case "wrap":
    case "unwrap":
      return passesSome(conversion.item);
    case "list":
      return conversion.length === null || passesSome(conversion.item);
    default:
      return true;
  }
}

/** The named types that a conversion goes through. */
export function namedSources(conversion: Conversion): readonly string[] {
  if (conversion.kind === "named") return [conversion.source];
  return partsOf(conversion).flatMap(namedSources);
}

/**
 * Returns the conversion that leaves out what cannot be carried of its lists and maps, innermost
 * first; null if there is none whose number of items may change.
 */
export function omitting(
  conversion: Conversion,
  decision: { readonly key: string; readonly reason: string },
): Conversion | null {
  const inside = () => withParts(conversion, (part) => omitting(part, decision) ?? rejecting(part));
  switch (conversion.kind) {
    case "list":
      return conversion.isFixed ? null : { kind: "omit", ...decision, of: inside() };
    case "map":
      return { kind: "omit", ...decision, of: inside() };
    case "wrap":
    case "unwrap":
    case "optional":
      return omitting(conversion.item, decision) === null ? null : inside();
    default:
      return null;
  }
}

export function omitsSome(conversion: Conversion): boolean {
  return conversion.kind === "omit" || partsOf(conversion).some(omitsSome);
}
