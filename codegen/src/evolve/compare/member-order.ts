/** Compares the order of member names of two versions. */

import type { RenameSuggestion } from "./relation.js";

/**
 * The newer names in their order, and each older name that is gone behind the kept one that it
 * used to stand behind.
 */
export function mergedOrder(older: readonly string[], newer: readonly string[]): readonly string[] {
  const newerNames = new Set(newer);
  const gone = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const name of older) {
    if (newerNames.has(name)) anchor = name;
    else gone.set(anchor, [...(gone.get(anchor) ?? []), name]);
  }
  return [...(gone.get(null) ?? []), ...newer.flatMap((name) => [name, ...(gone.get(name) ?? [])])];
}

/** Tells whether the names that both have are in another order. */
export function isReordered(older: readonly string[], newer: readonly string[]): boolean {
  const [olderNames, newerNames] = [new Set(older), new Set(newer)];
  const kept = newer.filter((name) => olderNames.has(name));
  return older.filter((name) => newerNames.has(name)).some((name, index) => name !== kept[index]);
}

/**
 * Pairs of a gone and a new name in the same place: as many names behind the same kept name.
 * `isAlike` has the last word.
 */
export function samePlaceRenames(
  older: readonly string[],
  newer: readonly string[],
  isAlike: (olderName: string, newerName: string) => boolean,
): readonly RenameSuggestion[] {
  const olderPlaces = places(older, new Set(newer));
  const newerPlaces = places(newer, new Set(older));
  return [...olderPlaces].flatMap(([place, olderName]) => {
    const newerName = newerPlaces.get(place);
    if (newerName === undefined || !isAlike(olderName, newerName)) return [];
    return [{ olderName, newerName }];
  });
}

/** The names that the other side lacks, by where they stand. */
function places(
  names: readonly string[],
  others: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let anchor = "";
  let distance = 0;
  for (const name of names) {
    distance += 1;
    if (others.has(name)) {
      anchor = name;
      distance = 0;
    } else found.set(`${anchor} ${distance}`, name);
  }
  return found;
}
