/**
 * Our parser against the judge's, on every schema that there is, on random ones, and on what edits
 * leave of them. BAREWIRE_TEST_SCHEMAS makes it longer.
 */

import { expect, test } from "vitest";
import { draftText, randomDraft } from "../evolution/random-draft.js";
import { damagedText } from "./damaged-text.js";
import { type Agreement, agreementOn, DIFFERENCE_NAMES } from "./judge-syntax.js";
import { randomSchema } from "./random-schema.js";
import { schemaTexts } from "./schema-texts.js";
import { countFrom, pick, type Random, withSeed } from "./seeded-random.js";

const SCHEMAS = countFrom("BAREWIRE_TEST_SCHEMAS", 300);
const EDITS_EACH = 10;

type Counts = Partial<Record<Agreement, number>>;

function check(text: string, counts: Counts): void {
  const agreement = agreementOn(text);
  counts[agreement] = (counts[agreement] ?? 0) + 1;
}

function randomText(random: Random): string {
  return random(2) === 0 ? randomSchema(random) : draftText(randomDraft(random, { next: 0 }));
}

test("every schema of the corpus, the protocols and the public data is judged the same", () => {
  const counts: Counts = {};
  for (const { text } of schemaTexts()) check(text, counts);
  console.log(`schemas that there are: ${JSON.stringify(counts)}`);
  expect(counts["same tree"]).toBeGreaterThan(100);
  expect(counts["same refusal"]).toBeGreaterThan(10);
});

test("random schemas have the same tree, and the same fault after an edit", async () => {
  const whole: Counts = {};
  const edited: Counts = {};
  await withSeed((random) => {
    const known = schemaTexts().map(({ text }) => text);
    for (let index = 0; index < SCHEMAS; index++) {
      const text = randomText(random);
      check(text, whole);
      for (let edit = 0; edit < EDITS_EACH; edit++) {
        check(damagedText(random(3) === 0 ? pick(random, known) : text, random), edited);
      }
    }
  });
  console.log(`random schemas: ${JSON.stringify({ whole, edited })}`);
  expect(whole).toEqual({ "same tree": SCHEMAS });
  expect(edited["same refusal"]).toBeGreaterThan(SCHEMAS);
});

test.each([
  ["type A >", "a type or a name that is no word"],
  ["type A 12", "a type or a name that is no word"],
  ["type ] u8", "a type or a name that is no word"],
  ["type A\u00A0u8", "a character outside of the grammar"],
  [
    "type A struct {\n  a: u8\ntype B struct { type: u8 }",
    "a definition that another one cuts off",
  ],
  ["type struct { a: u8 }", "a body without a name"],
  ["type A u8 struct B u8", "a keyword of an older draft"],
  [`type A ${"list<".repeat(65)}u8${">".repeat(65)}`, "nested too deep"],
  ["<<<<<<< ours\ntype A u8\n=======\ntype A u16\n>>>>>>> theirs\n", "a merge conflict"],
])("%j: %s", (text, difference) => {
  expect(agreementOn(text)).toBe(difference);
  expect(DIFFERENCE_NAMES).toContain(difference);
});
