/** Suggests which removed types may be added types under another name. */

import type { Type } from "../../schema/model.js";
import { isNominal } from "../../schema/model.js";
import { referencedNames } from "../../schema/type-graph.js";
import { type Comparison, isUnchanged } from "./comparison.js";
import type { RenameSuggestion } from "./relation.js";

/** Those that stand in the same place of the same parent first, then those of equal closures. */
export function typeRenames(comparison: Comparison): readonly RenameSuggestion[] {
  const { older, newer } = comparison;
  const gone = [...older.graph.namedTypes.keys()].filter(
    (name) => !newer.graph.namedTypes.has(name),
  );
  const fresh = [...newer.graph.namedTypes.keys()].filter(
    (name) => !older.graph.namedTypes.has(name),
  );
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const suggest = (olderName: string, newerName: string): void => {
    if (renames.has(olderName) || taken.has(newerName)) return;
    renames.set(olderName, newerName);
    taken.add(newerName);
  };
  const [goneNames, freshNames] = [new Set(gone), new Set(fresh)];
  for (const { olderName, newerName } of samePlaces(comparison)) {
    if (goneNames.has(olderName) && freshNames.has(newerName)) suggest(olderName, newerName);
  }
  const freshByClosure = uniqueClosures(fresh, comparison, "newer");
  for (const [hash, olderName] of uniqueClosures(gone, comparison, "older")) {
    const newerName = freshByClosure.get(hash);
    if (newerName !== undefined) suggest(olderName, newerName);
  }
  return [...renames].map(([olderName, newerName]) => ({ olderName, newerName }));
}

/** Every pair of names that stand in the same member of a type that both versions have. */
function samePlaces({ older, newer }: Comparison): readonly RenameSuggestion[] {
  return older.schema.types.flatMap(({ name, type }) => {
    const other = newer.graph.namedTypes.get(name)?.type;
    if (other === undefined) return [];
    const newerPlaces = placesOf(other);
    return [...placesOf(type)].flatMap(([place, olderType]) => {
      const newerType = newerPlaces.get(place);
      return newerType === undefined ? [] : pairs(olderType, newerType);
    });
  });
}

function placesOf(type: Type): ReadonlyMap<string | number, Type> {
  if (type.kind === "struct") return new Map(type.fields.map(({ name, type }) => [name, type]));
  if (type.kind === "union") return new Map(type.variants.map(({ tag, type }) => [tag, type]));
  return new Map([["", type]]);
}

function pairs(older: Type, newer: Type): readonly RenameSuggestion[] {
  const [olderNames, newerNames] = [referencedNames(older), referencedNames(newer)];
  if (olderNames.length !== newerNames.length) return [];
  return olderNames.flatMap((olderName, index) => {
    const newerName = newerNames[index];
    return newerName === undefined ? [] : [{ olderName, newerName }];
  });
}

/** Names by hash, of closures that only one of them has; an alias is too common to tell. */
function uniqueClosures(
  names: readonly string[],
  comparison: Comparison,
  side: "older" | "newer",
): ReadonlyMap<string, string> {
  const { graph, closures } = comparison[side];
  const owners = new Map<string, string | null>();
  for (const name of names) {
    const reference: Type = { kind: "reference", name };
    if (!isNominal(graph.resolve(reference))) continue;
    const hash = closures.closureHash(reference);
    owners.set(hash, owners.has(hash) ? null : name);
  }
  return new Map([...owners].flatMap(([hash, name]) => (name === null ? [] : [[hash, name]])));
}

export function isRenameOf(
  { olderName, newerName }: RenameSuggestion,
  comparison: Comparison,
): boolean {
  const older: Type = { kind: "reference", name: olderName };
  return isUnchanged(older, { kind: "reference", name: newerName }, comparison);
}
