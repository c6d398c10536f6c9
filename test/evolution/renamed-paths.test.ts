/**
 * A value that any step refuses is refused at a path of the newest version, whatever the parts were
 * called in the versions between. BAREWIRE_TEST_PROTOCOLS makes it longer.
 */

import { expect, test } from "vitest";
import { countFrom, withSeed } from "../contract/seeded-random.js";
import { runModules } from "./compile-protocol.js";
import type { FuzzProtocol } from "./fuzz-protocol.js";
import { type Counts, runProtocol } from "./fuzz-run.js";
import { renamedProtocol } from "./renamed-protocol.js";
import { typeErrors } from "./type-check.js";

/** A tenth of those that the other random protocols are. */
const PROTOCOLS = Math.ceil(countFrom("BAREWIRE_TEST_PROTOCOLS", 150) / 10);
const VERSIONS = 5;

test("what is refused is told by the names of the newest version", async () => {
  const counts: Counts = {
    steps: 0,
    conversions: 0,
    refusals: 0,
    roundTrips: 0,
    chains: 0,
    paths: 0,
    renamed: 0,
    described: {},
  };
  await withSeed(async (random) => {
    const protocols: FuzzProtocol[] = [];
    for (let index = 0; index < PROTOCOLS; index++) {
      protocols.push(await renamedProtocol(`r${index}`, VERSIONS, random));
    }
    const errors = typeErrors(new Map(protocols.flatMap(({ modules }) => [...modules])));
    expect(errors).toEqual([]);
    const running = await runModules(protocols.map(({ modules }) => modules));
    for (const [index, protocol] of protocols.entries()) {
      const own = running[index];
      if (own === undefined) throw new Error("the bundle lacks a protocol");
      try {
        runProtocol({ protocol, running: own, random, counts });
      } catch (cause) {
        const { texts } = protocol;
        const reason = cause instanceof Error ? cause.message : String(cause);
        const sources = [...texts.schemas, ...texts.decisions.values()];
        throw new Error([reason, texts.protocol, ...sources].join("\n"), { cause });
      }
    }
  });
  console.log(`${PROTOCOLS} renamed protocols: ${JSON.stringify(counts)}`);
  expect(counts.renamed).toBeGreaterThan(PROTOCOLS);
}, 1_200_000);
