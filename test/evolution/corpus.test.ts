/**
 * Every case of the corpus of changes is generated as expected, its values come through, and its
 * description converts them as the generated code does.
 */

import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnosticProblem } from "../../codegen/src/commands/rendered-diagnostic.js";
import { describe as describeSource } from "../../codegen/src/describe.js";
import type { Counts } from "../contract/differential.js";
import { withSeed } from "../contract/seeded-random.js";
import { checkConversions, reopened } from "../inspect/compare-conversions.js";
import { descriptionValidator } from "../inspect/description-validator.js";
import {
  type CompiledProtocol,
  callExport,
  compileProtocols,
  generate,
  protocolSource,
} from "./compile-protocol.js";
import {
  type CorpusCase,
  caseNames,
  type Example,
  expectedFiles,
  expectedProblems,
  type Refused,
  readCase,
  shownFiles,
} from "./corpus.js";

type Compiled = CorpusCase & { readonly protocol: CompiledProtocol };

const compiled = new Map<string, Compiled>();

beforeAll(async () => {
  const cases = await Promise.all(caseNames("generated").map(readCase));
  const protocols = await compileProtocols(cases.map(({ texts }) => texts));
  for (const [index, corpusCase] of cases.entries()) {
    const protocol = protocols[index];
    if (protocol !== undefined) compiled.set(corpusCase.name, { ...corpusCase, protocol });
  }
}, 120_000);

function caseOf(name: string): Compiled {
  const found = compiled.get(name);
  if (found === undefined) throw new Error(`${name} was not compiled`);
  return found;
}

const counts: Counts = {};

const validate = descriptionValidator();

afterAll(() => {
  console.log(`converted along descriptions: ${JSON.stringify(counts)}`);
});

/** The outcome for the value of an example: a value, or a refusal. */
function check(example: Example, { schemas, module, runtime }: CompiledProtocol): unknown {
  const { root, oldRoot = root, version = 1 } = example;
  const [versioned, old, newest] = ["versions.ts", `v${version}.ts`, `v${schemas.length}.ts`].map(
    module,
  );
  const call = (scope: typeof versioned, name: string, ...args: unknown[]): unknown => {
    const called = scope?.[name];
    if (typeof called !== "function") throw new Error(`there is no ${name}`);
    return called(...args);
  };
  const result = runtime.attempt(() => {
    if ("up" in example) {
      return call(versioned, `decode${root}`, call(old, `encode${oldRoot}`, example.up), version);
    }
    // The newest version can say it in any case: only the way back may refuse.
    call(newest, `encode${root}`, example.down);
    return call(old, `decode${oldRoot}`, call(versioned, `encode${root}`, example.down, version));
  });
  return result.ok ? result.value : result.issue;
}

function refusal(example: Example, refused: Refused): unknown {
  const { kind = "not-representable", path, since = null, until = null, reason } = refused;
  return expect.objectContaining({
    kind,
    version: example.version ?? 1,
    root: example.root,
    path,
    ...(kind === "not-representable" ? { since, until } : {}),
    direction: "up" in example ? "upgrade" : "downgrade",
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Does not use `toStrictEqual`, which reads a field `constructor` as the class of the value. */
function expectSame(found: unknown, expected: unknown): void {
  expect(found).toEqual(expected);
  expect(isDeepStrictEqual(found, expected)).toBe(true);
}

describe.each(caseNames("generated"))("%s", (name) => {
  test("is generated as expected", () => {
    const shown = shownFiles(name, caseOf(name).protocol.files);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expectedFiles(name, shown)));
  });

  test("is converted along its description as by the generated code", async () => {
    const { protocol, texts } = caseOf(name);
    const described = await describeSource(protocolSource(texts));
    if (!described.ok) throw new Error(JSON.stringify(described.diagnostics));
    expect(validate(described.description)).toBe(null);
    const opened = reopened(described.description);
    await withSeed((random) => {
      const call = (name: string, ...args: readonly unknown[]) =>
        callExport(protocol, "versions.ts", name, ...args);
      const hasTypedArrays = texts.numberLists === "typed-array";
      checkConversions(opened, { call, hasTypedArrays }, 6, random, counts);
    });
  });

  test("carries the values of its examples", () => {
    const { examples, protocol } = caseOf(name);
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const found = check(example, protocol);
      const value = "up" in example ? example.up : example.down;
      if ("refused" in example) expect(found).toEqual(refusal(example, example.refused));
      else if ("gives" in example) expectSame(found, example.gives);
      else {
        expectSame(found, value);
        const convert = protocol.module("v1-v2.ts")[`upgrade${example.root}V1`];
        // A step without a converter changes nothing.
        if (typeof convert === "function") expect(convert(value)).toBe(value);
      }
    }
  });
});

test.each(caseNames("refused"))("%s is refused with the expected problems", async (name) => {
  const { texts } = await readCase(name);
  const generated = await generate(texts);
  const source = protocolSource(texts);
  const sources = new Map(
    [...source.schemas, ...source.decisions].map(({ file, text }) => [file, text]),
  );
  const shown = generated.ok
    ? "accepted\n"
    : generated.diagnostics
        .map((diagnostic) => `${diagnosticProblem(diagnostic, sources).lines}\n`)
        .join("\n");
  expect(shown).toBe(expectedProblems(name, shown));
});
