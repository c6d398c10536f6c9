/**
 * Our codec of one type against the peer's: equal bytes for equal values, and for any bytes the
 * same verdict and the same value, but for the peer's known faults.
 */

import { type ValueMaker, valueMaker } from "@barewire/inspect/values";
import type { WireIssue } from "@barewire/runtime";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";
import type { Peer, PeerCodec } from "./compile-peer.js";
import type { Codec, CompiledSchema } from "./compile-schema.js";
import { hex } from "./hex.js";
import { mutate } from "./mutate.js";
import { faultOf, isByteOrderMarkLoss } from "./peer-faults.js";
import { type PeerMapping, peerMapping } from "./peer-value.js";
import type { Random } from "./seeded-random.js";

export type Counts = { [what: string]: number };

export function count(counts: Counts, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** One type with both codecs. */
export type Pair = {
  /** Names the schema and the type in messages of failures. */
  readonly title: string;
  readonly name: string;
  readonly graph: TypeGraph;
  readonly ours: Codec;
  readonly theirs: PeerCodec;
  readonly mapping: PeerMapping;
  readonly make: ValueMaker;
  /** Tells whether a value can contain a NaN, which has many encodings, of which we write one. */
  readonly hasFloats: boolean;
};

/** Every named type for which the peer has functions. */
export function pairsOf(title: string, compiled: CompiledSchema, peer: Peer): readonly Pair[] {
  const { schema, graph, description } = compiled;
  return schema.types.flatMap(({ name, hoisted }) => {
    const theirs = hoisted ? null : peer.codec(name);
    if (theirs === null) return [];
    const mapping = peerMapping(name, graph);
    const make = valueMaker(description, name);
    const hasFloats = JSON.stringify(schema.types).includes(`"primitive","name":"f`);
    const ours = compiled.codec(name);
    return [{ title: `${title} ${name}`, name, graph, ours, theirs, mapping, make, hasFloats }];
  });
}

export type CheckedValue = { readonly value: unknown; readonly bytes: Uint8Array };

/** Returns a random value and its bytes, on which both sides agree. */
export function checkRandomValue(pair: Pair, random: Random, counts: Counts): CheckedValue {
  const { ours, theirs, mapping } = pair;
  const value = pair.make(random);
  const peerValue = mapping.toPeer(value);
  const bytes = ours.encode(value, { memory: "own" });
  const peerBytes = theirs.encode(peerValue);
  const fail = (what: string) => new Error(`${pair.title}: ${what}: ${hex(bytes)}`);
  if (Buffer.compare(bytes, peerBytes) !== 0) throw fail(`${hex(peerBytes)} is the peer's, ours`);
  if (!mapping.same(ours.decode(peerBytes), peerValue)) throw fail("we decode another value");
  const peerDecoded = theirs.decode(bytes);
  if (!mapping.same(value, peerDecoded)) {
    if (!isByteOrderMarkLoss(pair, value, peerDecoded))
      throw fail("the peer decodes another value");
    count(counts, "byte order mark");
  }
  count(counts, "values");
  return { value, bytes };
}

export type CheckedBytes = { readonly bytes: Uint8Array; readonly ours: Verdict };

/** Returns the damaged message and our verdict, with which the peer agrees. */
export function checkMutation(
  pair: Pair,
  message: Uint8Array,
  random: Random,
  counts: Counts,
): CheckedBytes {
  const bytes = mutate(message, random);
  count(counts, "mutations");
  const ours = verdict(() => pair.ours.decode(bytes));
  const theirs = verdict(() => pair.theirs.decode(bytes));
  count(counts, ours.ok ? "accepted" : "refused");
  if (ours.ok) checkCanonical(pair, bytes, ours.value, counts);
  else if (issueOf(ours.error).kind !== "malformed") throw ours.error;
  const agree = ours.ok
    ? theirs.ok && pair.mapping.same(ours.value, theirs.value)
    : !theirs.ok && theirs.error instanceof Error;
  if (agree) return { bytes, ours };
  const fault = faultOf({ pair, bytes, ours, theirs });
  if (fault === null) throw new Error(`${pair.title}: ${shown(ours, theirs)}: ${hex(bytes)}`);
  count(counts, fault);
  return { bytes, ours };
}

/** Bytes that are accepted are the only encoding of their value. */
function checkCanonical(pair: Pair, bytes: Uint8Array, value: unknown, counts: Counts): void {
  const again = pair.ours.encode(value, { memory: "own" });
  if (Buffer.compare(again, bytes) === 0) return;
  // There are many encodings of NaN; the one that is written is that of the number NaN.
  const isNaNOnly =
    pair.hasFloats && pair.mapping.same(pair.ours.decode(again), peerOf(pair, value));
  if (!isNaNOnly) throw new Error(`${pair.title}: not canonical: ${hex(bytes)}, ${hex(again)}`);
  count(counts, "NaN with other bits");
}

function peerOf({ mapping }: Pair, value: unknown): unknown {
  return mapping.toPeer(value);
}

export type Verdict =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

export function verdict(decode: () => unknown): Verdict {
  try {
    return { ok: true, value: decode() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** The issue of a `WireError` of any bundle; any other error is thrown. */
export function issueOf(error: unknown): WireIssue {
  const issue =
    typeof error === "object" && error !== null && "issue" in error ? error.issue : null;
  if (typeof issue !== "object" || issue === null || !("kind" in issue)) throw error;
  // An object with a kind is the issue of a wire error: nothing else that is thrown here has one.
  return issue as WireIssue;
}

function shown(ours: Verdict, theirs: Verdict): string {
  const [we, they] = [ours, theirs].map((one) => (one.ok ? "accept" : `refuse (${one.error})`));
  return ours.ok && theirs.ok ? "the values differ" : `we ${we}, the peer: ${they}`;
}
