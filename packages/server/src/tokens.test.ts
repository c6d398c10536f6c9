/**
 * Tests which token may open which namespace.
 */

import { expect, test } from "vitest";
import { NO_TOKENS, parseTokens, singleToken, type Tokens, TokensError } from "./tokens.js";

/** The `namespaces` that a token opens; null if there is no such token. */
function check(
  tokens: Tokens,
  token: string | null,
  namespaces: readonly string[],
): readonly string[] | null {
  const grant = tokens.find(token);
  return grant === null ? null : namespaces.filter((namespace) => grant.allows(namespace));
}

const FILE = parseTokens('{ "one": ["a", "b"], "all": ["*"], "none": [] }');

test("a token opens its namespaces and no other", () => {
  expect(check(FILE, "one", ["a", "b", "c", "*"])).toEqual(["a", "b"]);
  expect(check(FILE, "all", ["a", "zz"])).toEqual(["a", "zz"]);
  expect(check(FILE, "none", ["a"])).toEqual([]);
});

test("an unknown token opens nothing", () => {
  for (const token of [null, "", "On", "one ", "onee", "*"]) {
    expect(check(FILE, token, ["a"])).toBe(null);
    expect(check(singleToken("secret"), token, ["a"])).toBe(null);
  }
});

test("a single token opens everything; without tokens every client may open everything", () => {
  expect(check(singleToken("secret"), "secret", ["a"])).toEqual(["a"]);
  expect(check(NO_TOKENS, null, ["a"])).toEqual(["a"]);
});

test.each(["", "[]", "null", "{}", '{"secret": "a"}', '{"secret": [1]}', '{"": ["a"]}'])(
  "the tokens file %j is refused without telling what is in it",
  (text) => {
    expect(() => parseTokens(text)).toThrow(TokensError);
    expect(() => parseTokens(text)).not.toThrow(/secret/);
  },
);
