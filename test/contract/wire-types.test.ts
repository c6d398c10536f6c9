/**
 * The schemas of the repository say what `wire-types.json` says, which was written down apart from
 * them: every named type of each version of envoy-protocol with its structure.
 */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { NamedType } from "../../codegen/src/schema/model.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { compileSchema } from "./compile-schema.js";

type WireTypes = { readonly [version: string]: { readonly [name: string]: string } };

const WIRE_TYPES: WireTypes = JSON.parse(
  readFileSync(new URL("wire-types.json", import.meta.url), "utf8"),
);
const SCHEMAS = new URL("../../schemas/", import.meta.url);

/** The structure of each named type by its name: no comments, no offsets. */
function check(text: string): ReadonlyMap<string, unknown> {
  const read = readSchema({ file: "v1.bare", text, protocol: "envoy-protocol", version: 1 });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const structure = ({ type }: NamedType): unknown =>
    JSON.parse(
      JSON.stringify(type, (key, value) => (key === "doc" || key === "offset" ? undefined : value)),
    );
  return new Map(read.schema.types.map((named) => [named.name, structure(named)]));
}

test.each([
  ["v1", 89],
  ["v2", 127],
  ["v3", 139],
] as const)("envoy-protocol %s has the %d types that were written down", (version, count) => {
  const written = Object.entries(WIRE_TYPES[version] ?? {});
  // Commas stand between members there, where the schema language has line ends.
  const text = written.map(([name, type]) => `type ${name} ${type.replaceAll(",", "\n")}`);
  const expected = check(text.join("\n"));
  const actual = check(readFileSync(new URL(`envoy-protocol/${version}.bare`, SCHEMAS), "utf8"));
  expect(expected.size).toBe(count);
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, structure] of expected) {
    expect({ name, structure: actual.get(name) }).toEqual({ name, structure });
  }
});

test("the head record of storage version 1 takes 73 bytes", async () => {
  const text = readFileSync(new URL("sqlite-storage/v1.bare", SCHEMAS), "utf8");
  const { codec, graph } = await compileSchema(text, { protocol: "sqlite-storage" });
  const meta = {
    schemaVersion: 2,
    generation: 1n,
    headTxid: 2n ** 64n - 1n,
    nextTxid: 2n ** 64n - 1n,
    materializedTxid: 0n,
    dbSizePages: 1,
    pageSize: 4096,
    shardSize: 64,
    creationTsMs: -1n,
    sqliteStorageUsed: 73n,
    sqliteMaxStorage: 1n << 40n,
    origin: "MIGRATION_FROM_V1_IN_PROGRESS",
  };
  expect(codec("Meta").encode(meta).length).toBe(73);
  expect(graph.minimumSize({ kind: "reference", name: "Meta" })).toBe(73);
  expect(codec("Meta").decode(codec("Meta").encode(meta))).toEqual(meta);
});
