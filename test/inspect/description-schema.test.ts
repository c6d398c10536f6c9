/** Every description is valid by the published JSON Schema, and damage of one is not. */

import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { expect, test } from "vitest";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { corpusTexts, schemaOfText } from "./corpus-schemas.js";

const SCHEMA = new URL("../../packages/inspect/description.schema.json", import.meta.url);

function validator(): ValidateFunction {
  return new Ajv({ allErrors: true, strictTypes: false }).compile(
    JSON.parse(readFileSync(SCHEMA, "utf8")),
  );
}

test("the description of every schema of the corpus is valid", () => {
  const validate = validator();
  let count = 0;
  for (const [path, text] of corpusTexts()) {
    validate(describeVersion(schemaOfText(text)));
    expect({ path, errors: validate.errors }).toEqual({ path, errors: null });
    count += 1;
  }
  expect(count).toBeGreaterThan(100);
});

/** All copies of `json` that lack one property, or have another one. */
function damaged(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) {
    return json.flatMap((item, index) => damaged(item).map((other) => json.with(index, other)));
  }
  if (typeof json !== "object" || json === null) return [];
  const fields: readonly [string, unknown][] = Object.entries(json);
  return fields.flatMap(([name, part]) => {
    const { [name]: _, ...rest } = json as { readonly [name: string]: unknown };
    return [
      rest,
      { ...json, [`${name}s`]: part },
      { ...json, [name]: { unknown: part } },
      ...damaged(part).map((other) => ({ ...json, [name]: other })),
    ];
  });
}

test("a description of which any part is missing, misnamed or of another type is not valid", () => {
  const validate = validator();
  const text = `
    type Root struct { a: optional<u8> b: list<str>[2] c: map<str><data> d: Choice e: Level }
    type Choice union { u8 | str }
    type Level enum { LOW }
  `;
  const copies = damaged(describeVersion(schemaOfText(text)));
  expect(copies.length).toBeGreaterThan(200);
  expect(copies.filter((copy) => validate(copy)).map((copy) => JSON.stringify(copy))).toEqual([]);
});
