/**
 * The file of vectors: its JSON Schema, what its verdicts have to do with one another, and what an
 * edit of a schema changes in it.
 */

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { makeVectors } from "../../codegen/src/vectors/make-vectors.js";
import {
  type MessageVectors,
  printVectors,
  type VectorFile,
} from "../../codegen/src/vectors/vector-file.js";
import { type ProtocolTexts, protocolSource } from "../evolution/compile-protocol.js";
import { caseNames, readCase } from "../evolution/corpus.js";

const ROOT = new URL("../../", import.meta.url);

const COMMITTED = ["envoy-protocol", "sqlite-storage"];

function textOf(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}

/** Tells whether the published JSON Schema accepts a file, by a validator that is not ours. */
function schemaCheck(): (file: unknown) => boolean {
  const ajv = new Ajv({ strictTypes: false });
  const validate = ajv.compile(JSON.parse(textOf("codegen/vectors.schema.json")));
  return (file) => validate(file) === true;
}

async function vectorsOf(texts: ProtocolTexts, values = 2): Promise<VectorFile> {
  const made = await makeVectors(protocolSource(texts), { seed: 1, values });
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return JSON.parse(printVectors(made.file));
}

test("is valid by its JSON Schema, and a damaged one is not", async () => {
  const isValid = schemaCheck();
  const files: VectorFile[] = COMMITTED.map((name) =>
    JSON.parse(textOf(`schemas/${name}/vectors.json`)),
  );
  for (const file of files) expect(isValid(file)).toBe(true);
  const { texts } = await readCase("union-append-substituted");
  const small = await vectorsOf(texts, 0);
  expect(isValid(small)).toBe(true);
  const damaged = damagedCopies(small);
  expect(damaged.length).toBeGreaterThan(100);
  const accepted = damaged.filter((copy) => isValid(copy));
  expect(accepted.map((copy) => JSON.stringify(copy))).toEqual([]);
});

/** All copies of `json` that lack one property, or have another one; values may be anything. */
function damagedCopies(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) {
    return json.flatMap((item, at) => damagedCopies(item).map((other) => json.with(at, other)));
  }
  if (typeof json !== "object" || json === null) return [];
  const fields: readonly [string, unknown][] = Object.entries(json);
  return fields.flatMap(([name, part]) => {
    const { [name]: _, ...rest } = json as { readonly [name: string]: unknown };
    const misnamed = [rest, { ...json, [`${name}s`]: part }];
    if (name === "value") return misnamed;
    return [
      ...misnamed,
      { ...json, [name]: { unknown: part } },
      ...damagedCopies(part).map((other) => ({ ...json, [name]: other })),
    ];
  });
}

test("the verdict on a pair of versions holds for every value", async () => {
  const files: VectorFile[] = COMMITTED.map((name) =>
    JSON.parse(textOf(`schemas/${name}/vectors.json`)),
  );
  const names = caseNames("generated").filter((_, index) => index % 7 === 0);
  for (const name of names) files.push(await vectorsOf((await readCase(name)).texts));
  let count = 0;
  for (const { protocol, messages } of files) {
    for (const message of messages) {
      count += message.pairs.length;
      const wrong = contradictions(message);
      expect({ protocol, root: message.root, variant: message.variant, wrong }).toEqual({
        protocol,
        root: message.root,
        variant: message.variant,
        wrong: [],
      });
    }
  }
  expect(count).toBeGreaterThan(200);
});

/** The values that are not what their pair of versions says of all of them. */
function contradictions({ newest, pairs, values }: MessageVectors): readonly unknown[] {
  if (newest === null) return [...pairs, ...values.filter(({ readers }) => readers.length > 0)];
  return values.flatMap(({ name, value, readers }): readonly unknown[] => {
    if (readers.length !== pairs.length) return [name];
    return readers.filter((reader) => {
      const pair = pairs.find(({ version }) => version === reader.version);
      // It is not known what a function makes of a value.
      if (reader.verdict === "needs-code") return false;
      if (pair?.verdict === "refused") return reader.verdict !== "refused";
      if (reader.verdict === "refused") return pair?.refusesSome !== true;
      // The same value may have other bytes, as where a number of an enum has changed.
      return pair?.verdict === "same" && reader.verdict === "converted"
        ? !isDeepStrictEqual(reader.value, value)
        : false;
    });
  });
}

const SHOP: ProtocolTexts = {
  protocol: "shop",
  schemas: ["type Order struct { id: u64 note: str }\ntype Ping void\n"],
  decisions: new Map(),
};

test("equal schemas and settings make an equal file, and another seed another one", async () => {
  const print = async (seed: number) => {
    const made = await makeVectors(protocolSource(SHOP), { seed, values: 3 });
    return made.ok ? printVectors(made.file) : "";
  };
  expect(await print(1)).toBe(await print(1));
  expect(await print(2)).not.toBe(await print(1));
});

test("a message that is added leaves the vectors of the others as they are", async () => {
  const [v1 = ""] = SHOP.schemas;
  const before = await vectorsOf(SHOP);
  const after = await vectorsOf({ ...SHOP, schemas: [`type Added struct { id: u8 }\n${v1}`] });
  const { messages, malformed } = after;
  expect(messages.filter(({ root }) => root !== "Added")).toEqual(before.messages);
  expect(malformed.filter(({ root }) => root !== "Added")).toEqual(before.malformed);
});

test("every value comes back from its JSON, and the text is ASCII", async () => {
  const schemas = ["type Root struct { names: map<str><u8> text: str number: f64 }"];
  const file = await vectorsOf({ ...SHOP, schemas }, 50);
  const text = printVectors(file);
  expect(text).not.toMatch(/[^\n -~]/);
  expect(text).toContain("\\ud83c");
  expect(JSON.parse(text)).toEqual(file);
  const values = file.messages.flatMap((message) => message.values);
  expect(values.length).toBeGreaterThan(40);
  expect(new Set(values.map(({ bytes }) => bytes)).size).toBe(values.length);
});

test("a message that the newest version lacks is read by no other version", async () => {
  const { texts } = await readCase("root-removed");
  const file = await vectorsOf(texts);
  const removed = file.messages.filter(({ newest }) => newest === null);
  expect(removed.length).toBeGreaterThan(0);
  for (const { pairs, values } of removed) {
    expect(pairs).toEqual([]);
    expect(values.length).toBeGreaterThan(0);
    expect(values.flatMap(({ readers }) => readers)).toEqual([]);
  }
});
