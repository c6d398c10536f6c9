/**
 * Random protocols, each with a random edit after another: what is asked, what is emitted and what
 * it does. BAREWIRE_TEST_STEPS makes it longer, BAREWIRE_TEST_SEED repeats it.
 */

import { expect } from "vitest";
import { diffCompatibility } from "../../codegen/src/evolve/change/classify.js";
import { diffSchemas } from "../../codegen/src/evolve/change/diff.js";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { generate, runModules } from "./compile-protocol.js";
import {
  disagreements,
  needsOfClassifier,
  needsOfEdits,
  needsOfPlanner,
} from "./expected-questions.js";
import { type FuzzProtocol, fuzzProtocol } from "./fuzz-protocol.js";
import { type Counts, runProtocol } from "./fuzz-run.js";
import { typeErrors } from "./type-check.js";

const STEPS = countFrom("BAREWIRE_TEST_STEPS", 5_000);
/** Test files run side by side, so the steps are shared out between two. */
const SHARES = 2;
const VERSIONS = 6;
const BATCH = 50;
/** One in so many goes through the whole generator, printer included. */
const PRINTED = 25;

const counts: Counts = { steps: 0, conversions: 0, refusals: 0, roundTrips: 0, chains: 0 };

function checkQuestions({ schemas, steps }: FuzzProtocol): void {
  steps.forEach((step, index) => {
    const [older, newer] = [schemas[index], schemas[index + 1]];
    if (older === undefined || newer === undefined) throw new Error("a step has two schemas");
    const planned = needsOfPlanner(step.questions);
    const diff = diffSchemas(older, newer);
    const problems = [
      ...disagreements(planned, needsOfEdits(step)).map((line) => `asked ${line} by the edit`),
      ...disagreements(planned, needsOfClassifier(diff)).map(
        (line) => `asked ${line} by the classifier`,
      ),
    ];
    const verdict = diffCompatibility(diff);
    if (step.verdict !== null && step.verdict !== verdict) {
      problems.push(`${verdict}, not ${step.verdict}`);
    }
    if (problems.length === 0) return;
    const label = `v${index + 1} to v${index + 2} (${step.edits.join(", ")})`;
    throw new Error(`${label}\n${problems.join("\n")}`);
  });
}

async function checkPrinted({ texts, modules }: FuzzProtocol): Promise<void> {
  const generated = await generate(texts);
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  for (const [path, text] of generated.files) {
    expect(text).toBe(modules.get(`${texts.protocol}/gen/${path}`));
  }
}

/** Names the protocol of what fails in it. */
async function within(
  { texts, steps }: FuzzProtocol,
  promise: () => void | Promise<void>,
): Promise<void> {
  try {
    await promise();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const edits = steps.map((step, index) => `v${index + 2}: ${step.edits.join(", ")}`);
    const sources = [...texts.schemas, ...texts.decisions.values()];
    throw new Error([reason, texts.protocol, ...edits, ...sources].join("\n"), { cause });
  }
}

async function checkBatch(first: number, random: Random, spent: Map<string, number>) {
  const timed = async <Result>(what: string, run: () => Result | Promise<Result>) => {
    const start = performance.now();
    const result = await run();
    spent.set(what, (spent.get(what) ?? 0) + performance.now() - start);
    return result;
  };
  const protocols: FuzzProtocol[] = [];
  await timed("plan", async () => {
    for (let index = 0; index < BATCH; index++) {
      const protocol = await fuzzProtocol(`p${first + index}`, VERSIONS, random);
      await within(protocol, () => checkQuestions(protocol));
      protocols.push(protocol);
    }
  });
  await timed("print", async () => {
    for (const [index, protocol] of protocols.entries()) {
      if (index % PRINTED === 0) await within(protocol, () => checkPrinted(protocol));
    }
  });
  const errors = await timed("types", () =>
    typeErrors(new Map(protocols.flatMap(({ typedModules }) => [...typedModules])), "quick"),
  );
  for (const protocol of protocols) {
    const own = errors.filter((error) => error.startsWith(`${protocol.texts.protocol}/`));
    if (own.length > 0) await within(protocol, () => expect(own).toEqual([]));
  }
  expect(errors).toEqual([]);
  const running = await timed("bundle", () => runModules(protocols.map(({ modules }) => modules)));
  await timed("run", async () => {
    for (const [index, protocol] of protocols.entries()) {
      const own = running[index];
      if (own === undefined) throw new Error("the bundle lacks a protocol");
      await within(protocol, () => runProtocol({ protocol, running: own, random, counts }));
    }
  });
}

/** Each share draws other protocols from the same seed. */
export async function fuzzShare(share: "first" | "second"): Promise<void> {
  const spent = new Map<string, number>();
  const steps = Math.ceil(STEPS / SHARES);
  await withSeed(async (random) => {
    if (share === "second") random(1);
    const protocols = Math.ceil(steps / (VERSIONS - 1));
    for (let first = 0; first < protocols; first += BATCH) await checkBatch(first, random, spent);
  });
  const times = [...spent].map(([what, ms]) => `${what} ${Math.round(ms / 100) / 10} s`);
  console.log(`evolution, ${share} share: ${JSON.stringify(counts)}; ${times.join(", ")}`);
  expect(counts.steps).toBeGreaterThanOrEqual(steps);
  expect(counts.roundTrips).toBeGreaterThan(counts.steps);
}
