/** Every description is valid by the published JSON Schema, and damage of one is not. */

import { expect, test } from "vitest";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { describe } from "../../codegen/src/describe.js";
import { protocolSource } from "../evolution/compile-protocol.js";
import { corpusTexts, schemaOfText } from "./corpus-schemas.js";
import { descriptionValidator } from "./description-validator.js";

test("the description of every schema of the corpus is valid", () => {
  const validate = descriptionValidator();
  let count = 0;
  for (const [path, text] of corpusTexts()) {
    const errors = validate(describeVersion(schemaOfText(text)));
    expect({ path, errors }).toEqual({ path, errors: null });
    count += 1;
  }
  expect(count).toBeGreaterThan(100);
});

test("a protocol of which any part is missing, misnamed or of another type is not valid", async () => {
  const schemas = [
    "type Root struct { a: u8 b: u64 c: Choice } type Choice union { Both | Old } type Old void type Both void",
    "type Root struct { a: u16 b: u32 c: Choice d: str } type Choice union { Both } type Both void",
  ];
  const decisions = `
    import { defaultTo, dropIfDefault, reject, substitute } from "@barewire/runtime/decisions";
    export const decisions = {
      "Root.d": { upgrade: defaultTo("none"), downgrade: dropIfDefault("none") },
      "Choice.Old": { upgrade: substitute(() => ({ tag: "Both", val: null })) },
      "Root.b": { upgrade: reject },
    };
  `;
  const source = protocolSource({
    protocol: "damaged",
    schemas,
    decisions: new Map([["v1-v2", decisions]]),
  });
  const described = await describe(source);
  if (!described.ok) throw new Error(JSON.stringify(described.diagnostics));
  const { availability, versions, ...rest } = described.description;
  const validate = descriptionValidator();
  const isValid = (copy: object) => validate({ ...copy, availability, versions }) === null;
  expect(isValid(rest)).toBe(true);
  const copies = damaged(rest);
  expect(copies.length).toBeGreaterThan(300);
  const accepted = copies.filter((copy) => isValid(copy as object));
  expect(accepted.map((copy) => JSON.stringify(copy))).toEqual([]);
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
    const misnamed = [rest, { ...json, [`${name}s`]: part }];
    // A constant may be anything: its type is in the description of a version.
    if (name === "value" && "policy" in json) return misnamed;
    return [
      ...misnamed,
      { ...json, [name]: { unknown: part } },
      ...damaged(part).map((other) => ({ ...json, [name]: other })),
    ];
  });
}

test("a description of which any part is missing, misnamed or of another type is not valid", () => {
  const validate = descriptionValidator();
  const text = `
    type Root struct { a: optional<u8> b: list<str>[2] c: map<str><data> d: Choice e: Level }
    type Choice union { u8 | str }
    type Level enum { LOW }
  `;
  const copies = damaged(describeVersion(schemaOfText(text)));
  expect(copies.length).toBeGreaterThan(200);
  expect(
    copies.filter((copy) => validate(copy) === null).map((copy) => JSON.stringify(copy)),
  ).toEqual([]);
});
