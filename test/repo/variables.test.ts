/** CONTRIBUTING.md names every variable of tests and benchmarks, and the long run sets them all. */

import { expect, test } from "vitest";
import { FILES, textOf } from "./repository.js";

const READERS = FILES.filter((path) => /^(?:test|bench)\/.*\.(?:ts|mjs)$/.test(path));

/** Settings of the server and flags have pages of their own; these are of tests and benchmarks. */
const VARIABLE =
  /\bBAREWIRE_(?:TEST|KILLED|LARGE|SQL|SQLITE|UPDATE|BENCH|PLANTED|CONFORMANCE)(?:_\w+)?\b/g;

/** The variables that `pattern` finds in `paths`, sorted. */
function check(pattern: RegExp, paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) =>
    [...textOf(path).matchAll(pattern)].map(([all, name]) => name ?? all),
  );
  return [...new Set(found)].sort();
}

test("every variable that a test or a benchmark reads is in CONTRIBUTING.md", () => {
  const read = check(VARIABLE, READERS).filter((name) => !name.startsWith("BAREWIRE_SQLITE_OPT_"));
  expect(read).not.toEqual([]);
  const text = textOf("CONTRIBUTING.md");
  expect(read.filter((name) => !text.includes(name))).toEqual([]);
});

test("every variable that makes a test longer is set by `npm run test:long`", () => {
  const counts = check(/countFrom\(\s*"(BAREWIRE_\w+)"/g, READERS);
  const set = check(/(BAREWIRE_\w+): [\d_]+/g, ["test/long.mjs"]);
  expect(set).toEqual(counts.filter((name) => name !== "BAREWIRE_TEST_SEED"));
});

test("every path of `npm run test:long` is the beginning of a test's", () => {
  const paths = check(/"(test\/[\w/-]+)"/g, ["test/long.mjs"]);
  expect(paths).not.toEqual([]);
  const tests = FILES.filter((path) => path.endsWith(".test.ts"));
  expect(paths.filter((path) => !tests.some((name) => name.startsWith(path)))).toEqual([]);
});
