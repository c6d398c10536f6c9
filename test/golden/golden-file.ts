/**
 * The golden bytes of one published version: the encoding that its messages have always had.
 * Entries are only ever added, because databases and peers that cannot be updated hold these bytes.
 */

import { isDeepStrictEqual } from "node:util";
import type { Json } from "./json-value.js";

export type GoldenEntry = {
  /** The name in the newest version of the protocol. */
  readonly root: string;
  /** The tag of the variant; null if the root is not a union. */
  readonly variant: string | null;
  /** Tells apart the values of one message. */
  readonly name: string;
  readonly hex: string;
  readonly value: Json;
};

export type GoldenFile = {
  readonly protocol: string;
  readonly version: number;
  readonly entries: readonly GoldenEntry[];
};

export type AddedGoldens =
  | { readonly ok: true; readonly file: GoldenFile; readonly addedCount: number }
  /** The entries that would be written differently, or not at all, from now on. */
  | { readonly ok: false; readonly changed: readonly string[] };

/** `existing` with the messages of `wanted` that it lacks; refused where it would lose anything. */
export function addGoldens(existing: GoldenFile | null, wanted: GoldenFile): AddedGoldens {
  if (existing === null) return { ok: true, file: wanted, addedCount: wanted.entries.length };
  const now = byName(wanted);
  const known = byName(existing);
  const changed = [...known].filter(([name, entry]) => !isDeepStrictEqual(now.get(name), entry));
  if (changed.length > 0) return { ok: false, changed: changed.map(([name]) => name) };
  const added = wanted.entries.filter((entry) => !known.has(entryName(entry)));
  const file = { ...existing, entries: [...existing.entries, ...added] };
  return { ok: true, file, addedCount: added.length };
}

/** The entries of `before` that `after` does not hold as they were. */
export function lostGoldens(before: GoldenFile, after: GoldenFile): readonly string[] {
  const kept = byName(after);
  const lost = [...byName(before)].filter(
    ([name, entry]) => !isDeepStrictEqual(kept.get(name), entry),
  );
  return lost.map(([name]) => name);
}

/** `ToRivet.ToRivetPong minimal`. */
export function entryName({ root, variant, name }: GoldenEntry): string {
  return `${variant === null ? root : `${root}.${variant}`} ${name}`;
}

function byName({ entries }: GoldenFile): ReadonlyMap<string, GoldenEntry> {
  const found = new Map(entries.map((entry) => [entryName(entry), entry]));
  if (found.size !== entries.length) throw new Error("two golden entries have one name");
  return found;
}
