/** The elementary changes of a struct, an enum or a union. */

import type { EnumType, StructType, Type, UnionType } from "../../schema/model.js";
import { compareMembers, type MembersRelation } from "../compare/compare-members.js";
import { hasEqualBytes } from "../compare/comparison.js";
import type { FieldRelation, RenameSuggestion } from "../compare/relation.js";
import type { Change, Place, Renumbered, Reordered } from "./change.js";
import { type PlaceContext, placeChanges } from "./place-changes.js";

/** The changes of the definition `name`; null where its kind differs in the two versions. */
export function memberChanges(
  name: string,
  older: Type,
  newer: Type,
  context: PlaceContext,
): readonly Change[] | null {
  const relation = compareMembers(older, newer, context.comparison);
  if (relation?.kind === "struct" && older.kind === "struct" && newer.kind === "struct") {
    return [
      ...fieldChanges(name, relation, context),
      ...fieldOrderChange(name, relation, older, newer, context),
    ];
  }
  if (relation?.kind === "enum" && older.kind === "enum" && newer.kind === "enum") {
    return [
      ...valueChanges(name, relation, older, newer),
      ...listingChange("values-reordered", name, relation, older.values, newer.values),
    ];
  }
  if (relation?.kind === "union" && older.kind === "union" && newer.kind === "union") {
    return [
      ...variantChanges(name, relation, older, newer, context),
      ...listingChange("variants-reordered", name, relation, older.variants, newer.variants),
    ];
  }
  return null;
}

type Of<Kind extends MembersRelation["kind"]> = Extract<MembersRelation, { readonly kind: Kind }>;

function fieldChanges(
  name: string,
  { fields, renames }: Of<"struct">,
  context: PlaceContext,
): readonly Change[] {
  return fields.flatMap((field): readonly Change[] => {
    const place = memberPlace(name, field.name);
    if (field.kind === "kept") return placeChanges(field.relation, place, context);
    const { type, isOptional } = field;
    const rename = renameOf(field.name, renames);
    if (rename === null) {
      const endsMessage = context.atEnd.has(name) && isBehindAllKept(field, fields);
      return [{ kind: `field-${field.kind}`, place, type, isOptional, endsMessage }];
    }
    return field.kind === "removed" ? [] : [{ kind: "field-renamed", place, ...rename, type }];
  });
}

function isBehindAllKept(
  { kind, index }: Exclude<FieldRelation, { readonly kind: "kept" }>,
  fields: readonly FieldRelation[],
): boolean {
  return fields.every((other) => {
    if (other.kind !== "kept") return true;
    return (kind === "added" ? other.newerIndex : other.olderIndex) < index;
  });
}

function fieldOrderChange(
  name: string,
  { isReordered }: Of<"struct">,
  older: StructType,
  newer: StructType,
  { comparison }: PlaceContext,
): readonly Change[] {
  if (!isReordered) return [];
  const isEqual = hasEqualBytes(older, newer, comparison);
  const orders = ordersOf(older.fields, newer.fields);
  return [{ kind: "fields-reordered", place: typePlace(name), ...orders, hasEqualBytes: isEqual }];
}

function valueChanges(
  name: string,
  { values, renames }: Of<"enum">,
  older: EnumType,
  newer: EnumType,
): readonly Change[] {
  const [olderOwners, newerOwners] = [older, newer].map(
    (type) => new Map(type.values.map(({ name, number }) => [number, name])),
  );
  return values.flatMap((value): readonly Change[] => {
    const place = memberPlace(name, value.name);
    if (value.kind === "kept") {
      const { olderNumber, newerNumber } = value;
      const facts = renumbered(olderNumber, newerNumber, olderOwners, newerOwners);
      return facts === null ? [] : [{ kind: "value-renumbered", place, ...facts }];
    }
    const { number, otherOwner } = value;
    const rename = renameOf(value.name, renames);
    if (rename === null) return [{ kind: `value-${value.kind}`, place, number, otherOwner }];
    return value.kind === "removed" ? [] : [{ kind: "value-renamed", place, ...rename, number }];
  });
}

function variantChanges(
  name: string,
  { variants, renames }: Of<"union">,
  older: UnionType,
  newer: UnionType,
  context: PlaceContext,
): readonly Change[] {
  const [olderOwners, newerOwners] = [older, newer].map(
    (type) => new Map(type.variants.map(({ name, tag }) => [tag, name])),
  );
  return variants.flatMap((variant): readonly Change[] => {
    const place = memberPlace(name, variant.name);
    if (variant.kind === "kept") {
      const facts = renumbered(variant.olderTag, variant.newerTag, olderOwners, newerOwners);
      const own: readonly Change[] =
        facts === null ? [] : [{ kind: "variant-retagged", place, ...facts }];
      return [...own, ...placeChanges(variant.payload, place, context)];
    }
    const { tag, type, otherOwner } = variant;
    const rename = renameOf(variant.name, renames);
    if (rename === null) return [{ kind: `variant-${variant.kind}`, place, type, tag, otherOwner }];
    return variant.kind === "removed" ? [] : [{ kind: "variant-renamed", place, ...rename, tag }];
  });
}

type Owners = ReadonlyMap<number, string> | undefined;

function renumbered(
  olderNumber: number,
  newerNumber: number,
  olderOwners: Owners,
  newerOwners: Owners,
): Renumbered | null {
  if (olderNumber === newerNumber) return null;
  const olderNumberNow = newerOwners?.get(olderNumber) ?? null;
  const newerNumberBefore = olderOwners?.get(newerNumber) ?? null;
  return { olderNumber, newerNumber, olderNumberNow, newerNumberBefore };
}

type Named = { readonly name: string };

function listingChange(
  kind: "values-reordered" | "variants-reordered",
  name: string,
  { isReordered }: { readonly isReordered: boolean },
  older: readonly Named[],
  newer: readonly Named[],
): readonly Change[] {
  return isReordered ? [{ kind, place: typePlace(name), ...ordersOf(older, newer) }] : [];
}

function ordersOf(older: readonly Named[], newer: readonly Named[]): Reordered {
  return {
    olderOrder: older.map(({ name }) => name),
    newerOrder: newer.map(({ name }) => name),
  };
}

function renameOf(name: string, renames: readonly RenameSuggestion[]): RenameSuggestion | null {
  return (
    renames.find(({ olderName, newerName }) => name === olderName || name === newerName) ?? null
  );
}

function memberPlace(type: string, member: string): Place {
  return { type, member, inside: [] };
}

function typePlace(type: string): Place {
  return { type, member: null, inside: [] };
}
