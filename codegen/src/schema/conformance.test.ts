/**
 * The public schema corpus of another implementation: what it accepts we accept, what it refuses
 * we refuse at the same place. The corpus is not ours to copy; the environment names its folder.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.js";
import { readSchema } from "./read-schema.js";

type Case = {
  readonly id: string;
  readonly expect: "valid" | "invalid";
  readonly config: { readonly legacy?: boolean };
  readonly schema: string;
  readonly error?: { readonly offset: number };
};

/** The cases in which we differ from the corpus on purpose. */
const DISPUTED: ReadonlyMap<string, string> = new Map([
  [
    "invalid/enum-unsorted",
    "needs the peer's option `pedantic`; BARE asks for distinct numbers, not for ascending ones",
  ],
]);

/** Older drafts' syntax, which we refuse, and the new form that the diagnostic must show. */
const LEGACY_FORMS: ReadonlyMap<string, string> = new Map([
  ["valid/alias-anonymous-struct-legacy", "struct { ... }"],
  ["valid/data-fixed-legacy", "data[16]"],
  ["valid/list-fixed-legacy", "list<u8>[4]"],
  ["valid/map-legacy", "map<str><str>"],
  ["valid/multi-list-legacy", "list<list<list<str>>>"],
  ["valid/string-legacy", "str"],
  ["valid/struct-legacy", "type Person struct { ... }"],
]);

/** Returns the diagnostics, of which an accepted schema has none. */
function check(schema: string): readonly Diagnostic[] {
  const result = readSchema({ file: "v1.bare", text: schema, protocol: "corpus", version: 1 });
  return result.ok ? [] : result.diagnostics;
}

/** The corpus counts bytes, we count UTF-16 units. */
function byteOffset(text: string, offset: number | undefined): number | null {
  return offset === undefined ? null : Buffer.byteLength(text.slice(0, offset));
}

test("the schema corpus gets the expected verdicts", (context) => {
  const { BAREWIRE_CONFORMANCE_DIR: folder } = process.env;
  if (folder === undefined) {
    const reason = "BAREWIRE_CONFORMANCE_DIR is not set";
    console.log(`skipped: ${reason}`);
    return context.skip(reason);
  }
  // The corpus is data of a fixed shape; a case of another shape fails below.
  const cases: readonly Case[] = JSON.parse(
    readFileSync(join(folder, "schema-corpus.json"), "utf8"),
  );
  const counts = { accepted: 0, refused: 0, "refused as legacy": 0, disputed: 0 };
  for (const { id, expect: verdict, config, schema, error } of cases) {
    const [first] = check(schema);
    const newForm = LEGACY_FORMS.get(id);
    if (DISPUTED.has(id)) {
      expect(first, `${id} is no longer disputed`).toBeUndefined();
      counts.disputed += 1;
    } else if (verdict === "invalid") {
      expect([id, byteOffset(schema, first?.offset)]).toEqual([id, error?.offset]);
      counts.refused += 1;
    } else if (newForm !== undefined) {
      expect(config.legacy, id).toBe(true);
      expect([id, first?.suggestion]).toEqual([id, `write '${newForm}'`]);
      counts["refused as legacy"] += 1;
    } else {
      expect([id, first?.message]).toEqual([id, undefined]);
      counts.accepted += 1;
    }
  }
  console.log(`schema corpus: ${cases.length} cases, ${JSON.stringify(counts)}`);
  const known = new Set(cases.map(({ id }) => id));
  for (const id of [...DISPUTED.keys(), ...LEGACY_FORMS.keys()]) expect(known, id).toContain(id);
});
