/** Runs the converters of a random protocol and holds them against what they have to do. */

import { isDeepStrictEqual } from "node:util";
import { shapesOf } from "@barewire/inspect";
import { type ValueMaker, valueMaker } from "@barewire/inspect/values";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { schemaClosures } from "../../codegen/src/evolve/closure/closure-hash.js";
import type { Direction } from "../../codegen/src/evolve/plan/decision-entry.js";
import { typeGraph } from "../../codegen/src/schema/type-graph.js";
import type { Counts as DescribedCounts } from "../contract/differential.js";
import type { Random } from "../contract/seeded-random.js";
import { checkDecoding, checkEncoding } from "../inspect/compare-conversions.js";
import type { RunningProtocol } from "./compile-protocol.js";
import { type Expected, expectedOf, type OracleStep } from "./conversion-oracle.js";
import type { FuzzProtocol } from "./fuzz-protocol.js";
import { hasPath, isWithin, type NamedStep, type NewestPath, newestPath } from "./newest-path.js";

export type Counts = {
  steps: number;
  conversions: number;
  refusals: number;
  roundTrips: number;
  chains: number;
  /** The chains that were run along the description too, as values, refusals or functions. */
  readonly described: DescribedCounts;
  /** Paths of refusals, in terms of the newest version. */
  paths: number;
  /** Those that the step which refuses has another name for. */
  renamed: number;
};

export type FuzzRun = {
  readonly protocol: FuzzProtocol;
  readonly running: RunningProtocol;
  readonly random: Random;
  readonly counts: Counts;
};

/** `makers` make values of each version. */
type Checking = FuzzRun & { readonly makers: readonly ValueMaker[] };

const VALUES = 3;

export function runProtocol(run: FuzzRun): void {
  const { protocol, counts } = run;
  const steps = oracleSteps(protocol);
  const makers = protocol.schemas.map((schema) =>
    valueMaker(shapesOf(describeVersion(schema)), protocol.root),
  );
  const checking = { ...run, makers };
  const newest = protocol.schemas.length;
  for (let older = 1; older < newest; older++) {
    counts.steps += 1;
    for (let index = 0; index < VALUES; index++) {
      checkRoundTrip(checking, steps, older, older + 1);
      checkRoundTrip(checking, steps, older + 1, older);
      checkChain(checking, steps, older, "upgrade");
      checkChain(checking, steps, older, "downgrade");
    }
  }
}

/** The oracle of each step by `from to`. */
type OracleSteps = ReadonlyMap<string, OracleStep>;

function oracleSteps({ schemas, steps }: FuzzProtocol): OracleSteps {
  const graphs = schemas.map((schema) => typeGraph(schema));
  const closures = schemas.map((schema) => schemaClosures(schema));
  const made = new Map<string, OracleStep>();
  steps.forEach(({ answers: decided }, index) => {
    const [older, newer] = [graphs[index], graphs[index + 1]];
    const [olderHashes, newerHashes] = [closures[index], closures[index + 1]];
    if (older === undefined || newer === undefined) return;
    if (olderHashes === undefined || newerHashes === undefined) return;
    made.set(`${index + 1} ${index + 2}`, {
      direction: "upgrade",
      source: older,
      target: newer,
      decided,
      isEqual: (from, to) => olderHashes.closureHash(from) === newerHashes.closureHash(to),
    });
    made.set(`${index + 2} ${index + 1}`, {
      direction: "downgrade",
      source: newer,
      target: older,
      decided,
      isEqual: (from, to) => newerHashes.closureHash(from) === olderHashes.closureHash(to),
    });
  });
  return made;
}

function stepOf(steps: OracleSteps, from: number, to: number): OracleStep {
  const step = steps.get(`${from} ${to}`);
  if (step === undefined) throw new Error(`there is no step from ${from} to ${to}`);
  return step;
}

function randomValue({ makers, random }: Checking, version: number): unknown {
  const make = makers[version - 1];
  if (make === undefined) throw new Error(`there is no v${version}`);
  return frozen(make(random));
}

/** A converter must not need to change what it is given. */
function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  for (const part of parts) frozen(part);
  return Object.freeze(value);
}

type Found =
  | { readonly kind: "value"; readonly value: unknown }
  | {
      readonly kind: "refused";
      readonly path: string;
      readonly version: number;
      readonly direction: string;
    };

function found({ running: { runtime } }: FuzzRun, convert: () => unknown): Found {
  const result = runtime.attempt(convert);
  if (result.ok) return { kind: "value", value: result.value };
  const { issue } = result;
  if (issue.kind !== "not-representable") throw new Error(`${issue.kind}: ${result.issue}`);
  return issue.kind === "not-representable"
    ? { kind: "refused", path: issue.path, version: issue.version, direction: issue.direction }
    : { kind: "value", value: null };
}

function call({ running }: FuzzRun, module: string, name: string, ...args: unknown[]): unknown {
  const called = running.module(module)[name];
  if (typeof called !== "function") throw new Error(`${module} has no ${name}`);
  return called(...args);
}

/** The converter of the root; where it has none, the value is passed on. */
function converted(
  { running, protocol }: FuzzRun,
  value: unknown,
  from: number,
  to: number,
): unknown {
  const direction: Direction = to > from ? "upgrade" : "downgrade";
  const module = `v${Math.min(from, to)}-v${Math.max(from, to)}.ts`;
  const convert = running.module(module)[`${direction}${protocol.root}V${from}`];
  return typeof convert === "function" ? convert(value) : value;
}

function checkRoundTrip(run: Checking, steps: OracleSteps, from: number, to: number): void {
  const { root } = run.protocol;
  const value = randomValue(run, from);
  const there = expectedOf(stepOf(steps, from, to), root, value, root);
  const first = found(run, () => converted(run, value, from, to));
  const label = `v${from} to v${to}`;
  checkSame(there, first, label);
  run.counts.conversions += 1;
  if (there.kind === "refused" || first.kind === "refused") {
    run.counts.refusals += 1;
    return;
  }
  // The result of a converter is a value of the target.
  call(run, `v${to}.ts`, `encode${root}`, first.value);
  const back = expectedOf(stepOf(steps, to, from), root, first.value, root);
  const second = found(run, () => converted(run, first.value, to, from));
  checkSame(back, second, `${label} and back`);
  if (there.isDecided || (back.kind === "value" && back.isDecided)) return;
  run.counts.roundTrips += 1;
  if (second.kind === "refused") throw new Error(`${label} and back refuses ${second.path}`);
  if (!isDeepStrictEqual(second.value, value)) {
    throw new Error(`${label} and back gives ${shown(second.value)} for ${shown(value)}`);
  }
}

function checkSame(expected: Expected, actual: Found, label: string): void {
  if (expected.kind === "refused" || actual.kind === "refused") {
    if (expected.kind === actual.kind) return;
    const what = (one: Expected | Found) => (one.kind === "refused" ? one.path : shown(one.value));
    throw new Error(`${label}: ${what(actual)}, not ${what(expected)}`);
  }
  if (!isDeepStrictEqual(actual.value, expected.value)) {
    throw new Error(`${label}: ${shown(actual.value)}, not ${shown(expected.value)}`);
  }
  checkKept(expected.value, actual.value, expected.kept, label);
}

/** A part that has not changed is the same object. */
function checkKept(
  expected: unknown,
  actual: unknown,
  kept: ReadonlySet<unknown>,
  label: string,
): void {
  if (typeof expected !== "object" || expected === null) return;
  if (kept.has(expected)) {
    if (expected !== actual) throw new Error(`${label}: ${shown(actual)} is a copy`);
    return;
  }
  if (ArrayBuffer.isView(expected)) return;
  // The two are equal, so they have the same parts, if not in the same order.
  const others = actual as { readonly [name: string]: unknown };
  if (!(expected instanceof Map)) {
    for (const [name, part] of Object.entries(expected)) {
      checkKept(part, others[name], kept, label);
    }
    return;
  }
  const [entries, otherEntries] = [[...expected], [...(actual as ReadonlyMap<unknown, unknown>)]];
  entries.flat().forEach((part, index) => {
    checkKept(part, otherEntries.flat()[index], kept, label);
  });
}

/** Converts from one version to the newest or back, by way of bytes and the versioned codec. */
function checkChain(
  run: Checking,
  steps: OracleSteps,
  version: number,
  direction: Direction,
): void {
  const { root } = run.protocol;
  const newest = run.protocol.schemas.length;
  const isUpgrade = direction === "upgrade";
  const value = randomValue(run, isUpgrade ? version : newest);
  const bytes = call(run, `v${isUpgrade ? version : newest}.ts`, `encode${root}`, value);
  const actual = found(run, () => {
    if (isUpgrade) return call(run, "versions.ts", `decode${root}`, bytes, version);
    const lowered = call(run, "versions.ts", `encode${root}`, value, version);
    return call(run, `v${version}.ts`, `decode${root}`, lowered);
  });
  checkDescribed(run, value, bytes, version, isUpgrade);
  const expected = chained(
    run,
    steps,
    value,
    isUpgrade ? version : newest,
    isUpgrade ? newest : version,
  );
  const label = `v${version}, ${direction}`;
  run.counts.chains += 1;
  if (expected.kind === "value") {
    // Bytes are copied: nothing can be the very same.
    checkSame({ ...expected, kept: new Set() }, actual, label);
    return;
  }
  if (actual.kind === "value") throw new Error(`${label}: ${expected.path} is not refused`);
  checkPath(run, actual.path, expected.newest, label);
  if (expected.path !== expected.newest.path) run.counts.renamed += 1;
  const wanted = { kind: "refused", path: actual.path, version, direction };
  if (!isDeepStrictEqual(actual, wanted)) {
    throw new Error(`${label}: ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`);
  }
}

/** The description converts as the generated code does. */
function checkDescribed(
  run: Checking,
  value: unknown,
  bytes: unknown,
  version: number,
  isUpgrade: boolean,
): void {
  const { inspected, root } = run.protocol;
  const callVersions = (name: string, ...args: readonly unknown[]) =>
    call(run, "versions.ts", name, ...args);
  const generated = { call: callVersions, hasTypedArrays: false };
  const { described } = run.counts;
  if (!isUpgrade) checkEncoding(inspected, generated, root, value, version, described);
  // The codec of the version has made the bytes.
  else checkDecoding(inspected, generated, root, bytes as Uint8Array, version, described);
}

/**
 * The path of a value that an answer created ends at the part from which it was made, or at one
 * that holds this; it goes on inside it only as far as the newest version does.
 */
function checkPath(
  { protocol, counts }: Checking,
  actual: string,
  wanted: NewestPath,
  label: string,
) {
  const { root, schemas } = protocol;
  const newest = schemas.at(-1);
  if (newest === undefined) throw new Error("a protocol has a version");
  counts.paths += 1;
  if (actual === wanted.path) return;
  const isKnown = hasPath(actual, root, typeGraph(newest));
  if (!wanted.isMade) throw new Error(`${label}: ${actual}, not ${wanted.path}`);
  if (isWithin(wanted.path, actual) || (isWithin(actual, wanted.path) && isKnown)) return;
  throw new Error(`${label}: ${actual}, not what is made of ${wanted.path}`);
}

type Chained = Exclude<Expected, { readonly kind: "refused" }> | RefusedInChain;

type RefusedInChain = {
  readonly kind: "refused";
  readonly path: string;
  readonly newest: NewestPath;
};

function chained(
  { protocol }: Checking,
  steps: OracleSteps,
  value: unknown,
  from: number,
  to: number,
): Chained {
  const { root } = protocol;
  const made: ReadonlyMap<string, string>[] = [];
  const by = Math.sign(to - from);
  let current: Expected | null = null;
  for (let at = from; at !== to; at += by) {
    current = expectedOf(stepOf(steps, at, at + by), root, current?.value ?? value, root);
    if (current.kind === "refused") {
      return { ...current, newest: newestOf(protocol, current.path, at, made, by) };
    }
    made.unshift(current.made);
  }
  if (current === null) throw new Error("a chain has a step");
  return current;
}

/** The name in the newest version of a path of `version`, which `made` has led to. */
function newestOf(
  { root, schemas, steps }: FuzzProtocol,
  path: string,
  version: number,
  made: readonly ReadonlyMap<string, string>[],
  by: number,
): NewestPath {
  const graphs = schemas.map((schema) => typeGraph(schema));
  const named = steps.flatMap(({ answers }, index): readonly NamedStep[] => {
    const [older, newer] = [graphs[index], graphs[index + 1]];
    return older === undefined || newer === undefined
      ? []
      : [{ older, newer, renames: answers.renames }];
  });
  const above = named.slice(version - 1);
  if (by < 0) return newestPath({ path }, root, above, made);
  // On the way up a part that an earlier step has made is looked for by the name that it has now.
  const sources = made.flatMap((own, index) => {
    const at = version - index;
    const between = named.slice(at - 1, version - 1);
    return [...own]
      .filter(([place]) => isWithin(path, newestPath({ path: place }, root, between, []).path))
      .map(([, source]) => newestPath({ path: source }, root, named.slice(at - 2), []).path);
  });
  // The first step that made it had the part of the application.
  const source = sources.at(-1);
  if (source !== undefined) return { path: source, isMade: true };
  return newestPath({ path }, root, above, []);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "bigint") return `${part}n`;
    return part instanceof Map ? [...part] : part;
  });
}
