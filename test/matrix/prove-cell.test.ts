/** The proof notices converters that do something else than was planned. */

import { expect, test } from "vitest";
import { cellsOf } from "../../codegen/src/prove/verdict.js";
import { randomNumbers } from "../contract/seeded-random.js";
import { proveAll } from "./prove-all.js";
import { runSource } from "./run-source.js";
import { SIX_VERSIONS } from "./six-versions.js";

/** A fault that is planted in a generated file, and how the proof fails then. */
type Fault = {
  readonly title: string;
  readonly file: string;
  readonly search: string;
  readonly replacement: string;
  readonly failure: RegExp;
};

const FAULTS: readonly Fault[] = [
  {
    title: "a field that is mixed up with another",
    file: "gen/v2-v3.ts",
    search: "body: value.text",
    replacement: 'body: value.author ?? ""',
    failure: /differs|arrived/,
  },
  {
    title: "a default that is not filled in",
    file: "gen/v1-v2.ts",
    search: "author: null",
    replacement: 'author: "made up"',
    failure: /was not sent|the issue is/,
  },
  {
    title: "a refusal that is left out",
    file: "gen/v1-v2.ts",
    search: "value.author !== null",
    replacement: "false",
    failure: /a condition holds, and the value was not refused/,
  },
  {
    title: "a refusal that nothing calls for",
    file: "gen/v1-v2.ts",
    search: "value.author !== null",
    replacement: "true",
    failure: /refused without a condition|the issue is/,
  },
  {
    title: "a message that is copied instead of handed on",
    file: "gen/v1-v2.ts",
    search: 'case "Mood":\n      return value;',
    replacement: 'case "Mood":\n      return { ...value };',
    failure: /do not hand the message on/,
  },
  {
    title: "a wrong range in a refusal",
    file: "gen/versions.ts",
    search: '"ToPeer.Extra": { ranges: [{ since: 2, until: null',
    replacement: '"ToPeer.Extra": { ranges: [{ since: 2, until: 4',
    failure: /ToPeer\.Extra .*refused: the issue is/,
  },
  {
    title: "the version of the step instead of the one that was asked for",
    file: "gen/versions.ts",
    search: 'root: "ToPeer", version: 1,',
    replacement: 'root: "ToPeer", version: 2,',
    failure: /the issue is .*"version":2/,
  },
  {
    title: "a step too few",
    file: "gen/versions.ts",
    search: "upgradeRecordV3(",
    replacement: "((value: never) => value)(",
    failure: /is not|unencodable|differs|arrived|number/,
  },
];

test.each(FAULTS)("$title is noticed", async ({ file, search, replacement, failure }) => {
  let count = 0;
  const running = await runSource(SIX_VERSIONS, (path, text) => {
    if (path !== file) return text;
    count = text.split(search).length - 1;
    return text.replaceAll(search, replacement);
  });
  expect(count).toBeGreaterThan(0);
  const cells = cellsOf(running.planned, running.droppables);
  expect(() => proveAll(running, cells, randomNumbers(1), 20)).toThrow(failure);
});
