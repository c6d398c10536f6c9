/** The difference of two versions: every type of either, and its elementary changes. */

import type { Schema, Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import { referencedNames } from "../../schema/type-graph.js";
import { schemaRoots } from "../closure/schema-roots.js";
import { bodyKind, compareNamed } from "../compare/compare-named.js";
import { compareBodies, compareTypes } from "../compare/compare-types.js";
import { type Comparison, compareSchemas, isUnchanged } from "../compare/comparison.js";
import { mergedOrder } from "../compare/member-order.js";
import { typesAtEnd } from "../compare/message-end.js";
import type { RenameSuggestion } from "../compare/relation.js";
import { isRenameOf, typeRenames } from "../compare/type-renames.js";
import type { Change, Place } from "./change.js";
import { memberChanges } from "./member-changes.js";
import { type PlaceContext, placeChanges, relationReading } from "./place-changes.js";

export type SchemaDiff = {
  readonly protocol: string;
  readonly older: number;
  readonly newer: number;
  /** In the order of the newer schema, each removed type where it used to stand. */
  readonly types: readonly TypeDiff[];
  readonly renames: readonly RenameSuggestion[];
};

export type TypeDiff = {
  readonly name: string;
  /** `transitive`: its own definition is as it was, and a type that it uses is not. */
  readonly status: "unchanged" | "changed" | "transitive" | "added" | "removed";
  /** Those of the definition itself: none where it is unchanged, or only carries changes. */
  readonly changes: readonly Change[];
  /** The types it refers to that are not what they were, in the order of the newer definition. */
  readonly through: readonly string[];
};

export function diffSchemas(older: Schema, newer: Schema): SchemaDiff {
  const comparison = compareSchemas(older, newer);
  const renames = typeRenames(comparison);
  const context = diffContext(comparison, renames);
  const [olderNames, newerNames] = [older, newer].map(({ types }) => types.map(({ name }) => name));
  const names = mergedOrder(olderNames ?? [], newerNames ?? []);
  return {
    protocol: newer.protocol,
    older: older.version,
    newer: newer.version,
    types: names.map((name) => typeDiff(name, context)),
    renames,
  };
}

type DiffContext = PlaceContext & {
  readonly renames: readonly RenameSuggestion[];
  readonly olderRoots: ReadonlySet<string>;
  readonly newerRoots: ReadonlySet<string>;
};

function diffContext(comparison: Comparison, renames: readonly RenameSuggestion[]): DiffContext {
  const { older, newer } = comparison;
  const newerAtEnd = typesAtEnd(newer.schema);
  const atEnd = new Set([...typesAtEnd(older.schema)].filter((name) => newerAtEnd.has(name)));
  const [olderRoots, newerRoots] = [older, newer].map(({ schema }) => new Set(schemaRoots(schema)));
  return {
    comparison,
    atEnd,
    renames,
    olderRoots: olderRoots ?? new Set(),
    newerRoots: newerRoots ?? new Set(),
  };
}

function typeDiff(name: string, context: DiffContext): TypeDiff {
  const { older, newer } = context.comparison;
  const olderType = older.graph.namedTypes.get(name)?.type;
  const newerType = newer.graph.namedTypes.get(name)?.type;
  if (olderType === undefined) return addedType(name, context);
  if (newerType === undefined) return removedType(name, context);
  const rootChanges = rootChange(name, context);
  const reference: Type = { kind: "reference", name };
  if (isUnchanged(reference, reference, context.comparison)) {
    const status = rootChanges.length === 0 ? "unchanged" : "changed";
    return { name, status, changes: rootChanges, through: [] };
  }
  const changes = [...rootChanges, ...definitionChanges(name, olderType, newerType, context)];
  const through = changedNames(olderType, newerType, context.comparison);
  return { name, status: changes.length === 0 ? "transitive" : "changed", changes, through };
}

function addedType(name: string, context: DiffContext): TypeDiff {
  const place = typePlace(name);
  const added = { kind: "type-added", place, isRoot: context.newerRoots.has(name) } as const;
  const rename = context.renames.find(({ newerName }) => newerName === name);
  if (rename === undefined) return { name, status: "added", changes: [added], through: [] };
  const unchanged = isRenameOf(rename, context.comparison);
  const renamed = { kind: "type-renamed", place, ...rename, isUnchanged: unchanged } as const;
  return { name, status: "added", changes: [added, renamed], through: [] };
}

function removedType(name: string, { olderRoots }: DiffContext): TypeDiff {
  const isRoot = olderRoots.has(name);
  const removed = { kind: "type-removed", place: typePlace(name), isRoot } as const;
  return { name, status: "removed", changes: [removed], through: [] };
}

/** The change of a type that has become a root, or is no longer one. */
function rootChange(name: string, { olderRoots, newerRoots }: DiffContext): readonly Change[] {
  if (olderRoots.has(name) === newerRoots.has(name)) return [];
  const kind = newerRoots.has(name) ? "root-gained" : "root-lost";
  return [{ kind, place: typePlace(name) }];
}

function definitionChanges(
  name: string,
  olderType: Type,
  newerType: Type,
  context: DiffContext,
): readonly Change[] {
  const { older, newer } = context.comparison;
  const place = typePlace(name);
  if (!isNominal(olderType) && !isNominal(newerType)) {
    return placeChanges(compareTypes(olderType, newerType, context.comparison), place, context);
  }
  const olderBody = older.graph.resolve(olderType);
  const newerBody = newer.graph.resolve(newerType);
  const members = memberChanges(name, olderBody, newerBody, context);
  if (members !== null) return members;
  const relation = compareBodies(olderBody, newerBody, context.comparison);
  const reading = relationReading(relation, place, context);
  const [olderKind, newerKind] = [bodyKind(olderBody), bodyKind(newerBody)];
  return [{ kind: "kind-changed", place, olderKind, newerKind, reading }];
}

/** Types of one name on both sides whose closures differ, as far as both definitions use them. */
function changedNames(olderType: Type, newerType: Type, comparison: Comparison): readonly string[] {
  const olderNames = new Set(referencedNames(olderType));
  const shared = new Set(referencedNames(newerType).filter((name) => olderNames.has(name)));
  return [...shared].filter((name) => compareNamed(name, name, comparison).kind !== "identity");
}

function typePlace(type: string): Place {
  return { type, member: null, inside: [] };
}
