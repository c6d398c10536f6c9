/**
 * Tests that the list of planted bugs matches the sources: each text occurs once, and the bugs
 * differ. `npm run planted` proves that the tests find them.
 */

import { expect, test } from "vitest";
import { plantIn } from "./plant-bug.js";
import { PLANTED_BUGS } from "./planted-bugs.js";

/** Checks that `nameOf` is different for every bug. */
function check(nameOf: (bug: (typeof PLANTED_BUGS)[number]) => string): void {
  const names = PLANTED_BUGS.map(nameOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
}

test("each bug has exactly one place in its file, and changes it", () => {
  for (const bug of PLANTED_BUGS) {
    plantIn(bug);
    expect(bug.find).not.toBe(bug.replace);
    expect(bug.file).toMatch(/^(?:packages\/[^/]+|codegen)\/src\//);
  }
});

test("no bug is there twice, and each says what goes wrong", () => {
  check(({ file, find, replace }) => JSON.stringify([file, find, replace]));
  check(({ why }) => why);
});

test("there are some in each package that keeps an acknowledged commit", () => {
  const packages = ["sqlite", "storage", "server-handlers", "client"];
  for (const name of packages) {
    const count = PLANTED_BUGS.filter(({ file }) => file.startsWith(`packages/${name}/`)).length;
    expect([name, count >= 8]).toEqual([name, true]);
  }
});
