/**
 * The search finds planted faults of upgrades, and nothing in protocols without one. A usual run
 * searches a few; `npm run test:long` searches all, and says what was found.
 */

import { expect, test } from "vitest";
import { countFrom } from "../contract/seeded-random.js";
import { protocolSource } from "../evolution/compile-protocol.js";
import { caseNames, readCase } from "../evolution/corpus.js";
import { FAULT_CLASSES } from "./evolving-protocol.js";
import { searchProtocol, searchSource } from "./find-fault.js";
import { FAULTS, PROTOCOLS, planted } from "./planted-faults.js";

const FAULT_COUNT = countFrom("BAREWIRE_TEST_UPGRADE_FAULTS", 1);

const IS_WHOLE = FAULT_COUNT >= FAULTS.length;

/** A usual run takes one that only an example tells; another test has one that needs none. */
const CHOSEN = IS_WHOLE
  ? FAULTS
  : FAULTS.filter(({ title }) => title === "seconds are taken for milliseconds");

const SEARCHED = Object.values(PROTOCOLS).slice(0, IS_WHOLE ? undefined : 1);

const LONG_MS = 600_000;

test.each(SEARCHED)(
  "nothing is found in $protocol",
  async (protocol) => {
    const { faults, messageCount, stateCount, partialCount } = await searchProtocol(
      protocol,
      "with examples",
    );
    expect(faults).toEqual([]);
    expect(messageCount).toBeGreaterThan(20);
    expect(stateCount).toBeGreaterThan(1000);
    expect(partialCount).toBe(0);
  },
  30_000,
);

test(
  `${CHOSEN.length} faults are searched for with examples, and at most two are missed`,
  async () => {
    const missed = [];
    for (const fault of CHOSEN) {
      const { faults } = await searchProtocol(planted(fault), "with examples");
      if (faults.length === 0) missed.push(fault);
    }
    report("with examples", missed);
    expect(missed.length).toBeLessThanOrEqual(IS_WHOLE ? 2 : 0);
  },
  LONG_MS,
);

test.runIf(IS_WHOLE)(
  "without examples most changes of meaning are missed, and most other faults are found",
  async () => {
    const missed = [];
    for (const fault of FAULTS) {
      const { faults } = await searchProtocol(planted(fault), "without examples");
      if (faults.length === 0) missed.push(fault);
    }
    report("without examples", missed);
    expect(FAULTS.length - missed.length).toBeGreaterThanOrEqual(30);
  },
  LONG_MS,
);

test("a counterexample is the shortest history of the smallest message", async () => {
  const fault = FAULTS.find(({ title }) => title === "a part of a second is cut off");
  if (fault === undefined) throw new Error("the fault is gone");
  const { faults } = await searchProtocol(planted(fault), "with examples");
  const [first] = faults;
  const zero = "000000000000000000000000000000000000";
  expect(first?.history.map(({ kind }) => kind)).toEqual(["write", "deploy", "send"]);
  expect(first?.message).toEqual({ version: 2, name: "Lease", hex: `0001${zero.slice(0, 32)}` });
}, 30_000);

/**
 * Cases with functions that lose something and do not declare it, such as one that clamps a number:
 * they show what is generated, and are found for good reason.
 */
const LOSING: ReadonlySet<string> = new Set([
  "alias-by-hand",
  "alias-changed",
  "data-lengths",
  "enum-and-union-by-hand",
  "kind-by-hand-refused",
  "kind-of-a-type",
  "list-to-fixed",
  "map-keys",
  "members-by-hand",
  "optional-removed",
  "paths-of-newest",
  "renamed-and-changed",
  "six-versions",
  "split-by-hand",
  "struct-kind-change",
  "struct-narrow",
  "typed-arrays",
]);

/** Ten versions that all differ take minutes, and what is found there has not been judged yet. */
const TOO_LARGE: ReadonlySet<string> = new Set(["ten-versions"]);

/** Every protocol of the corpus that is generated; a usual run takes a few. */
const CASES = caseNames("generated")
  .filter((name) => !TOO_LARGE.has(name))
  .slice(0, IS_WHOLE ? undefined : 1);

test.each(CASES)(
  "nothing but undeclared loss is found in the corpus case %s",
  async (name) => {
    const { texts } = await readCase(name);
    const { faults } = await searchSource(protocolSource(texts), [], 1);
    const loss = /loses data that no decision declares|down, up, down differs|up, down, up differs/;
    const reasons = faults.map(({ reason }) => reason);
    expect(reasons.filter((reason) => !loss.test(reason))).toEqual([]);
    expect(reasons.length > 0).toBe(LOSING.has(name));
  },
  LONG_MS,
);

function report(mode: string, missed: readonly (typeof FAULTS)[number][]): void {
  const lines = FAULT_CLASSES.flatMap((faultClass) => {
    const all = CHOSEN.filter((fault) => fault.faultClass === faultClass);
    const left = missed.filter((fault) => fault.faultClass === faultClass);
    if (all.length === 0) return [];
    const titles = left.map(({ title }) => `; missed: ${title}`).join("");
    return [`  ${faultClass}: ${all.length - left.length} of ${all.length}${titles}`];
  });
  console.log(`upgrades ${mode}: ${CHOSEN.length - missed.length} of ${CHOSEN.length} found`);
  if (IS_WHOLE) console.log(lines.join("\n"));
}
