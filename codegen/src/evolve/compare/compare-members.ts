/** Compares two structs, two enums or two unions member by member. */

import type { EnumType, StructType, Type, UnionType } from "../../schema/model.js";
import { isNullable } from "../../schema/representation.js";
import { type AlignedMembers, alignMembers, type Member } from "./align-members.js";
import { compareTypes } from "./compare-types.js";
import { type Comparison, hasEqualClosure } from "./comparison.js";
import { isReordered, samePlaceRenames } from "./member-order.js";
import type {
  FieldRelation,
  NamedPair,
  NamedRelation,
  RenameSuggestion,
  ValueRelation,
  VariantRelation,
} from "./relation.js";

export type MembersRelation = MembersOf<"struct"> | MembersOf<"enum"> | MembersOf<"union">;

type MembersOf<Kind extends NamedRelation["kind"]> = Omit<
  Extract<NamedRelation, { readonly kind: Kind }>,
  keyof NamedPair
>;

/** The members of the definitions `names`; null if they are not two of a kind. */
export function compareMembers(
  names: NamedPair,
  older: Type,
  newer: Type,
  comparison: Comparison,
): MembersRelation | null {
  const declaredName = ({ name }: Member) => {
    return comparison.declared.olderName(`${names.newerName}.${name}`);
  };
  if (older.kind === "struct" && newer.kind === "struct") {
    return compareStructs(older, newer, comparison, declaredName);
  }
  if (older.kind === "enum" && newer.kind === "enum") {
    return compareEnums(older, newer, declaredName);
  }
  if (older.kind === "union" && newer.kind === "union") {
    return compareUnions(older, newer, comparison, declaredName);
  }
  return null;
}

type DeclaredName = (member: Member) => string | null;

function compareStructs(
  older: StructType,
  newer: StructType,
  comparison: Comparison,
  declaredName: DeclaredName,
): MembersOf<"struct"> {
  const aligned = alignMembers(older.fields, newer.fields, declaredName);
  const { olderLabels, newerLabels } = aligned;
  const fields = aligned.members.map((found): FieldRelation => {
    if (found.kind === "kept") {
      const { older: from, newer: to, ...place } = found;
      return { ...place, relation: compareTypes(from.type, to.type, comparison) };
    }
    const { member, ...place } = found;
    const { graph } = comparison[place.kind === "added" ? "newer" : "older"];
    return { ...place, type: member.type, isOptional: isNullable(member.type, graph) };
  });
  const olderFields = new Map(older.fields.map((field, index) => [olderLabels[index], field]));
  const newerFields = new Map(newer.fields.map((field, index) => [newerLabels[index], field]));
  const places = samePlaceRenames(olderLabels, newerLabels, (from, to) => {
    const [olderField, newerField] = [olderFields.get(from), newerFields.get(to)];
    if (olderField === undefined || newerField === undefined) return false;
    return hasEqualClosure(olderField.type, newerField.type, comparison);
  });
  const renames = places.flatMap(({ olderName, newerName }) => {
    const [from, to] = [olderFields.get(olderName), newerFields.get(newerName)];
    if (from === undefined || to === undefined) return [];
    return [{ olderName: from.name, newerName: to.name }];
  });
  return { kind: "struct", fields, renames, ...orderOf(aligned), asksByName: movesKept(fields) };
}

function orderOf(aligned: AlignedMembers<Member>): { readonly isReordered: boolean } {
  return { isReordered: isReordered(aligned.olderLabels, aligned.newerLabels) };
}

/** Tells whether fields that kept their names are in another order; a rename implies its own. */
function movesKept(fields: readonly FieldRelation[]): boolean {
  const places = fields
    .flatMap((field) => (field.kind === "kept" && field.name === field.olderName ? [field] : []))
    .sort((left, right) => left.newerIndex - right.newerIndex)
    .map(({ olderIndex }) => olderIndex);
  return places.some((place, index) => place < (places[index - 1] ?? -1));
}

function compareEnums(
  older: EnumType,
  newer: EnumType,
  declaredName: DeclaredName,
): MembersOf<"enum"> {
  const aligned = alignMembers(older.values, newer.values, declaredName);
  const olderOwners = new Map(older.values.map(({ name, number }) => [number, name]));
  const newerOwners = new Map(newer.values.map(({ name, number }) => [number, name]));
  const values = aligned.members.map((found): ValueRelation => {
    if (found.kind === "kept") {
      const { older: from, newer: to, ...place } = found;
      return { ...place, olderNumber: from.number, newerNumber: to.number };
    }
    const { member, ...place } = found;
    const owners = place.kind === "added" ? olderOwners : newerOwners;
    return { ...place, number: member.number, otherOwner: owners.get(member.number) ?? null };
  });
  const renames = renamesByNumber(
    values.flatMap((value) => (value.kind === "removed" ? [value] : [])),
    values.flatMap((value) => (value.kind === "added" ? [value] : [])),
    (removed, added) => removed.number === added.number,
  );
  const asksByName = values.some(
    (value) =>
      value.kind === "kept" &&
      value.name === value.olderName &&
      isReassigned(value.olderNumber, value.newerNumber, olderOwners, newerOwners),
  );
  return { kind: "enum", values, renames, ...orderOf(aligned), asksByName };
}

function compareUnions(
  older: UnionType,
  newer: UnionType,
  comparison: Comparison,
  declaredName: DeclaredName,
): MembersOf<"union"> {
  const aligned = alignMembers(older.variants, newer.variants, (variant) => {
    const declared = declaredName(variant);
    if (declared !== null || variant.type.kind !== "reference") return declared;
    // A variant bears the name of its type, so that a renamed type renames it too.
    const olderName = comparison.olderNames.get(variant.type.name) ?? null;
    return olderName === variant.type.name ? null : olderName;
  });
  const olderOwners = new Map(older.variants.map(({ tag, name }) => [tag, name]));
  const newerOwners = new Map(newer.variants.map(({ tag, name }) => [tag, name]));
  const variants = aligned.members.map((found): VariantRelation => {
    if (found.kind === "kept") {
      const { older: from, newer: to, ...place } = found;
      const payload = compareTypes(from.type, to.type, comparison);
      return { ...place, olderTag: from.tag, newerTag: to.tag, payload };
    }
    const { member, ...place } = found;
    const { tag, type } = member;
    const owners = place.kind === "added" ? olderOwners : newerOwners;
    return { ...place, tag, type, otherOwner: owners.get(tag) ?? null };
  });
  const renames = renamesByNumber(
    variants.flatMap((variant) => (variant.kind === "removed" ? [variant] : [])),
    variants.flatMap((variant) => (variant.kind === "added" ? [variant] : [])),
    (removed, added) =>
      removed.tag === added.tag && hasEqualClosure(removed.type, added.type, comparison),
  );
  const asksByName = variants.some(
    (variant) =>
      variant.kind === "kept" &&
      variant.name === variant.olderName &&
      isReassigned(variant.olderTag, variant.newerTag, olderOwners, newerOwners),
  );
  return { kind: "union", variants, renames, ...orderOf(aligned), asksByName };
}

function renamesByNumber<M extends Member>(
  removed: readonly M[],
  added: readonly M[],
  isAlike: (removed: M, added: M) => boolean,
): readonly RenameSuggestion[] {
  return removed.flatMap((member) => {
    const other = added.find((found) => isAlike(member, found));
    return other === undefined ? [] : [{ olderName: member.name, newerName: other.name }];
  });
}

type Owners = ReadonlyMap<number, string>;

/** A number that only this member has used means nothing else to any peer. */
function isReassigned(older: number, newer: number, olderOwners: Owners, newerOwners: Owners) {
  return older !== newer && (newerOwners.has(older) || olderOwners.has(newer));
}
