/**
 * Tests that the runtime behaves the same without Node's Buffer: strings, and the bytes of a
 * message.
 */

import { readFileSync } from "node:fs";
import { valueMaker } from "@barewire/inspect/values";
import type * as Runtime from "@barewire/runtime";
import { expect, test } from "vitest";
import { bundleBrowserRuntime, bundleRuntime, compileSchema } from "./compile-schema.js";
import { importModule, modulePath } from "./module-folder.js";
import { mutate } from "./mutate.js";
import { type Random, withSeed } from "./seeded-random.js";

const SCHEMA = { protocol: "browser", version: 1 };

type Bare = typeof Runtime;

/** Bytes, or why there are none; and so for strings. */
function check(bare: Bare, bytes: Uint8Array): unknown {
  return bare.attempt(() => bare.decode(SCHEMA, "Text", bytes, bare.readString));
}

async function texts(random: Random): Promise<readonly string[]> {
  const { description } = await compileSchema("type Text str");
  const make = valueMaker(description, "Text");
  // A schema of nothing but strings makes strings.
  return Array.from({ length: 20_000 }, () => make(random) as string);
}

test("strings are written, read and refused alike in a browser and in Node", async () => {
  // Both are bundles of the same module.
  const node = (await importModule(await bundleRuntime())) as unknown as Bare;
  const browser = (await importModule(await bundleBrowserRuntime())) as unknown as Bare;
  await withSeed(async (random) => {
    for (const text of await texts(random)) {
      const bytes = node.encode(SCHEMA, "Text", text, node.writeString, { memory: "own" });
      const other = browser.encode(SCHEMA, "Text", text, browser.writeString);
      expect(Buffer.compare(bytes, other)).toBe(0);
      expect(check(browser, bytes)).toEqual({ ok: true, value: text });
      const mutated = mutate(bytes, random);
      expect(check(browser, mutated)).toEqual(check(node, mutated));
    }
  });
});

test("large data is put together alike in a browser and in Node", async () => {
  const node = (await importModule(await bundleRuntime())) as unknown as Bare;
  const browser = (await importModule(await bundleBrowserRuntime())) as unknown as Bare;
  for (const size of [0, 1023, 1024, 100_000]) {
    const value = new Uint8Array(size).map((_, index) => index);
    for (const bare of [node, browser]) {
      const bytes = bare.encode(SCHEMA, "Data", value, bare.writeData);
      expect(bytes.constructor).toBe(Uint8Array);
      const decoded = bare.decode(SCHEMA, "Data", bytes, bare.readData, { memory: "own" });
      expect(Buffer.compare(decoded, value)).toBe(0);
    }
  }
});

test("the bundle for a browser names no module of Node", async () => {
  const text = readFileSync(modulePath(await bundleBrowserRuntime()), "utf8");
  expect(text).not.toMatch(/^import /m);
  expect(text).not.toContain("node:");
  expect(text).not.toContain("latin1Slice");
});
