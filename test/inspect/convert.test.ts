/** Conversions along a description: data is converted, and a function is refused by its name. */

import { encodeValue } from "@barewire/inspect";
import {
  decodeMessage,
  encodeMessage,
  FunctionDecisionError,
  type InspectedProtocol,
} from "@barewire/inspect/convert";
import { beforeAll, expect, test } from "vitest";
import { describe } from "../../codegen/src/describe.js";
import { protocolSource } from "../evolution/compile-protocol.js";
import { reopened } from "./compare-conversions.js";

const V1 = `
  type ToClient union { Pong = 0 | Report = 1 | Old = 2 }
  type Pong struct { at: u64 note: str }
  type Report struct { items: list<Item> level: u8 }
  type Item union { Text = 0 }
  type Text str
  type Old void
`;

const V2 = `
  type ToClient union { Pong = 0 | Report = 1 | Extra = 3 }
  type Pong struct { at: u32 comment: str flags: u8 }
  type Report struct { items: list<Item> level: u16 }
  type Item union { Text = 0 | Image = 1 }
  type Text str
  type Image data
  type Extra struct { size: u32 }
`;

const DECISIONS = `
  import { defaultTo, dropIfDefault, omit, reject, renamedFrom, substitute } from "x";
  export const decisions = {
    "Pong.at": { upgrade: reject },
    "Pong.comment": renamedFrom("note"),
    "Pong.flags": { upgrade: defaultTo(-0x1 + 2), downgrade: dropIfDefault(7) },
    "Report.items": { downgrade: omit("an old client shows what it knows") },
    "Report.level": { downgrade: (level) => Math.min(level, 255) },
    "ToClient.Old": { upgrade: substitute(() => ({ tag: "Report", val: { items: [], level: 1_0 } })) },
    "ToClient.Extra": { downgrade: () => ({ tag: "Pong", val: { at: 5n, note: "" } }) },
  };
`;

let protocol: InspectedProtocol;

beforeAll(async () => {
  const schemas = [V1, V2];
  const decisions = new Map([["v1-v2", DECISIONS]]);
  const described = await describe(protocolSource({ protocol: "data", schemas, decisions }));
  if (!described.ok) throw new Error(JSON.stringify(described.diagnostics));
  protocol = reopened(described.description);
});

function raised(value: unknown): unknown {
  const schema = protocol.schemas.get(1);
  if (schema === undefined) throw new Error("there is no v1");
  return decodeMessage(protocol, "ToClient", encodeValue(schema, "ToClient", value), 1);
}

function lowered(value: unknown): Uint8Array {
  return encodeMessage(protocol, "ToClient", value, 1);
}

test("a substitute and a default that are written out are data", () => {
  expect(raised({ tag: "Old", val: null })).toEqual({
    tag: "Report",
    val: { items: [], level: 10 },
  });
  const pong = { tag: "Pong", val: { at: 5n, note: "" } };
  const schema = protocol.schemas.get(1);
  if (schema === undefined) throw new Error("there is no v1");
  expect(lowered({ tag: "Extra", val: { size: 1 } })).toEqual(
    encodeValue(schema, "ToClient", pong),
  );
});

test("a value that a rule converts needs no decision, and one that is refused names its path", () => {
  expect(() => raised({ tag: "Pong", val: { at: 2n ** 40n, note: "" } })).toThrow(
    "data v1, ToClient.Pong.at: does not fit into u32",
  );
});

test("what an answer drops is dropped, and what it omits is counted", () => {
  const pong = { tag: "Pong", val: { at: 1, comment: "c", flags: 7 } };
  expect(lowered(pong)).toEqual(Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 99));
  expect(() => lowered({ ...pong, val: { ...pong.val, flags: 8 } })).toThrow(
    "data v1, ToClient.Pong.flags: exists since v2",
  );
});

test("a function is refused by the key of its decision and its step", () => {
  const report = { tag: "Report", val: { items: [], level: 1 } };
  expect(() => lowered(report)).toThrow(FunctionDecisionError);
  expect(() => lowered(report)).toThrow(
    "data, v2 to v1: the decision 'Report.level' is a function, which a description does not hold: use the generated converters",
  );
  // An expression is not computed, not even one without names.
  expect(() => raised({ tag: "Pong", val: { at: 1n, note: "" } })).toThrow("'Pong.flags'");
});

test.each([
  ["const LIMIT = 7;", "LIMIT", true],
  ["const BASE = 7; const LIMIT = BASE;", "LIMIT", true],
  ["const LIMIT = -(-7);", "LIMIT", true],
  ["let LIMIT = 7;", "LIMIT", false],
  ["const LIMIT = LIMIT;", "LIMIT", false],
  ["const LIMIT = compute();", "LIMIT", false],
  ["import { LIMIT } from './limit.js';", "LIMIT", false],
  ["const LIMIT = { of: 7 };", "LIMIT", false],
  ["", "LIMIT", false],
])("after `%s`, defaultTo(%s) is data: %s", async (above, name, isData) => {
  const decisions = `
    import { defaultTo, drop } from "x";
    ${above}
    export const decisions = { "Say.b": { upgrade: defaultTo(${name}), downgrade: drop("new") } };
  `;
  const schemas = ["type Say struct { a: u8 }", "type Say struct { a: u8 b: u8 }"];
  const source = protocolSource({
    protocol: "constants",
    schemas,
    decisions: new Map([["v1-v2", decisions]]),
  });
  const described = await describe(source);
  if (!described.ok) throw new Error(JSON.stringify(described.diagnostics));
  const constants = reopened(described.description);
  const read = () => decodeMessage(constants, "Say", Uint8Array.of(1), 1);
  if (isData) expect(read()).toEqual({ a: 1, b: 7 });
  else expect(read).toThrow(FunctionDecisionError);
});

test("a version and a message that the protocol lacks are named with those that it has", () => {
  expect(() => encodeMessage(protocol, "ToClient", null, 3)).toThrow(
    "this build supports v1 to v2",
  );
  expect(() => encodeMessage(protocol, "ToServer", null, 1)).toThrow(
    "data has no message 'ToServer': expected one of ToClient",
  );
});
