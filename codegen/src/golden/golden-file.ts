/**
 * The golden bytes of one published version: the encoding that its messages have always had.
 * Entries are only ever added, because databases and peers that cannot be updated hold these bytes.
 */

import { isDeepStrictEqual } from "node:util";
import type { Json } from "./golden-json.js";

export type GoldenEntry = {
  /** The name in this version, which a later one may have changed. */
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

/** The folder below that of the schemas, which holds `v1.json` and so on. */
export const GOLDEN_FOLDER = "golden";

export type ParsedGoldens =
  | { readonly ok: true; readonly file: GoldenFile }
  | { readonly ok: false; readonly message: string };

/** Checks the form of a file, which a person or a merge may have damaged. */
export function parseGoldens(text: string): ParsedGoldens {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, message: "the golden bytes are not JSON" };
  }
  const { protocol, version, entries } = (json ?? {}) as Partial<GoldenFile>;
  if (typeof protocol !== "string" || typeof version !== "number" || !Array.isArray(entries)) {
    return { ok: false, message: "expected an object with protocol, version and entries" };
  }
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) return { ok: false, message: `entries[${wrong}] is not a golden entry` };
  const names = entries.map(entryName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    return { ok: false, message: `two golden entries are called '${twice}'` };
  return { ok: true, file: { protocol, version, entries } };
}

function isEntry(entry: unknown): boolean {
  if (typeof entry !== "object" || entry === null || !("value" in entry)) return false;
  const { root, variant, name, hex } = entry as Partial<GoldenEntry>;
  const isNamed = typeof root === "string" && typeof name === "string";
  const isVariant = variant === null || typeof variant === "string";
  return isNamed && isVariant && typeof hex === "string" && /^(?:[0-9a-f]{2})*$/.test(hex);
}

export function printGoldens(file: GoldenFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
