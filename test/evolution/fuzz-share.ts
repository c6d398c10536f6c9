/**
 * Random protocols, each with a random edit after another: what is asked, what is emitted and what
 * it does. BAREWIRE_TEST_PROTOCOLS makes it longer, BAREWIRE_TEST_SEED repeats it.
 */

import { expect } from "vitest";
import { compareVersions } from "../../codegen/src/evolve/compare-versions.js";
import type { EmitOptions } from "../../codegen/src/schema/representation.js";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { generate, runModules } from "./compile-protocol.js";
import { disagreements, needsOfEdits, needsOfPlanner } from "./expected-questions.js";
import { type FuzzProtocol, fuzzProtocol } from "./fuzz-protocol.js";
import { type Counts, runProtocol } from "./fuzz-run.js";
import { ANSWER_KINDS, type AnswerKind } from "./random-answers.js";
import { typeErrors } from "./type-check.js";

const PROTOCOLS = countFrom("BAREWIRE_TEST_PROTOCOLS", 500);
/** Test files run side by side, so the protocols are shared out between two. */
const SHARES = 2;
const OPTIONS: EmitOptions = {
  runtime: "@barewire/runtime",
  importExtension: "js",
  target: "ts",
  numberLists: "array",
  codecs: "all",
};
/** Mostly few: the compiler takes most of the time. */
const MAX_VERSIONS = 5;
/** The number of protocols that are type-checked in one program, and run from one bundle. */
const BATCH = 125;
/** One in so many goes through the whole generator, printer included. */
const PRINTED = 25;

const kinds = new Map<AnswerKind, number>();
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

function checkQuestions({ schemas, steps }: FuzzProtocol): void {
  steps.forEach((step, index) => {
    const [older, newer] = [schemas[index], schemas[index + 1]];
    if (older === undefined || newer === undefined) throw new Error("a step has two schemas");
    const entries = new Map();
    const compared = compareVersions({ older, newer, entries, options: OPTIONS });
    const planned = needsOfPlanner(step.questions);
    const problems = disagreements(planned, needsOfEdits(step)).map(
      (line) => `asked ${line} by the edit`,
    );
    const verdict = compared.compatibility;
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

async function checkBatch(
  first: number,
  size: number,
  random: Random,
  spent: Map<string, number>,
): Promise<void> {
  const timed = async <Result>(what: string, run: () => Result | Promise<Result>) => {
    const start = performance.now();
    const result = await run();
    spent.set(what, (spent.get(what) ?? 0) + performance.now() - start);
    return result;
  };
  const protocols: FuzzProtocol[] = [];
  await timed("plan", async () => {
    for (let index = 0; index < size; index++) {
      const versions = 2 + (random(4) === 0 ? random(MAX_VERSIONS - 1) : random(2));
      const protocol = await fuzzProtocol(`p${first + index}`, versions, random);
      for (const kind of protocol.steps.flatMap(({ answers }) => answers.kinds)) {
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
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
    typeErrors(new Map(protocols.flatMap(({ modules }) => [...modules]))),
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
  const protocols = Math.ceil(PROTOCOLS / SHARES);
  await withSeed(async (random) => {
    if (share === "second") random(1);
    for (let first = 0; first < protocols; first += BATCH) {
      await checkBatch(first, Math.min(BATCH, protocols - first), random, spent);
    }
  });
  const times = [...spent].map(([what, ms]) => `${what} ${Math.round(ms / 100) / 10} s`);
  const answers = JSON.stringify(Object.fromEntries(kinds));
  console.log(
    `evolution, ${share} share: ${protocols} protocols, ${JSON.stringify(counts)}, ` +
      `answers ${answers}; ${times.join(", ")}`,
  );
  expect(counts.steps).toBeGreaterThanOrEqual(protocols);
  expect(counts.roundTrips).toBeGreaterThan(counts.steps);
  expect([...kinds.keys()].sort()).toEqual([...ANSWER_KINDS].sort());
}
