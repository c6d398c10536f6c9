/** The difference of two versions: every type of either, and its elementary changes. */

import type { Type } from "../../schema/model.js";
import { referencedNames } from "../../schema/type-graph.js";
import { compareNamed } from "../compare/compare-named.js";
import { type Comparison, isUnchanged } from "../compare/comparison.js";
import { mergedOrder } from "../compare/member-order.js";
import { typesAtEnd } from "../compare/message-end.js";
import type { NamedPair, NamedRelation, RenameSuggestion } from "../compare/relation.js";
import { isRenameOf } from "../compare/type-renames.js";
import type { Change, Place } from "./change.js";
import { memberChanges, typePlace } from "./member-changes.js";
import { type PlaceContext, placeChanges, relationReading } from "./place-changes.js";

export type SchemaDiff = {
  readonly protocol: string;
  readonly older: number;
  readonly newer: number;
  /** The types in the order of the newer schema, each removed type at its former position. */
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

/** `comparison` knows the renames that the decisions declare, and what they convert by hand. */
export function diffSchemas(
  comparison: Comparison,
  renames: readonly RenameSuggestion[],
): SchemaDiff {
  const { older, newer, olderNames } = comparison;
  const context = diffContext(comparison, renames);
  const newerNames = new Map([...olderNames].map(([name, olderName]) => [olderName, name]));
  const olderLabels = older.schema.types.map(({ name }) => newerNames.get(name) ?? `- ${name}`);
  const names = mergedOrder(
    olderLabels,
    newer.schema.types.map(({ name }) => name),
  );
  return {
    protocol: newer.schema.protocol,
    older: older.schema.version,
    newer: newer.schema.version,
    types: names.map((name) =>
      name.startsWith("- ") ? removedType(name.slice(2), context) : typeDiff(name, context),
    ),
    renames,
  };
}

type DiffContext = PlaceContext & { readonly renames: readonly RenameSuggestion[] };

function diffContext(comparison: Comparison, renames: readonly RenameSuggestion[]): DiffContext {
  const newerAtEnd = typesAtEnd(comparison.newer.schema);
  const olderAtEnd = typesAtEnd(comparison.older.schema);
  const atEnd = new Set([...olderAtEnd].filter((name) => newerAtEnd.has(name)));
  return { comparison, atEnd, renames };
}

function typeDiff(name: string, context: DiffContext): TypeDiff {
  const { comparison } = context;
  const olderName = comparison.olderNames.get(name);
  const olderType = comparison.older.graph.namedTypes.get(olderName ?? "")?.type;
  const newerType = comparison.newer.graph.namedTypes.get(name)?.type;
  if (olderName === undefined || olderType === undefined || newerType === undefined) {
    return addedType(name, context);
  }
  const ownChanges = [
    ...declaredRename(olderName, name, comparison),
    ...rootChange(olderName, name, context),
  ];
  const [olderReference, newerReference] = [reference(olderName), reference(name)];
  if (isUnchanged(olderReference, newerReference, comparison)) {
    const status = ownChanges.length === 0 ? "unchanged" : "changed";
    return { name, status, changes: ownChanges, through: [] };
  }
  const changes = [
    ...ownChanges,
    ...definitionChanges({ olderName, newerName: name }, olderType, newerType, context),
  ];
  const through = changedNames(olderType, newerType, comparison);
  return { name, status: changes.length === 0 ? "transitive" : "changed", changes, through };
}

function reference(name: string): Type {
  return { kind: "reference", name };
}

function declaredRename(
  olderName: string,
  newerName: string,
  comparison: Comparison,
): readonly Change[] {
  if (olderName === newerName) return [];
  const isSame = isUnchanged(reference(olderName), reference(newerName), comparison);
  const names = { olderName, newerName, isDeclared: true, isUnchanged: isSame };
  return [{ kind: "type-renamed", place: typePlace(newerName), ...names }];
}

function addedType(name: string, context: DiffContext): TypeDiff {
  const place = typePlace(name);
  const added = {
    kind: "type-added",
    place,
    isRoot: context.comparison.newer.roots.has(name),
  } as const;
  const rename = context.renames.find(({ newerName }) => newerName === name);
  if (rename === undefined) return { name, status: "added", changes: [added], through: [] };
  const unchanged = isRenameOf(rename, context.comparison);
  const renamed = {
    kind: "type-renamed",
    place,
    ...rename,
    isDeclared: false,
    isUnchanged: unchanged,
  } as const;
  return { name, status: "added", changes: [added, renamed], through: [] };
}

function removedType(name: string, { comparison }: DiffContext): TypeDiff {
  const isRoot = comparison.older.roots.has(name);
  const removed = { kind: "type-removed", place: typePlace(name), isRoot } as const;
  return { name, status: "removed", changes: [removed], through: [] };
}

/** The change of a type that has become a root, or is no longer one. */
function rootChange(
  olderName: string,
  name: string,
  { comparison: { older, newer } }: DiffContext,
): readonly Change[] {
  if (older.roots.has(olderName) === newer.roots.has(name)) return [];
  const kind = newer.roots.has(name) ? "root-gained" : "root-lost";
  return [{ kind, place: typePlace(name) }];
}

function definitionChanges(
  names: NamedPair,
  olderType: Type,
  newerType: Type,
  context: DiffContext,
): readonly Change[] {
  const { comparison } = context;
  const place = typePlace(names.newerName);
  const relation = compareNamed(names.olderName, names.newerName, comparison);
  const changes = relationChanges(relation, olderType, newerType, place, context);
  const isByHand = comparison.declared.answeredKeys.has(names.newerName);
  return changes.length === 0 && isByHand ? [{ kind: "meaning-changed", place }] : changes;
}

function relationChanges(
  relation: NamedRelation,
  olderType: Type,
  newerType: Type,
  place: Place,
  context: DiffContext,
): readonly Change[] {
  const { older, newer } = context.comparison;
  switch (relation.kind) {
    case "alias":
      return placeChanges(relation.relation, place, context);
    case "kind-change": {
      const { olderKind, newerKind } = relation;
      const reading = relationReading(relation.relation, place, context);
      return [{ kind: "kind-changed", place, olderKind, newerKind, reading }];
    }
    case "struct":
    case "enum":
    case "union":
      return memberChanges(
        relation,
        older.graph.resolve(olderType),
        newer.graph.resolve(newerType),
        context,
      );
    default:
      return relation satisfies never;
  }
}

/** Types of both sides that are not what they were, as far as both definitions use them. */
function changedNames(olderType: Type, newerType: Type, comparison: Comparison): readonly string[] {
  const olderNames = new Set(referencedNames(olderType));
  const shared = new Set(
    referencedNames(newerType).filter((name) =>
      olderNames.has(comparison.olderNames.get(name) ?? ""),
    ),
  );
  return [...shared].filter((name) => {
    const olderName = comparison.olderNames.get(name) ?? name;
    return !isUnchanged(reference(olderName), reference(name), comparison);
  });
}
