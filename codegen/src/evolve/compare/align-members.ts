/**
 * Aligns members: the counterpart of a newer member is the older one of its name, or the one that a
 * declared rename names.
 */

import { mergedOrder } from "./member-order.js";
import type { Kept, OneSided } from "./relation.js";

export type Member = { readonly name: string };

export type AlignedMembers<M extends Member> = {
  /** The members in the order of the newer type, each removed member at its former position. */
  readonly members: readonly AlignedMember<M>[];
  /** The names of either side, where what is paired has one name and what is not has no other's. */
  readonly olderLabels: readonly string[];
  readonly newerLabels: readonly string[];
};

export type AlignedMember<M extends Member> =
  | Kept<{ readonly older: M; readonly newer: M }>
  | OneSided<{ readonly member: M }>;

export function alignMembers<M extends Member>(
  older: readonly M[],
  newer: readonly M[],
  renamedFrom: (member: M) => string | null,
): AlignedMembers<M> {
  const pairs = pairsOf(older, newer, renamedFrom);
  const kept = new Set(pairs.values());
  const olderLabels = older.map((member) => pairs.get(member)?.name ?? `- ${member.name}`);
  const newerLabels = newer.map((member) => (kept.has(member) ? member.name : `+ ${member.name}`));
  const [olderIndexes, newerIndexes] = [indexesOf(olderLabels), indexesOf(newerLabels)];
  const members = mergedOrder(olderLabels, newerLabels).flatMap((label): AlignedMember<M>[] => {
    const [olderIndex, newerIndex] = [olderIndexes.get(label), newerIndexes.get(label)];
    const from = olderIndex === undefined ? undefined : older[olderIndex];
    const to = newerIndex === undefined ? undefined : newer[newerIndex];
    if (from === undefined || olderIndex === undefined) {
      if (to === undefined || newerIndex === undefined) return [];
      return [{ kind: "added", name: to.name, index: newerIndex, member: to }];
    }
    if (to === undefined || newerIndex === undefined) {
      return [{ kind: "removed", name: from.name, index: olderIndex, member: from }];
    }
    const { name } = to;
    return [
      { kind: "kept", name, olderName: from.name, olderIndex, newerIndex, older: from, newer: to },
    ];
  });
  return { members, olderLabels, newerLabels };
}

function indexesOf(labels: readonly string[]): ReadonlyMap<string, number> {
  return new Map(labels.map((label, index) => [label, index]));
}

/** The newer member of each older one that has one. */
function pairsOf<M extends Member>(
  older: readonly M[],
  newer: readonly M[],
  renamedFrom: (member: M) => string | null,
): ReadonlyMap<M, M> {
  const olderByName = new Map(older.map((member) => [member.name, member]));
  const pairs = new Map<M, M>();
  const declared = new Set<M>();
  for (const member of newer) {
    const found = olderByName.get(renamedFrom(member) ?? "");
    // If two members claim the same older member, one would be lost on the way back.
    if (found === undefined || pairs.has(found)) continue;
    pairs.set(found, member);
    declared.add(member);
  }
  for (const member of newer) {
    const found = olderByName.get(member.name);
    if (found !== undefined && !declared.has(member) && !pairs.has(found)) pairs.set(found, member);
  }
  return pairs;
}
