/**
 * The schema-driven codec against a generated one: the same bytes, the same values, and the same
 * verdict on any bytes, with the same reason, path and offset.
 */

import {
  type BytesNode,
  decodeValue,
  encodeValue,
  type InspectedBytes,
  type InspectedSchema,
  inspectBytes,
  leavesOf,
  openSchema,
  type VersionDescription,
} from "@barewire/inspect";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import type { Codec, CompiledSchema } from "../contract/compile-schema.js";
import { type Counts, count, issueOf, type Verdict, verdict } from "../contract/differential.js";
import { isSameValue } from "../contract/same-value.js";

/** The engine, and the generated codec of one type. */
export type EnginePair = {
  readonly name: string;
  readonly engine: InspectedSchema;
  readonly generated: Codec;
  readonly runtime: CompiledSchema["runtime"];
  readonly description: CompiledSchema["description"];
};

/** One for each type of the schema. */
export function enginePairsOf(compiled: CompiledSchema): ReadonlyMap<string, EnginePair> {
  const { schema, runtime, description, codec } = compiled;
  // Whatever the engine needs has to survive as JSON.
  const json = JSON.stringify(describeVersion(schema));
  const engine = openSchema(JSON.parse(json) as VersionDescription);
  return new Map(
    schema.types.map(({ name }) => [
      name,
      { name, engine, generated: codec(name), runtime, description },
    ]),
  );
}

/** `bytes` are what the generated codec makes of `value`. */
export function checkEngineValue(
  { name, engine, generated }: EnginePair,
  value: unknown,
  bytes: Uint8Array,
  counts: Counts,
): void {
  const fail = (what: string) => new Error(`${name}: ${what}: ${hex(bytes)}`);
  const encoded = encodeValue(engine, name, value, { memory: "own" });
  if (Buffer.compare(encoded, bytes) !== 0) throw fail(`the engine writes ${hex(encoded)}`);
  const decoded = decodeValue(engine, name, bytes);
  if (!isSameValue(decoded, generated.decode(bytes)))
    throw fail("the engine decodes another value");
  const found = inspectBytes(engine, name, bytes);
  if (found.damage !== null) throw fail(`the tree ends: ${found.damage.reason}`);
  if (!isSameValue(found.value, decoded)) throw fail("the tree has another value");
  requirePartition(found, bytes);
  count(counts, "engine: values");
}

/** Any bytes. */
export function checkEngineBytes(
  pair: EnginePair,
  bytes: Uint8Array,
  plain: Verdict,
  counts: Counts,
): void {
  const { name, engine, generated, runtime, description } = pair;
  const fail = (what: string) => new Error(`${name}: ${what}: ${hex(bytes)}`);
  const ours = verdict(() => decodeValue(engine, name, bytes));
  const found = inspectBytes(engine, name, bytes);
  requirePartition(found, bytes);
  count(counts, "engine: mutants");
  if (ours.ok !== plain.ok) throw fail(ours.ok ? "the engine accepts" : "the engine refuses");
  if (ours.ok || plain.ok) {
    if (!ours.ok || !plain.ok || !isSameValue(ours.value, plain.value)) {
      throw fail("the engine decodes another value");
    }
    if (found.damage !== null) throw fail("the tree ends");
    return;
  }
  const [issue, expected] = [issueOf(ours.error), issueOf(plain.error)];
  if (issue.kind !== "malformed" || expected.kind !== "malformed") throw ours.error;
  // A codec checks the bounds of several numbers at once, and then names where the first begins.
  const isJoint = /bytes are missing/.test(expected.reason) && issue.offset >= expected.offset;
  if (!isJoint && (issue.reason !== expected.reason || issue.offset !== expected.offset)) {
    throw fail(`${issue.reason} at ${issue.offset}, not ${expected.reason} at ${expected.offset}`);
  }
  const { path, offset, reason } = found.damage ?? { path: "", offset: -1, reason: "" };
  if (path !== issue.path || offset !== issue.offset || reason !== issue.reason) {
    throw fail(`the tree ends at ${path}, byte ${offset}, the codec at ${issue.path}`);
  }
  const locateError = runtime.errorLocator(description);
  const located = verdict(() => generated.decode(bytes, { locateError }));
  if (located.ok) throw fail("it is accepted where an error is located");
  const locatedIssue = issueOf(located.error);
  if (plainText(locatedIssue) !== plainText(issue)) {
    throw fail(`the engine says ${plainText(issue)}, the locator ${plainText(locatedIssue)}`);
  }
  count(counts, "engine: refusals");
}

/** A value that is probably none of its type. */
export function checkEngineEncoding(
  { name, engine, generated, runtime, description }: EnginePair,
  value: unknown,
): void {
  const locateError = runtime.errorLocator(description);
  const plain = verdict(() => generated.encode(value, { locateError, memory: "own" }));
  const ours = verdict(() => encodeValue(engine, name, value, { memory: "own" }));
  if (plain.ok !== ours.ok) {
    throw new Error(`${name}: the engine ${ours.ok ? "encodes" : "refuses"} a value`);
  }
  if (plain.ok || ours.ok) {
    if (plain.ok && ours.ok && isSameValue(plain.value, ours.value)) return;
    throw new Error(`${name}: the engine writes other bytes`);
  }
  const [issue, expected] = [issueOf(ours.error), issueOf(plain.error)];
  if (JSON.stringify({ ...issue, protocol: "", version: 0 }) !== plainText(expected)) {
    throw new Error(`${name}: ${JSON.stringify(issue)}, not ${JSON.stringify(expected)}`);
  }
}

function plainText(issue: object): string {
  return JSON.stringify({ ...issue, protocol: "", version: 0 });
}

/** Every byte of the message is in exactly one leaf, and the children of a node touch. */
export function requirePartition({ nodes }: InspectedBytes, bytes: Uint8Array): void {
  let end = 0;
  for (const leaf of leavesOf(nodes)) {
    if (leaf.start !== end) throw new Error(`${leaf.path} starts at ${leaf.start}, not ${end}`);
    end = leaf.end;
  }
  if (end !== bytes.length) throw new Error(`the leaves end at ${end}, not ${bytes.length}`);
  for (const node of nodes) requireNesting(node);
}

function requireNesting({ start, end, path, children }: BytesNode): void {
  const [first, last] = [children[0], children.at(-1)];
  if (first !== undefined && (first.start !== start || last?.end !== end)) {
    throw new Error(`${path} is not what its parts are`);
  }
  for (const child of children) requireNesting(child);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
