/**
 * Every named type of every schema of the repository against the peer: random values, then random
 * damage to their bytes. The codec that reads a schema at run time is held against some of them.
 * BAREWIRE_TEST_VALUES and BAREWIRE_TEST_MUTATIONS make it longer.
 */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import {
  checkEngineBytes,
  checkEngineValue,
  type EnginePair,
  enginePairsOf,
} from "../inspect/compare-engine.js";
import { compilePeer } from "./compile-peer.js";
import { type Codec, compileSchema } from "./compile-schema.js";
import {
  type Counts,
  checkMutation,
  checkRandomValue,
  type Pair,
  pairsOf,
} from "./differential.js";
import { PEER_FAULTS } from "./peer-faults.js";
import { countFrom, withSeed } from "./seeded-random.js";

const SCHEMAS = new URL("../../schemas/", import.meta.url);

/** The number of values in all, which is spread over the types. */
const VALUES = countFrom("BAREWIRE_TEST_VALUES", 100_000);
const MUTATIONS = countFrom("BAREWIRE_TEST_MUTATIONS", 1_000_000);

const pairs: Pair[] = [];
const engines = new Map<Pair, EnginePair>();
/** The engine is checked with one of so many values. */
const ENGINE_SHARE = 32;
/** The types for which the peer has no functions. */
const voids: Codec[] = [];
/** The definitions in the texts, as a judge that reads no schema counts them. */
let typeCount = 0;

beforeAll(async () => {
  // A million refusals spend more time on their stack traces than on all else.
  Error.stackTraceLimit = 0;
  const files = readdirSync(SCHEMAS, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /\/v\d+\.bare$/.test(name)).sort()) {
    const text = readFileSync(new URL(file, SCHEMAS), "utf8");
    typeCount += text.match(/^type /gm)?.length ?? 0;
    const compiled = await compileSchema(text);
    const known = pairsOf(file, compiled, await compilePeer(text));
    pairs.push(...known);
    const own = enginePairsOf(compiled);
    for (const pair of known) {
      const engine = own.get(pair.name);
      if (engine !== undefined) engines.set(pair, engine);
    }
    const names = new Set(known.map(({ name }) => name));
    const others = compiled.schema.types.filter(({ name }) => !names.has(name));
    voids.push(...others.map(({ name }) => compiled.codec(name)));
  }
});

function check(valuesEach: number, mutationsEach: number): Promise<Counts> {
  return withSeed((random) => {
    const counts: Counts = {};
    for (const pair of pairs) {
      for (let index = 0; index < valuesEach; index++) {
        const { value, bytes } = checkRandomValue(pair, random, counts);
        const engine = index % ENGINE_SHARE === 0 ? engines.get(pair) : undefined;
        if (engine !== undefined) checkEngineValue(engine, value, bytes, counts);
        for (let change = 0; change < mutationsEach; change++) {
          const mutated = checkMutation(pair, bytes, random, counts);
          if (engine === undefined) continue;
          checkEngineBytes(engine, mutated.bytes, mutated.ours, counts);
        }
      }
    }
    return counts;
  });
}

test("random values and random damage are the same to us and to the peer", async () => {
  const valuesEach = Math.ceil(VALUES / pairs.length);
  const mutationsEach = Math.ceil(MUTATIONS / (valuesEach * pairs.length));
  const started = performance.now();
  const counts = await check(valuesEach, mutationsEach);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`differential: ${JSON.stringify({ types: pairs.length, ...counts, seconds })}`);
  for (const { name, reason } of PEER_FAULTS) {
    if (counts[name] !== undefined) console.log(`  ${counts[name]} times ${name}: ${reason}`);
  }
  expect(engines.size).toBe(pairs.length);
  const { values, mutations } = counts;
  expect(values).toBeGreaterThanOrEqual(VALUES);
  expect(mutations).toBeGreaterThanOrEqual(MUTATIONS);
});

test("what the peer has no functions for takes no bytes", () => {
  expect(pairs.length + voids.length).toBe(typeCount);
  for (const { decode, encode } of voids) {
    expect(encode(null)).toEqual(new Uint8Array());
    expect(decode(new Uint8Array())).toBe(null);
    expect(() => decode(new Uint8Array(1))).toThrow("left");
  }
});
