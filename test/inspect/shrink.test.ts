/** Values get simpler, stay of their type, and keep what makes them fail. */

import { encodeValue } from "@barewire/inspect";
import { minimalValue, shrinkValue, simplerValues, valueMaker } from "@barewire/inspect/values";
import { expect, test } from "vitest";
import { isSameValue } from "../contract/same-value.js";
import { withSeed } from "../contract/seeded-random.js";
import { corpusSchemas, openText } from "./corpus-schemas.js";

const SCHEMA = openText(`
  type Message struct { id: u64 notes: list<Note> }
  type Note struct { text: str scores: map<str><i32> next: optional<Note> kind: Kind }
  type Kind union { u8 | str }
`);

function check(name: string, fails: (value: never) => boolean, expected: unknown): Promise<void> {
  return withSeed((random) => {
    const make = valueMaker(SCHEMA.shapes, name);
    let found = 0;
    for (let tries = 0; tries < 3000 && found < 5; tries++) {
      const value = make(random);
      if (!fails(value as never)) continue;
      found += 1;
      const simplest = shrinkValue(SCHEMA.shapes, name, value, (one) => fails(one as never));
      expect(simplest).toEqual(expected);
    }
    expect(found).toBeGreaterThan(0);
  });
}

type Message = { readonly id: bigint; readonly notes: readonly Note[] };
type Note = { readonly text: string; readonly kind: { readonly tag: string } };

test("what does not matter is made minimal, and numbers end at the edge", async () => {
  await check("Message", ({ id }: Message) => id > 1000n, { id: 1001n, notes: [] });
});

test("of a list the one item is left that matters", async () => {
  const note = { text: "aaa", scores: new Map(), next: null, kind: { tag: "u8", val: 0 } };
  await check("Message", ({ notes }: Message) => notes.some(({ text }) => [...text].length > 2), {
    id: 0n,
    notes: [note],
  });
});

test("a variant that matters stays", async () => {
  const kind = { tag: "str", val: "" };
  await check("Note", (note: Note) => note.kind.tag === "str", {
    text: "",
    scores: new Map(),
    next: null,
    kind,
  });
});

test("every simpler value is one of the type, and shrinking ends", async () => {
  await withSeed((random) => {
    for (const [, schema] of corpusSchemas()) {
      for (const name of Object.keys(schema.shapes.types)) {
        const value = valueMaker(schema.shapes, name)(random);
        let count = 0;
        for (const simpler of simplerValues(schema.shapes, name, value)) {
          encodeValue(schema, name, simpler);
          if (++count === 25) break;
        }
        const simplest = shrinkValue(schema.shapes, name, value, () => true);
        // Keys of maps stay as they are, but no entry has to stay.
        expect(isSameValue(simplest, minimalValue(schema.shapes, name))).toBe(true);
      }
    }
  });
});
