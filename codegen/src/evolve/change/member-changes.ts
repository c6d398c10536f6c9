/** The elementary changes of a struct, an enum or a union. */

import type { EnumType, StructType, Type, UnionType } from "../../schema/model.js";
import { hasEqualBytes } from "../compare/comparison.js";
import type { FieldRelation, Kept, NamedRelation, RenameSuggestion } from "../compare/relation.js";
import type { Change, ChangeKind, Place, Renumbered, Reordered } from "./change.js";
import { type PlaceContext, placeChanges } from "./place-changes.js";

type Of<Kind extends NamedRelation["kind"]> = Extract<NamedRelation, { readonly kind: Kind }>;

/** The changes of the definition `name`; null if its kind differs in the two versions. */
export function memberChanges(
  relation: Of<"struct"> | Of<"enum"> | Of<"union">,
  older: Type,
  newer: Type,
  context: PlaceContext,
): readonly Change[] {
  if (relation.kind === "struct" && older.kind === "struct" && newer.kind === "struct") {
    return [
      ...fieldChanges(relation, context),
      ...fieldOrderChange(relation, older, newer, context),
    ];
  }
  if (relation.kind === "enum" && older.kind === "enum" && newer.kind === "enum") {
    return [
      ...valueChanges(relation, older, newer, context),
      ...listingChange("values-reordered", relation, older.values, newer.values),
    ];
  }
  if (relation.kind === "union" && older.kind === "union" && newer.kind === "union") {
    return [
      ...variantChanges(relation, older, newer, context),
      ...listingChange("variants-reordered", relation, older.variants, newer.variants),
    ];
  }
  throw new Error("a relation is that of the definitions that it was made of");
}

function fieldChanges(relation: Of<"struct">, context: PlaceContext): readonly Change[] {
  const { newerName: name, fields, renames } = relation;
  return fields.flatMap((field): readonly Change[] => {
    const place = memberPlace(name, field.name);
    if (field.kind === "kept") {
      const facts = { kind: "field-renamed", place, type: field.relation.newer } as const;
      const renamed = declaredRename(field).map((names): Change => ({ ...facts, ...names }));
      const own = [...renamed, ...placeChanges(field.relation, place, context)];
      return own.length === 0 ? meaningChange(place, context) : own;
    }
    const { type, isOptional } = field;
    const rename = suggestedRename(field.name, renames);
    if (rename === null) {
      const endsMessage = context.atEnd.has(name) && isBehindAllKept(field, fields);
      return [{ kind: `field-${field.kind}`, place, type, isOptional, endsMessage }];
    }
    return field.kind === "removed" ? [] : [{ kind: "field-renamed", place, ...rename, type }];
  });
}

type Names = Pick<
  Extract<Change, { readonly isDeclared: boolean }>,
  "olderName" | "newerName" | "isDeclared"
>;

/** One for a member that has another name since; none for one that has not. */
function declaredRename({ name, olderName }: Kept<unknown>): readonly Names[] {
  return name === olderName ? [] : [{ olderName, newerName: name, isDeclared: true }];
}

/** A change of meaning, which the decisions convert although the schemas show no difference. */
function meaningChange(place: Place, { comparison }: PlaceContext): readonly Change[] {
  const isByHand = comparison.declared.answeredKeys.has(`${place.type}.${place.member}`);
  return isByHand ? [{ kind: "meaning-changed", place }] : [];
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
  { newerName, isReordered }: Of<"struct">,
  older: StructType,
  newer: StructType,
  { comparison }: PlaceContext,
): readonly Change[] {
  if (!isReordered) return [];
  const place = typePlace(newerName);
  const isEqual = hasEqualBytes(older, newer, comparison);
  const orders = ordersOf(older.fields, newer.fields);
  return [{ kind: "fields-reordered", place, ...orders, hasEqualBytes: isEqual }];
}

function valueChanges(
  { newerName: name, values, renames }: Of<"enum">,
  older: EnumType,
  newer: EnumType,
  context: PlaceContext,
): readonly Change[] {
  const [olderOwners, newerOwners] = [older, newer].map(
    (type) => new Map(type.values.map(({ name, number }) => [number, name])),
  );
  return values.flatMap((value): readonly Change[] => {
    const place = memberPlace(name, value.name);
    if (value.kind === "kept") {
      const { olderNumber, newerNumber } = value;
      const facts = renumbered(olderNumber, newerNumber, olderOwners, newerOwners);
      const renamed = declaredRename(value).map(
        (names): Change => ({ kind: "value-renamed", place, number: newerNumber, ...names }),
      );
      const own: readonly Change[] =
        facts === null ? renamed : [...renamed, { kind: "value-renumbered", place, ...facts }];
      return own.length === 0 ? meaningChange(place, context) : own;
    }
    const { number, otherOwner } = value;
    const rename = suggestedRename(value.name, renames);
    if (rename === null) return [{ kind: `value-${value.kind}`, place, number, otherOwner }];
    return value.kind === "removed" ? [] : [{ kind: "value-renamed", place, ...rename, number }];
  });
}

function variantChanges(
  { newerName: name, variants, renames }: Of<"union">,
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
      const { newerTag } = variant;
      const facts = renumbered(variant.olderTag, newerTag, olderOwners, newerOwners);
      const renamed = declaredRename(variant).map(
        (names): Change => ({ kind: "variant-renamed", place, tag: newerTag, ...names }),
      );
      const own: readonly Change[] = [
        ...renamed,
        ...(facts === null ? [] : [{ kind: "variant-retagged", place, ...facts } as const]),
        ...placeChanges(variant.payload, place, context),
      ];
      return own.length === 0 ? meaningChange(place, context) : own;
    }
    const { tag, type, otherOwner } = variant;
    const rename = suggestedRename(variant.name, renames);
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
  kind: Extract<ChangeKind, "values-reordered" | "variants-reordered">,
  { newerName, isReordered }: Of<"enum"> | Of<"union">,
  older: readonly Named[],
  newer: readonly Named[],
): readonly Change[] {
  return isReordered ? [{ kind, place: typePlace(newerName), ...ordersOf(older, newer) }] : [];
}

function ordersOf(older: readonly Named[], newer: readonly Named[]): Reordered {
  return {
    olderOrder: older.map(({ name }) => name),
    newerOrder: newer.map(({ name }) => name),
  };
}

function suggestedRename(name: string, renames: readonly RenameSuggestion[]): Names | null {
  const found = renames.find(
    ({ olderName, newerName }) => name === olderName || name === newerName,
  );
  return found === undefined ? null : { ...found, isDeclared: false };
}

function memberPlace(type: string, member: string): Place {
  return { type, member, inside: [] };
}

export function typePlace(type: string): Place {
  return { type, member: null, inside: [] };
}
