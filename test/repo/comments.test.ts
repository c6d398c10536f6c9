/**
 * Comments are whole sentences that stand alone in a hover, and name the party that they are about.
 * The list of openers finds most fragments: a genitive ("Of the value."), a noun clause ("What the
 * server says."), an adverbial ("By its name.").
 */

import { expect, test } from "vitest";
import { HAND_WRITTEN, textOf } from "./repository.js";

/** A comment begins at `/**`, or at the first of several lines that begin with `//`. */
const OPENER = /(?:Of|What|By(?! default)|For|Whether|Where|Which|Who|Whom|Whose|How|Why)\b/;
const FRAGMENT = new RegExp(
  `(?:/\\*\\*\\s*(?:\\*\\s+)?|(?<!^\\s*//.*\\n\\s*)^\\s*//\\s+)${OPENER.source}`,
  "gm",
);

const UNNAMED_PARTY = /(?:^\s*\*|\/\*\*|\/\/).*\b(?:whoever|nobody|somebody)\b/gim;

/** `pattern` is in no comment of what people write. */
function check(pattern: RegExp): void {
  const found = HAND_WRITTEN.filter((path) => path !== "test/repo/comments.test.ts").flatMap(
    (path) => {
      const text = textOf(path);
      return [...text.matchAll(pattern)].map((match) => {
        const end = match.index + match[0].length;
        return `${path}:${text.slice(0, end).split("\n").length}: ${match[0].trim()}`;
      });
    },
  );
  expect(found).toEqual([]);
}

test("no comment begins like a fragment of a sentence", () => {
  check(FRAGMENT);
});

test("comments name the party that they are about", () => {
  check(UNNAMED_PARTY);
});
