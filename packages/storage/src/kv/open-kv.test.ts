/**
 * Facts about the URLs that name a store.
 */

import { expect, test } from "vitest";
import { type KvLocation, openKv, parseKvUrl } from "./open-kv.js";

test.each<[string, KvLocation | undefined]>([
  ["memory:", { kind: "memory" }],
  ["lmdb:./data.lmdb", { kind: "lmdb", path: "./data.lmdb" }],
  ["lmdb:data.lmdb", { kind: "lmdb", path: "data.lmdb" }],
  ["lmdb:/var/data.lmdb", { kind: "lmdb", path: "/var/data.lmdb" }],
  ["lmdb:///var/data.lmdb", { kind: "lmdb", path: "/var/data.lmdb" }],
  ["postgres://me@there/pages", { kind: "postgres", url: "postgres://me@there/pages" }],
  ["postgresql://there/pages", { kind: "postgres", url: "postgresql://there/pages" }],
  ["memory:what", undefined],
  ["lmdb:", undefined],
  ["postgres:pages", undefined],
  ["mysql://there/pages", undefined],
  ["./data.lmdb", undefined],
  ["", undefined],
])("%j", (url, location) => {
  expect(parseKvUrl(url)).toEqual(location);
});

test("what names no store is refused, and not repeated", async () => {
  const opening = openKv("mysql://me:secret@there/pages");
  await expect(opening).rejects.toThrow(/^invalid request: a store is memory:, [^@]*@HOST/);
});

test("a store that was named can be used", async () => {
  const kv = await openKv("memory:");
  await kv.run("write", async (tx) => tx.set(Uint8Array.of(1), Uint8Array.of(2)));
  expect(await kv.run("read", (tx) => tx.get(Uint8Array.of(1)))).toEqual(Uint8Array.of(2));
  await kv.close();
});
