/**
 * The canonical layout on every schema that there is and on random ones, with comments and line
 * ends anywhere: it changes neither meaning nor comments, and a second time it changes nothing.
 * BAREWIRE_TEST_SCHEMAS makes it longer.
 */

import { expect, test } from "vitest";
import { schemaClosures, schemaHash } from "../../codegen/src/evolve/closure/closure-hash.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { formatTree } from "../../codegen/src/syntax/format.js";
import { parse } from "../../codegen/src/syntax/parse.js";
import { triviaParts } from "../../codegen/src/syntax/tokens.js";
import { type SyntaxTree, tokensOf } from "../../codegen/src/syntax/tree.js";
import { draftText, randomDraft } from "../evolution/random-draft.js";
import { randomSchema } from "./random-schema.js";
import { schemaTexts } from "./schema-texts.js";
import { countFrom, pick, type Random, withSeed } from "./seeded-random.js";

const SCHEMAS = countFrom("BAREWIRE_TEST_SCHEMAS", 300);

/** The layout of `text`, which keeps every promise; null for a text that breaks the grammar. */
function check(text: string): string | null {
  const tree = parse(text);
  const formatted = formatTree(tree);
  if (formatted === null) return null;
  const again = parse(formatted);
  expect(commentsOf(again), text).toEqual(commentsOf(tree));
  expect(wordsOf(again), text).toEqual(wordsOf(tree));
  expect(formatTree(again), text).toBe(formatted);
  const [before, after] = [schemaOf(text), schemaOf(formatted)];
  if (before === null || after === null) {
    expect(after).toBe(before);
    return formatted;
  }
  expect(meaningOf(after), text).toBe(meaningOf(before));
  expect(hashesOf(after)).toEqual(hashesOf(before));
  return formatted;
}

/** All comments, in any order: one may have moved past another. */
function commentsOf({ definitions, end }: SyntaxTree): readonly string[] {
  return [...definitions.flatMap(tokensOf), end]
    .flatMap(({ leading, trailing }) => [...triviaParts(leading), ...triviaParts(trailing)])
    .flatMap(({ kind, text }) => (kind === "comment" ? [text.trimEnd()] : []))
    .sort();
}

function wordsOf({ definitions }: SyntaxTree): string {
  const tokens = definitions.flatMap(tokensOf);
  return tokens.flatMap(({ text }) => (text === "|" ? [] : [text])).join(" ");
}

function schemaOf(text: string): Schema | null {
  const result = readSchema({ file: "v1.bare", text, protocol: "random", version: 1 });
  return result.ok ? result.schema : null;
}

/** Everything that is generated from, comments included. */
function meaningOf(schema: Schema): string {
  return JSON.stringify(schema, (key, value) => (key === "offset" ? undefined : value));
}

/** The hash that is in the lock, and that of each type. */
function hashesOf(schema: Schema): readonly string[] {
  const closures = schemaClosures(schema);
  return [
    schemaHash(schema, closures),
    ...schema.types.map(({ type }) => closures.closureHash(type)),
  ];
}

/** The same tokens with other white space, and comments between them. */
function scattered(text: string, random: Random): string {
  const often = 1 + random(30);
  const tokens = parse(text).definitions.flatMap(tokensOf);
  return tokens.map((token) => token.text + randomSpace(random, often)).join("");
}

function randomSpace(random: Random, often: number): string {
  if (random(often) > 0) return pick(random, [" ", " ", "  ", "\t"]);
  return pick(random, [
    "\n",
    "\n\n",
    "\n  \n\n",
    ` # comment ${random(100)}\n`,
    `\n# comment ${random(100)} {\n`,
    `# one ${random(100)}\n# two\n`,
    `\n\n# alone ${random(100)}  \n\n`,
    " #\n",
    "\n#\n",
    "\r\n",
  ]);
}

test("every schema of the corpus, the protocols and the public data", () => {
  const formatted = schemaTexts().filter(({ text }) => check(text) !== null);
  expect(formatted.length).toBeGreaterThan(200);
});

test("random schemas, with comments and line ends anywhere", async () => {
  await withSeed((random) => {
    const known = schemaTexts().flatMap(({ text }) => (check(text) === null ? [] : [text]));
    for (let index = 0; index < SCHEMAS; index++) {
      const random2 = random(3);
      const text =
        random2 === 0
          ? pick(random, known)
          : random2 === 1
            ? randomSchema(random)
            : draftText(randomDraft(random, { next: 0 }));
      expect(check(text)).not.toBeNull();
      expect(check(scattered(text, random))).not.toBeNull();
    }
  });
});
