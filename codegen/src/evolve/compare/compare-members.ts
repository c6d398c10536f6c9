/** Compares two structs, two enums or two unions member by member, matched by name. */

import type { EnumType, Field, StructType, Type, UnionType, Variant } from "../../schema/model.js";
import type { TypeGraph } from "../../schema/type-graph.js";
import { compareTypes } from "./compare-types.js";
import { type Comparison, isUnchanged } from "./comparison.js";
import { isReordered, mergedOrder, samePlaceRenames } from "./member-order.js";
import type {
  FieldRelation,
  NamedPair,
  NamedRelation,
  ValueRelation,
  VariantRelation,
} from "./relation.js";

export type MembersRelation = MembersOf<"struct"> | MembersOf<"enum"> | MembersOf<"union">;

type MembersOf<Kind extends NamedRelation["kind"]> = Omit<
  Extract<NamedRelation, { readonly kind: Kind }>,
  keyof NamedPair
>;

/** Null where they are not two of a kind. */
export function compareMembers(
  older: Type,
  newer: Type,
  comparison: Comparison,
): MembersRelation | null {
  if (older.kind === "struct" && newer.kind === "struct") {
    return compareStructs(older, newer, comparison);
  }
  if (older.kind === "enum" && newer.kind === "enum") return compareEnums(older, newer);
  if (older.kind === "union" && newer.kind === "union") {
    return compareUnions(older, newer, comparison);
  }
  return null;
}

function compareStructs(
  older: StructType,
  newer: StructType,
  comparison: Comparison,
): MembersOf<"struct"> {
  const [olderNames, newerNames] = [namesOf(older.fields), namesOf(newer.fields)];
  const olderFields = byName(older.fields);
  const newerFields = byName(newer.fields);
  const fields = mergedOrder(olderNames, newerNames).map((name): FieldRelation => {
    const [from, to] = [olderFields.get(name), newerFields.get(name)];
    if (from === undefined) {
      return oneSidedField("added", name, mustHave(to), comparison.newer.graph);
    }
    if (to === undefined) return oneSidedField("removed", name, from, comparison.older.graph);
    const relation = compareTypes(from.member.type, to.member.type, comparison);
    return { kind: "kept", name, olderIndex: from.index, newerIndex: to.index, relation };
  });
  const renames = samePlaceRenames(olderNames, newerNames, (olderName, newerName) => {
    const [from, to] = [mustHave(olderFields.get(olderName)), mustHave(newerFields.get(newerName))];
    return isUnchanged(from.member.type, to.member.type, comparison);
  });
  return { kind: "struct", fields, isReordered: isReordered(olderNames, newerNames), renames };
}

function oneSidedField(
  kind: "added" | "removed",
  name: string,
  { index, member }: Indexed<Field>,
  graph: TypeGraph,
): FieldRelation {
  const isOptional = graph.resolve(member.type).kind === "optional";
  return { kind, name, index, type: member.type, isOptional };
}

function compareEnums(older: EnumType, newer: EnumType): MembersOf<"enum"> {
  const [olderNames, newerNames] = [namesOf(older.values), namesOf(newer.values)];
  const [olderValues, newerValues] = [byName(older.values), byName(newer.values)];
  const olderOwners = new Map(older.values.map(({ name, number }) => [number, name]));
  const newerOwners = new Map(newer.values.map(({ name, number }) => [number, name]));
  const values = mergedOrder(olderNames, newerNames).map((name): ValueRelation => {
    const [from, to] = [olderValues.get(name)?.member, newerValues.get(name)?.member];
    if (from !== undefined && to !== undefined) {
      return { kind: "kept", name, olderNumber: from.number, newerNumber: to.number };
    }
    const { number } = mustHave(from ?? to);
    const owners = from === undefined ? olderOwners : newerOwners;
    const kind = from === undefined ? "added" : "removed";
    return { kind, name, number, otherOwner: owners.get(number) ?? null };
  });
  const renames = older.values.flatMap(({ name, number }) => {
    const newerName = newerOwners.get(number);
    if (newerName === undefined || newerValues.has(name) || olderValues.has(newerName)) return [];
    return [{ olderName: name, newerName }];
  });
  return { kind: "enum", values, isReordered: isReordered(olderNames, newerNames), renames };
}

function compareUnions(
  older: UnionType,
  newer: UnionType,
  comparison: Comparison,
): MembersOf<"union"> {
  const [olderNames, newerNames] = [namesOf(older.variants), namesOf(newer.variants)];
  const [olderVariants, newerVariants] = [byName(older.variants), byName(newer.variants)];
  const olderOwners = byTag(older.variants);
  const newerOwners = byTag(newer.variants);
  const variants = mergedOrder(olderNames, newerNames).map((name): VariantRelation => {
    const [from, to] = [olderVariants.get(name)?.member, newerVariants.get(name)?.member];
    if (from !== undefined && to !== undefined) {
      const payload = compareTypes(from.type, to.type, comparison);
      return { kind: "kept", name, olderTag: from.tag, newerTag: to.tag, payload };
    }
    const { tag, type } = mustHave(from ?? to);
    const owners = from === undefined ? olderOwners : newerOwners;
    const kind = from === undefined ? "added" : "removed";
    return { kind, name, tag, type, otherOwner: owners.get(tag)?.name ?? null };
  });
  const renames = older.variants.flatMap(({ name, tag, type }) => {
    const other = newerOwners.get(tag);
    if (other === undefined || newerVariants.has(name) || olderVariants.has(other.name)) return [];
    if (!isUnchanged(type, other.type, comparison)) return [];
    return [{ olderName: name, newerName: other.name }];
  });
  return { kind: "union", variants, isReordered: isReordered(olderNames, newerNames), renames };
}

type Indexed<Member> = { readonly index: number; readonly member: Member };

function namesOf(members: readonly { readonly name: string }[]): readonly string[] {
  return members.map(({ name }) => name);
}

function byName<Member extends { readonly name: string }>(
  members: readonly Member[],
): ReadonlyMap<string, Indexed<Member>> {
  return new Map(members.map((member, index) => [member.name, { index, member }]));
}

function byTag(variants: readonly Variant[]): ReadonlyMap<number, Variant> {
  return new Map(variants.map((variant) => [variant.tag, variant]));
}

function mustHave<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a name is one of the older or of the newer members");
  return value;
}
