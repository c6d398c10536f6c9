/**
 * Checks the tokens of one definition before the library parses them. Its lexer accepts unknown
 * characters in places, its parser accepts any token as a type name, and both recurse on brackets
 * until the stack overflows.
 */

import type { Problem } from "./diagnostic.js";
import { closingBracket, isClosingBracket, type Token } from "./tokens.js";

/** The first one; null if there is none. */
export function firstTokenProblem(definition: readonly Token[], end: number): Problem | null {
  return (
    [unknownCharacter(definition), missingName(definition, end), missingType(definition)]
      .filter((problem) => problem !== null)
      .sort((left, right) => left.offset - right.offset)[0] ?? null
  );
}

/** Brackets within brackets. Every later stage recurses no deeper than this into one definition. */
const MAX_NESTING = 64;

export function nestingProblem(definition: readonly Token[]): Problem | null {
  let depth = 0;
  for (const token of definition) {
    if (isClosingBracket(token)) depth = Math.max(0, depth - 1);
    if (closingBracket(token) === null) continue;
    depth += 1;
    if (depth > MAX_NESTING) {
      return {
        offset: token.offset,
        message: `types are nested more than ${MAX_NESTING} levels deep`,
        suggestion: "give an inner type a name and refer to it",
      };
    }
  }
  return null;
}

function unknownCharacter(definition: readonly Token[]): Problem | null {
  const token = definition.find(({ kind }) => kind === "unknown");
  if (token === undefined) return null;
  const codePoint = token.text.codePointAt(0) ?? 0;
  const isQuotable = /[\p{L}\p{N}\p{P}\p{S}]/u.test(token.text);
  const hexadecimal = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
  return {
    offset: token.offset,
    message: `unexpected character ${isQuotable ? `'${token.text}'` : hexadecimal}`,
    suggestion: codePoint > MAX_ASCII ? "names are written in ASCII" : null,
  };
}

const MAX_ASCII = 127;

function missingName(definition: readonly Token[], end: number): Problem | null {
  const [keyword, name, body] = definition;
  const isForgotten = body?.text === "{" && ["struct", "enum", "union"].includes(name?.text ?? "");
  if (keyword?.text !== "type" || (name?.kind === "word" && !isForgotten)) return null;
  return {
    offset: name?.offset ?? end,
    message: `expected a type name but found ${quoted(name)}`,
    suggestion: null,
  };
}

/** A token that cannot start a type, in a position where only a type can stand. */
function missingType(definition: readonly Token[]): Problem | null {
  for (const [index, token] of definition.entries()) {
    const before = definition[index - 1];
    if (before === undefined || before.kind !== "punctuation") continue;
    if (!isRefusedAfter(before, token)) continue;
    return {
      offset: token.offset,
      message: `expected a type but found ${quoted(token)}`,
      suggestion: token.text === "?" ? "an optional type is written optional<...>" : null,
    };
  }
  return null;
}

function isRefusedAfter(before: Token, token: Token): boolean {
  if (token.kind !== "punctuation" || "[({".includes(token.text)) return false;
  if (before.text === "|") return token.text !== "}" && token.text !== ")";
  return before.text === "<" || before.text === ":";
}

/** Quotes a token for a message; `undefined` stands for the end of the definition. */
export function quoted(token: Token | undefined): string {
  return token === undefined ? "the end of the definition" : `'${token.text}'`;
}
