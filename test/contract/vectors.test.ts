/**
 * The public test vectors of other implementations. They are not ours to copy; the environment
 * names their folder.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileSchema } from "./compile-schema.js";
import { type Counts, count, issueOf, verdict } from "./differential.js";
import { fromVector } from "./vector-value.js";

type Vector = {
  readonly id: string;
  readonly schema: string;
  readonly type: string;
  readonly value?: unknown;
  readonly hex: string;
  readonly valid: boolean;
  /** `decode`: we may encode it otherwise. `stream`: several values one after another. */
  readonly dir: "both" | "decode" | "stream";
};

/** The vectors that we differ from on purpose, with the paragraph of the draft that says so. */
const DISPUTED: ReadonlyMap<string, string> = new Map();

async function check(vector: Vector): Promise<void> {
  const { schema, graph, codec } = await compileSchema(vector.schema);
  const { decode, encode } = codec(vector.type);
  const bytes = new Uint8Array(Buffer.from(vector.hex, "hex"));
  const type = { kind: "reference", name: vector.type } as const;
  if (!vector.valid) {
    const refused = verdict(() => decode(bytes));
    expect(refused.ok ? "accepted" : issueOf(refused.error).kind).toBe("malformed");
    return;
  }
  expect(schema.types.map(({ name }) => name)).toContain(vector.type);
  if (vector.dir === "stream") return checkStream(vector, bytes, vector.value as unknown[]);
  const value = fromVector(vector.value, type, graph);
  expect(decode(bytes)).toStrictEqual(value);
  if (vector.dir === "both") expect(Buffer.from(encode(value)).toString("hex")).toBe(vector.hex);
}

/** Reads values one after another with the cursor, up to the end of the bytes. */
async function checkStream(
  { schema, type: name }: Vector,
  bytes: Uint8Array,
  expected: readonly unknown[],
): Promise<void> {
  const { runtime, graph, codec } = await compileSchema(schema);
  const reader = new runtime.Reader(bytes);
  const values: unknown[] = [];
  while (reader.offset < reader.end) values.push(codec(name).read(reader));
  const type = { kind: "reference", name } as const;
  expect(values).toStrictEqual(expected.map((value) => fromVector(value, type, graph)));
}

function readVectors(folder: string): readonly Vector[] {
  // The vectors are data of a fixed shape; one of another shape fails its test.
  return JSON.parse(readFileSync(join(folder, "vectors.json"), "utf8"));
}

const { BAREWIRE_CONFORMANCE_DIR: FOLDER } = process.env;
const REASON = "BAREWIRE_CONFORMANCE_DIR is not set";
if (FOLDER === undefined) console.log(`skipped: ${REASON}`);

test("the vectors get the expected values, bytes and verdicts", async (context) => {
  if (FOLDER === undefined) return context.skip(REASON);
  const vectors = readVectors(FOLDER);
  const counts: Counts = {};
  for (const vector of vectors) {
    const isDisputed = DISPUTED.has(vector.id);
    const passed = await check(vector).then(
      () => true,
      (cause: unknown) => {
        if (isDisputed) return false;
        throw new Error(`${vector.id}: ${cause}`, { cause });
      },
    );
    expect(passed && isDisputed, `${vector.id} is no longer disputed`).toBe(false);
    count(counts, isDisputed ? "disputed" : vector.valid ? vector.dir : "refused");
  }
  console.log(`vectors: ${vectors.length} in all, ${JSON.stringify(counts)}`);
});

test("the valid vectors of one type are read one after another by the cursor", async (context) => {
  if (FOLDER === undefined) return context.skip(REASON);
  const vectors = readVectors(FOLDER).filter(({ valid, dir }) => valid && dir !== "stream");
  const streams = new Map<string, Vector[]>();
  for (const vector of vectors) {
    const key = JSON.stringify([vector.schema, vector.type]);
    streams.set(key, [...(streams.get(key) ?? []), vector]);
  }
  for (const stream of streams.values()) {
    const [first] = stream;
    const bytes = new Uint8Array(Buffer.from(stream.map(({ hex }) => hex).join(""), "hex"));
    const values = stream.map(({ value }) => value);
    if (first !== undefined) await checkStream(first, bytes, values);
  }
  console.log(`vectors: ${streams.size} streams of ${vectors.length} values`);
});
