/** The words for a change. */

import { expect, test } from "vitest";
import type { Schema } from "../../schema/model.js";
import { readSchema } from "../../schema/read-schema.js";
import { compareVersions } from "../compare-versions.js";
import type { Change } from "./change.js";
import { explainPublishedEdit } from "./explain-change.js";

function schemaOf(text: string): Schema {
  const result = readSchema({ file: "case.bare", text, protocol: "example", version: 2 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.schema;
}

function changesOf(older: string, newer: string): readonly Change[] {
  const input = { older: schemaOf(older), newer: schemaOf(newer), entries: new Map() };
  const options = {
    runtime: "@barewire/runtime",
    importExtension: "js",
    target: "ts",
    numberLists: "array",
    codecs: "all",
  } as const;
  const { changes } = compareVersions({ ...input, options });
  return changes.map(({ change }) => change);
}

/** The explanation of all changes from `older` to `newer`, without its constant part. */
function check(older: string, newer: string): readonly string[] {
  return changesOf(older, newer).map((change) => {
    const text = explainPublishedEdit("example", 2, change);
    const [, said = text] = /^example v2 is published and (.*); add a new version/.exec(text) ?? [];
    return `${said}.`;
  });
}

test.each([
  [
    "type M struct { size: u32 }",
    "type M struct { size: u64 }",
    "M.size changed from u32 to u64: a reader of either version loses its place in the bytes of the other.",
  ],
  [
    "type M struct { sizes: optional<list<u8>> }",
    "type M struct { sizes: optional<list<i8>> }",
    "each item of the value of M.sizes changed from u8 to i8: the bytes of either version mean something else to the other, without an error.",
  ],
  [
    "type M struct { a: u8 }",
    "type M struct { a: u8 b: str }",
    "the field M.b (str) was added: readers of either version refuse the bytes of the other.",
  ],
  [
    "type M struct { note: str }",
    "type M struct { remark: str }",
    "M.note may have been renamed to remark: the bytes stay the same, and only a person knows whether the meaning does.",
  ],
  [
    "type M union { u8 }",
    "type M union { u8 | str }",
    "the variant M.str (tag 1) was added: old bytes are understood by a new reader, and new bytes that use it are refused by an old one.",
  ],
  [
    "type M union { u8 | i8 }",
    "type M union { u8 | bool }",
    "the variant M.i8 (tag 1) was removed, and its tag is now that of M.bool: the bytes of either version mean something else to the other, without an error.",
  ],
  [
    "type M enum { A B }",
    "type M enum { A = 0 B = 5 }",
    "the number of M.B changed from 1 to 5: readers of either version refuse some values of the other.",
  ],
  [
    "type M struct { a: u8 b: u8 }",
    "type M struct { b: u8 a: u8 }",
    "the fields of M changed their order to b, a: the bytes of either version mean something else to the other, without an error.",
  ],
  [
    "type M struct { a: str }",
    "type M struct { a: data }",
    "M.a changed from str to data: text and data have the same bytes, where the data is valid UTF-8, but values differ.",
  ],
  [
    "type M struct { a: u8 b: u8 }",
    "type M union { u8 }",
    "M changed from a struct to a union: a reader of either version loses its place in the bytes of the other.",
  ],
  [
    "type M enum { A }",
    "type A void\ntype M union { A }",
    "the type A was added: by itself that changes no message.",
  ],
  [
    "type M struct { a: data }",
    "type M struct { a: list<u8> }",
    "M.a changed from data to list<u8>: the bytes stay the same.",
  ],
  [
    "type M u8",
    "type M u8\ntype N struct { a: u8 }",
    "the root N was added: the older version has no such message.",
  ],
])("%s, then %s", (older, newer, sentence) => {
  expect(check(older, newer)[0]).toBe(sentence);
});

test("an edit of a published version is refused with the way out", () => {
  const text = (width: string) => `type SqliteMeta struct { pageSize: ${width} }`;
  const [change] = changesOf(text("u32"), text("u64"));
  if (change === undefined) throw new Error("the page size changed");
  expect(explainPublishedEdit("envoy-protocol", 2, change)).toBe(
    "envoy-protocol v2 is published and SqliteMeta.pageSize changed from u32 to u64: " +
      "a reader of either version loses its place in the bytes of the other; add a new version instead",
  );
});
