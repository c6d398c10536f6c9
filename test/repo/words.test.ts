/** The repository speaks of itself alone: no file tells on which machine it was written, or how. */

import { expect, test } from "vitest";
import { FILES, textOf } from "./repository.js";

// A letter in brackets, so that the patterns do not find themselves.
const FOREIGN: readonly RegExp[] = [
  /\/wor[k]\//,
  /\/tm[p]\/[a-z]/,
  /\/roo[t]\//,
  /\/hom[e]\/[a-z]/,
  /farm-(?:studi[o]|benc[h])/,
  /[.]librar[y]/,
  /https?:\/\/(?:registr[y]|de[b])[\w.]*/,
  /\bissues sho[w]\b/,
  /\bissue #?\d/i,
  /\bwork sessio[n]/i,
  /\b(?:coding|AI) (?:agen[t]|assistan[t])/i,
  /\bLL[M]\b/,
  /\bClaud[e]\b/,
];

/** Test data stands beside the checkout where the checks run; that one script may say so. */
const BESIDE = /\.\.\/share[d]\b/;

function check(patterns: readonly RegExp[], paths: readonly string[]): void {
  const found = paths.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) => {
        const isForeign = patterns.some((pattern) => pattern.test(line));
        return isForeign ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [];
      }),
  );
  expect(found).toEqual([]);
}

test("no file names the machine or the way that it was made", () => {
  check(FOREIGN, FILES);
});

test("no file but the script of the checks looks beside the checkout", () => {
  check(
    [BESIDE],
    FILES.filter((path) => path !== ".ci/run"),
  );
});
