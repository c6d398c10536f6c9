/**
 * Facts about the META cache: a decoded record is used for the very same bytes and for no others.
 */

import { expect, test } from "vitest";
import { databaseKeys } from "../format/database-keys.js";
import { metaKey } from "../format/logical-key.js";
import { encodeValue } from "../format/logical-value.js";
import { encodeMetaRecord, newMeta } from "../format/meta-record.js";
import { StorageError } from "../storage-error.js";
import { MetaCache } from "./meta-cache.js";

const KEYS = databaseKeys({ namespace: "n", actorId: "a" });

function rowOf(generation: bigint): Uint8Array {
  const record = encodeMetaRecord({ ...newMeta(0), generation });
  const [[, row] = []] = encodeValue(metaKey(KEYS), record);
  return row ?? new Uint8Array(0);
}

function check(metas: MetaCache, row: Uint8Array): bigint {
  return metas.decode(KEYS, row).meta.generation;
}

test("another row is another record, and the same bytes are the same record", () => {
  const metas = new MetaCache();
  const generations = [1n, 1n, 2n, 1n].map((generation) => check(metas, rowOf(generation)));
  expect(generations).toEqual([1n, 1n, 2n, 1n]);
  expect(metas.decode(KEYS, rowOf(7n))).toBe(metas.decode(KEYS, rowOf(7n)));
});

test("a row is refused for any byte that differs, however often it was read before", () => {
  const metas = new MetaCache();
  const row = rowOf(1n);
  for (let index = 0; index < row.length; index += 1) {
    expect(check(metas, row)).toBe(1n);
    const damaged = row.map((byte, place) => (place === index ? byte ^ 0x40 : byte));
    expect(() => check(metas, damaged)).toThrow(StorageError);
  }
});

test("whoever has given a row may use its memory again", () => {
  const metas = new MetaCache();
  const row = rowOf(1n);
  check(metas, row);
  row.set(rowOf(2n));
  expect(check(metas, row)).toBe(2n);
});
