/**
 * Cuts the tokens of a schema into its top-level definitions.
 *
 * The library stops at the first problem it meets. Cut, every definition is parsed on its own, and
 * a file shows all its broken definitions at once. What follows a definition and starts none (a
 * stray token) stays with it.
 */

import { closingBracket, isClosingBracket, type Token } from "./tokens.js";

/** Returns the definitions, each of at least one token. */
export function splitDefinitions(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const definitions: Token[][] = [];
  let current: Token[] = [];
  let depth = 0;
  tokens.forEach((token, index) => {
    if (startsDefinition(tokens, index, depth)) {
      if (current.length > 0) definitions.push(current);
      current = [];
      depth = 0;
    }
    current.push(token);
    if (closingBracket(token) !== null) depth += 1;
    if (isClosingBracket(token)) depth = Math.max(0, depth - 1);
  });
  if (current.length > 0) definitions.push(current);
  return definitions;
}

function startsDefinition(tokens: readonly Token[], index: number, depth: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (token === undefined) return false;
  if (token.text === "type") {
    // An open bracket above must not swallow the rest of the file: a line `type Name` starts anew,
    // which a field `type: u8` cannot be mistaken for.
    return depth === 0 || (token.isFirstOnLine && isTypeName(next));
  }
  if (depth > 0) return false;
  if (token.text === "struct" || token.text === "enum") {
    // The old `struct Name {`; in `type Name struct {` the bracket follows at once.
    return next?.kind === "word" && tokens[index + 2]?.text === "{";
  }
  // A misspelt keyword: `typ Name`. Behind `type` it is the name, and a body may follow.
  const isLikeKeyword = token.isFirstOnLine && /^[a-z]/.test(token.text);
  return isLikeKeyword && isTypeName(next) && tokens[index - 1]?.text !== "type";
}

function isTypeName(token: Token | undefined): boolean {
  return token !== undefined && /^[A-Z]/.test(token.text);
}
