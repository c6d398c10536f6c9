/**
 * Random schemas against the peer: what five schemas do not use, such as floats, maps, recursion
 * and types inside types, is right as well; and the codec that reads a schema at run time does the
 * same. BAREWIRE_TEST_SCHEMAS makes it longer.
 */

import { beforeAll, expect, test } from "vitest";
import { checkEngineBytes, checkEngineValue, enginePairsOf } from "../inspect/compare-engine.js";
import { compilePeer } from "./compile-peer.js";
import { compileSchema } from "./compile-schema.js";
import { type Counts, checkMutation, checkRandomValue, count, pairsOf } from "./differential.js";
import { randomSchema } from "./random-schema.js";
import { countFrom, type Random, withSeed } from "./seeded-random.js";

const SCHEMAS = countFrom("BAREWIRE_TEST_SCHEMAS", 300);
const VALUES_EACH = 20;
const MUTATIONS_EACH = 10;
/** The engine walks each of them four times. */
const ENGINE_MUTATIONS_EACH = 2;

beforeAll(() => {
  Error.stackTraceLimit = 0;
});

async function check(random: Random, counts: Counts): Promise<void> {
  const text = randomSchema(random);
  const numberLists = random(2) === 0 ? "array" : "typed-array";
  try {
    const compiled = await compileSchema(text, { numberLists });
    const engines = enginePairsOf(compiled);
    for (const pair of pairsOf("random", compiled, await compilePeer(text))) {
      const engine = engines.get(pair.name);
      if (engine === undefined) throw new Error(`the engine has no ${pair.name}`);
      count(counts, "types");
      for (let index = 0; index < VALUES_EACH; index++) {
        const { value, bytes } = checkRandomValue(pair, random, counts);
        checkEngineValue(engine, value, bytes, counts);
        for (let change = 0; change < MUTATIONS_EACH; change++) {
          const mutated = checkMutation(pair, bytes, random, counts);
          if (change >= ENGINE_MUTATIONS_EACH) continue;
          checkEngineBytes(engine, mutated.bytes, mutated.ours, counts);
        }
      }
    }
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${numberLists}\n${text}`, {
      cause,
    });
  }
}

test("values and damage of random schemas are the same to us and to the peer", async () => {
  const counts: Counts = {};
  await withSeed(async (random) => {
    for (let index = 0; index < SCHEMAS; index++) await check(random, counts);
  });
  console.log(`random schemas: ${JSON.stringify({ schemas: SCHEMAS, ...counts })}`);
  const { values } = counts;
  expect(values).toBeGreaterThan(10 * SCHEMAS);
});
