/** The faults are data: here they are only counted and generated, and the protocols are right. */

import { expect, test } from "vitest";
import { cellsOf } from "../../codegen/src/prove/verdict.js";
import { seededRandom } from "../../codegen/src/seeded-random.js";

import { planProtocol } from "../matrix/planned-protocol.js";
import { proveAll } from "../matrix/prove-all.js";

import { runSource } from "../matrix/run-source.js";
import { FAULT_CLASSES } from "./evolving-protocol.js";
import { FAULTS, PROTOCOLS, planted, sourceOf } from "./planted-faults.js";

test("there are five faults of each of twelve classes", () => {
  const counts = FAULT_CLASSES.map((name) => [
    name,
    FAULTS.filter(({ faultClass }) => faultClass === name).length,
  ]);
  expect(counts).toEqual(FAULT_CLASSES.map((name) => [name, 5]));
  expect(new Set(FAULTS.map(({ title }) => title)).size).toBe(FAULTS.length);
});

test.each(Object.values(PROTOCOLS))("$protocol is proved without a fault", async (protocol) => {
  const running = await runSource(sourceOf(protocol));
  proveAll(running, cellsOf(running.planned, running.droppables), seededRandom(1), 40);
});

test("every fault is a protocol that is generated", async () => {
  for (const fault of FAULTS) await planProtocol(sourceOf(planted(fault)));
}, 60_000);
