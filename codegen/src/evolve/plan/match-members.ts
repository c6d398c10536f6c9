/**
 * Matches the members of the older type and of the newer one by name, or by a declared rename.
 */

import type { DecisionRegistry } from "./decision-registry.js";

export type Member = { readonly name: string };

export type MemberPairs<M extends Member> = {
  readonly pairs: readonly MemberPair<M>[];
  /** Members that only the older type has. */
  readonly removed: readonly M[];
  /** Members that only the newer type has. */
  readonly added: readonly M[];
};

export type MemberPair<M extends Member> = {
  readonly older: M;
  readonly newer: M;
  readonly isRename: boolean;
};

/** `renamed` returns an older name that follows from the schemas and needs no decision. */
export function matchMembers<M extends Member>(
  typeKey: string,
  older: readonly M[],
  newer: readonly M[],
  registry: DecisionRegistry,
  renamed: (member: M) => string | null = () => null,
): MemberPairs<M> {
  const olderByName = new Map(older.map((member) => [member.name, member]));
  const pairs: MemberPair<M>[] = [];
  const added: M[] = [];
  const taken = new Set<string>();
  const declared = newer.map((member): M | undefined => {
    const key = `${typeKey}.${member.name}`;
    const found = olderByName.get(registry.olderName(key) ?? renamed(member) ?? "");
    // If two renames claim one older member, one of the two would be lost in a downgrade.
    if (found === undefined || taken.has(found.name)) return undefined;
    registry.useRename(key);
    taken.add(found.name);
    return found;
  });
  newer.forEach((member, index) => {
    const rename = declared[index];
    const same = taken.has(member.name) ? undefined : olderByName.get(member.name);
    const found = rename ?? same;
    if (found === undefined) added.push(member);
    else pairs.push({ older: found, newer: member, isRename: rename !== undefined });
  });
  const paired = new Set(pairs.map((pair) => pair.older));
  return { pairs, added, removed: older.filter((member) => !paired.has(member)) };
}
