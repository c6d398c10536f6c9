/**
 * Every ordered pair of the versions of one protocol: what the versioned codec does is what its
 * steps do one after the other, and a refusal names the version that was asked for.
 */

import { shapesOf } from "@barewire/inspect";
import { valueMaker } from "@barewire/inspect/values";
import { beforeAll, expect, test } from "vitest";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { type Random, withSeed } from "../contract/seeded-random.js";
import { type CompiledProtocol, callExport, compileProtocol } from "./compile-protocol.js";
import { readCase } from "./corpus.js";

const VERSIONS = [1, 2, 3, 4, 5, 6];
const NEWEST = 6;
/** The name of the messages in each version. */
const ROOTS: readonly string[] = ["ToServer", "ToClient"];
const VALUES = 300;

let protocol: CompiledProtocol;

beforeAll(async () => {
  const { texts } = await readCase("six-versions");
  protocol = await compileProtocol(texts);
}, 120_000);

function call(module: string, name: string, ...args: unknown[]): unknown {
  return callExport(protocol, module, name, ...args);
}

type Outcome =
  | { readonly kind: "value"; readonly value: unknown }
  | {
      readonly kind: "refused";
      readonly version: number;
      readonly path: string;
      readonly since: number | null;
      readonly until: number | null;
      readonly direction: string;
    };

function outcome(run: () => unknown): Outcome {
  const result = protocol.runtime.attempt(run);
  if (result.ok) return { kind: "value", value: result.value };
  const { issue } = result;
  if (issue.kind !== "not-representable") throw new Error(`a ${issue.kind} issue`);
  const { version, path, since, until, direction } = issue;
  return { kind: "refused", version, path, since, until, direction };
}

/** One step; a type that a step does not convert is passed on. */
function step(root: string, value: unknown, from: number, to: number): unknown {
  const direction = to > from ? "upgrade" : "downgrade";
  const module = `v${Math.min(from, to)}-v${Math.max(from, to)}.ts`;
  const convert = protocol.module(module)[`${direction}${root}V${from}`];
  return typeof convert === "function" ? convert(value) : value;
}

function steps(root: string, value: unknown, from: number, to: number): unknown {
  let current = value;
  const by = Math.sign(to - from);
  for (let at = from; at !== to; at += by) current = step(root, current, at, at + by);
  return current;
}

function converted(root: string, value: unknown, from: number, to: number): unknown {
  const bytes = call(`v${from}.ts`, `encode${root}`, value);
  const newest = call("versions.ts", `decode${root}`, bytes, from);
  return call(`v${to}.ts`, `decode${root}`, call("versions.ts", `encode${root}`, newest, to));
}

async function check(promise: (root: string, version: number, random: Random) => void) {
  await withSeed((random) => {
    for (const root of ROOTS) {
      for (const version of VERSIONS) promise(root, version, random);
    }
  });
}

function randomValue(root: string, version: number, random: Random): unknown {
  const schema = protocol.schemas[version - 1];
  if (schema === undefined) throw new Error(`there is no v${version}`);
  return valueMaker(shapesOf(describeVersion(schema)), root)(random);
}

test("for every pair the versioned codec does what all steps do one after the other", async () => {
  const counts = { value: 0, refused: 0, pairs: new Set<string>() };
  await check((root, from, random) => {
    for (const to of VERSIONS) {
      for (let index = 0; index < VALUES; index++) {
        const value = randomValue(root, from, random);
        // Every message goes by way of the newest version.
        const whole = outcome(() => converted(root, value, from, to));
        const parts = outcome(() => steps(root, steps(root, value, from, NEWEST), NEWEST, to));
        expect(whole.kind).toBe(parts.kind);
        if (whole.kind === "value" && parts.kind === "value") {
          expect(whole.value).toStrictEqual(parts.value);
        }
        counts[whole.kind] += 1;
        counts.pairs.add(`${root} ${from} ${to}`);
      }
    }
  });
  const { pairs, value, refused } = counts;
  console.log(`six versions: ${pairs.size} pairs, ${value} values carried, ${refused} refused`);
  expect(counts.pairs.size).toBe(ROOTS.length * VERSIONS.length ** 2);
  expect(counts.refused).toBeGreaterThan(100);
});

test("a refusal names the version that was asked for, and since or until when", async () => {
  await check((root, version, random) => {
    for (let index = 0; index < VALUES; index++) {
      const older = randomValue(root, version, random);
      const bytes = call(`v${version}.ts`, `encode${root}`, older);
      const raised = outcome(() => call("versions.ts", `decode${root}`, bytes, version));
      const newer = randomValue(root, NEWEST, random);
      const lowered = outcome(() => call("versions.ts", `encode${root}`, newer, version));
      for (const found of [raised, lowered]) {
        if (found.kind === "value") continue;
        expect(found.version).toBe(version);
        expect(found.path).toMatch(new RegExp(`^${root}\\.`));
        expect(found.direction).toBe(found === raised ? "upgrade" : "downgrade");
        // A part that the requested version lacks was added later; one that the newest lacks was
        // removed after it.
        if (found.since !== null && found === lowered) expect(found.since).toBeGreaterThan(version);
        if (found === raised) expect(found.until).toBeGreaterThanOrEqual(version);
      }
    }
  });
});

test("no version below the first or above the newest is spoken", () => {
  for (const version of [0, 7, -1, 1.5, Number.NaN, 65_536]) {
    const { attempt } = protocol.runtime;
    const value = { tag: "Leave", val: { why: "" } };
    const decoded = attempt(() =>
      call("versions.ts", "decodeToServer", new Uint8Array(1), version),
    );
    const encoded = attempt(() => call("versions.ts", "encodeToServer", value, version));
    for (const result of [decoded, encoded]) {
      expect(result.ok ? null : result.issue).toEqual({
        kind: "unsupported-version",
        protocol: "six-versions",
        version,
        minVersion: 1,
        maxVersion: 6,
      });
    }
  }
});

test("what came and went is known to the versions that had it", () => {
  const supported = (path: string) =>
    VERSIONS.filter((version) => call("versions.ts", "supports", version, path));
  expect(supported("ToServer.Join")).toEqual([1, 2, 3, 4, 5, 6]);
  expect(supported("ToServer.Kick")).toEqual([6]);
  expect(supported("ToServer.Poke")).toEqual([1, 2, 3]);
  expect(supported("ToClient.Members")).toEqual([4, 5, 6]);
  expect(supported("Say.urgent")).toEqual([5, 6]);
  expect(supported("Status.BUSY")).toEqual([2, 3, 4, 5, 6]);
  // Gone for a while: what v2 called Typing cannot become what v6 calls Typing.
  expect(supported("ToServer.Typing")).toEqual([6]);
});
