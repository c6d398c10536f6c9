/** Messages that are made to cost their reader more than they are: refused as by generated code. */

import { decodeValue, encodeValue, type InspectedSchema, inspectBytes } from "@barewire/inspect";
import { expect, test } from "vitest";
import { issueOf, verdict } from "../contract/differential.js";
import { openText } from "./corpus-schemas.js";

function check(
  schema: InspectedSchema,
  bytes: Uint8Array,
  expected: { readonly path: string; readonly offset: number; readonly reason: string },
  options: Parameters<typeof decodeValue>[3] = {},
): void {
  const decoded = verdict(() => decodeValue(schema, "Root", bytes, options));
  if (decoded.ok) throw new Error("it is accepted");
  expect(issueOf(decoded.error)).toMatchObject({ kind: "malformed", ...expected });
  const { damage, value } = inspectBytes(schema, "Root", bytes, options);
  expect(value).toBe(undefined);
  expect(damage).toMatchObject(expected);
}

test("a count or a length that the message cannot hold is refused before anything is read", () => {
  const schema = openText("type Root struct { items: list<u64> texts: map<u8><str> bytes: data }");
  const fourGib = [0xff, 0xff, 0xff, 0xff, 0x0f];
  const path = "Root.items";
  const reason = "4294967295 items do not fit into the remaining 0 bytes";
  check(schema, Uint8Array.from(fourGib), { path, offset: 0, reason });
  check(schema, Uint8Array.from([0, ...fourGib]), { path: "Root.texts", offset: 1, reason });
  check(schema, Uint8Array.from([0, 0, ...fourGib]), {
    path: "Root.bytes",
    offset: 7,
    reason: "4294967295 bytes are missing",
  });
});

test("a varint that is longer than it need be is refused where it begins", () => {
  const schema = openText("type Root struct { first: u8 number: uint }");
  const path = "Root.number";
  const reason = "varint is too long";
  check(schema, Uint8Array.of(1, 0x80, 0), { path, offset: 1, reason });
  check(schema, Uint8Array.of(1, ...new Array(9).fill(0xff), 2), { path, offset: 1, reason });
});

test("a limit of the caller holds for counts and for depth", () => {
  const list = openText("type Root list<u8>  type Other list<bool>");
  expect(decodeValue(list, "Other", Uint8Array.of(2, 1, 1), { maxItems: 2 })).toEqual([true, true]);
  expect(() => decodeValue(list, "Other", Uint8Array.of(2, 1, 1), { maxItems: 1 })).toThrow(
    "Other, byte 0: list or map has 2 items, the limit is maxItems = 1",
  );
  const nested = openText("type Root struct { next: optional<Root> }");
  const bytes = new Uint8Array(101).fill(1, 0, 100);
  const reason = "values are nested deeper than maxDepth = 64";
  check(nested, bytes, { path: `Root${".next".repeat(64)}`, offset: 64, reason });
  expect(inspectBytes(nested, "Root", bytes, { maxDepth: 101 }).damage).toBe(null);
  const own = "values are nested deeper than maxDepth = 2";
  check(nested, bytes, { path: "Root.next.next", offset: 2, reason: own }, { maxDepth: 2 });
});

test("a value that contains itself is refused, and so is one that is too deep", () => {
  const schema = openText("type Root struct { next: optional<Root> }");
  const circle: { next: unknown } = { next: null };
  circle.next = circle;
  const encoded = verdict(() => encodeValue(schema, "Root", circle));
  if (encoded.ok) throw new Error("it is encoded");
  const reason = "values are nested deeper than maxDepth = 64";
  expect(issueOf(encoded.error)).toMatchObject({ kind: "unencodable", reason });
});

test("text that is not UTF-8 is refused behind its length", () => {
  const schema = openText("type Root struct { text: str }");
  const expected = { path: "Root.text", offset: 1, reason: "not UTF-8" };
  check(schema, Uint8Array.of(2, 0xc3, 0x28), expected);
  check(schema, Uint8Array.of(3, 0xed, 0xa0, 0x80), expected);
});
