/**
 * `pnpm bench syntax`: the work on a schema of a thousand types that an editor has after each key,
 * against the parser of `@bare-ts/tools`, which builds no lossless tree.
 */

import { Config, parse as parseByLibrary } from "@bare-ts/tools";
import { schemaOf } from "../../codegen/src/schema/parse-schema.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { formatTree } from "../../codegen/src/syntax/format.js";
import { parse, reparse } from "../../codegen/src/syntax/parse.js";
import { syntheticSchema } from "../codegen/synthetic-protocol.js";
import { median } from "../measure.js";
import { circumstances, circumstancesText, tableRow, writeResult } from "../results.js";

const TYPE_COUNT = 1_000;

const ROUNDS = 60;

/** The first calls are compiled while they run, and are not counted. */
const WARMUP_ROUNDS = 20;

type Work = { readonly name: string; readonly about: string; readonly run: () => unknown };

export async function benchSyntax(): Promise<void> {
  const text = syntheticSchema(TYPE_COUNT, 1);
  const rows = measure(works(text)).map(({ name, about, milliseconds }) =>
    tableRow([name, milliseconds.toFixed(2), about]),
  );
  const table = [
    "# Parsing a schema",
    "",
    `${circumstancesText(circumstances())}.`,
    `A schema of ${TYPE_COUNT} types, ${text.split("\n").length} lines, ${text.length} characters.`,
    "Medians of interleaved calls, of the processor with the collection of garbage.",
    "",
    "| | ms | |",
    "| --- | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
  console.log(table);
  await writeResult("syntax.md", table);
}

/** Each round calls all of them, so that the load of the machine affects all alike. */
function measure(all: readonly Work[]): readonly (Work & { readonly milliseconds: number })[] {
  const times = new Map<Work, number[]>(all.map((work) => [work, []]));
  for (let round = 0; round < WARMUP_ROUNDS + ROUNDS; round++) {
    for (const work of all) {
      const before = process.cpuUsage();
      work.run();
      const { user, system } = process.cpuUsage(before);
      if (round >= WARMUP_ROUNDS) times.get(work)?.push((user + system) / 1_000);
    }
  }
  return all.map((work) => ({ ...work, milliseconds: median(times.get(work) ?? []) }));
}

function works(text: string): readonly Work[] {
  const tree = parse(text);
  const middle = text.indexOf("\n", text.length >> 1);
  const edited = `${text.slice(0, middle)} # key${text.slice(middle)}`;
  const edits = growingEdits(text, middle);
  const config = Config({ legacy: false });
  return [
    {
      name: "@bare-ts/tools",
      about: "its syntax tree, without comments behind members and without ranges",
      run: () => parseByLibrary(text, config),
    },
    { name: "parse", about: "the lossless tree of the whole text", run: () => parse(text) },
    {
      name: "reparse",
      about: "the tree after an edit in the middle",
      run: () => reparse(tree, edited),
    },
    {
      name: "parse and view",
      about: "the tree, and all definitions with offsets and comments",
      run: () => schemaOf(parse(text)),
    },
    {
      name: "reparse and view",
      about: "the same after another edit in the middle, which moves all behind it",
      run: () => schemaOf(reparse(tree, edits.next())),
    },
    {
      name: "read",
      about: "parse, view, check and model",
      run: () => readSchema({ file: "v1.bare", text, protocol: "synthetic", version: 1 }),
    },
    { name: "format", about: "the canonical layout of a tree", run: () => formatTree(tree) },
  ];
}

/** Each text is longer than the one before it, so that no view behind the edit is in its place. */
function growingEdits(text: string, middle: number): { readonly next: () => string } {
  let length = 0;
  return {
    next: () => {
      length += 1;
      return `${text.slice(0, middle)} #${"x".repeat(length)}${text.slice(middle)}`;
    },
  };
}
