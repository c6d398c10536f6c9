/**
 * Rewrites legacy syntax, that of older BARE drafts, for the suggestion of a diagnostic:
 * `[4]string` is `list<str>[4]`. Bodies in braces are cut short to `{ ... }`.
 */

import { closingBracket, isClosingBracket, type Token } from "../syntax/tokens.js";

/** `next` is the index of the first token behind the type. */
export type Rewritten = { readonly text: string; readonly next: number } | null;

/** Types of more tokens are not rewritten: a suggestion of them is not read, and recursion ends. */
const MAX_TOKENS = 256;

/** The type at `index` in current syntax; null if the tokens are not a type in any draft. */
export function modernizeType(tokens: readonly Token[], index: number): Rewritten {
  return rewriteStart(tokens, index, rewriteType);
}

/** `A | B = 3`, which older drafts allow without braces, or the inside of `( ... )`. */
export function modernizeUnion(tokens: readonly Token[], index: number): Rewritten {
  return rewriteStart(tokens, index, rewriteUnion);
}

type Rewrite = (tokens: readonly Token[], index: number) => Rewritten;

function rewriteStart(tokens: readonly Token[], index: number, rewrite: Rewrite): Rewritten {
  const rewritten = rewrite(tokens.slice(0, index + MAX_TOKENS), index);
  return (rewritten?.next ?? 0) < index + MAX_TOKENS ? rewritten : null;
}

function rewriteType(tokens: readonly Token[], index: number): Rewritten {
  const token = tokens[index];
  switch (token?.text) {
    case "string":
      return { text: "str", next: index + 1 };
    case "data":
      return rewriteLength(tokens, index + 1, "data");
    case "list":
    case "optional":
      return rewriteWrapper(tokens, index, token.text);
    case "map":
      return rewriteMap(tokens, index + 1);
    case "struct":
    case "enum":
    case "union":
      return { text: `${token.text} { ... }`, next: afterGroup(tokens, index + 1) };
    case "[":
      return rewriteLegacyList(tokens, index);
    case "(":
      return rewriteEnclosed(tokens, index, rewriteUnion);
    case "{":
      return { text: "struct { ... }", next: afterGroup(tokens, index) };
    default:
      return token?.kind === "word" ? { text: token.text, next: index + 1 } : null;
  }
}

function rewriteWrapper(tokens: readonly Token[], index: number, keyword: string): Rewritten {
  const item = rewriteEnclosed(tokens, index + 1, rewriteType);
  if (item === null) return null;
  const text = `${keyword}<${item.text}>`;
  return keyword === "list" ? rewriteLength(tokens, item.next, text) : { text, next: item.next };
}

function rewriteMap(tokens: readonly Token[], index: number): Rewritten {
  const isLegacy = tokens[index]?.text === "[";
  const key = rewriteEnclosed(tokens, index, rewriteType);
  if (key === null) return null;
  const value = isLegacy
    ? rewriteType(tokens, key.next)
    : rewriteEnclosed(tokens, key.next, rewriteType);
  return value === null ? null : { text: `map<${key.text}><${value.text}>`, next: value.next };
}

function rewriteLegacyList(tokens: readonly Token[], index: number): Rewritten {
  const length = tokens[index + 1];
  const isSized = length?.kind === "word";
  const closing = index + (isSized ? 2 : 1);
  if (tokens[closing]?.text !== "]") return null;
  const item = rewriteType(tokens, closing + 1);
  if (item === null) return null;
  const text = `list<${item.text}>${isSized ? `[${length.text}]` : ""}`;
  return { text, next: item.next };
}

/** The length of `data` or a list, in either draft's brackets, if one follows. */
function rewriteLength(tokens: readonly Token[], index: number, type: string): Rewritten {
  const length = tokens[index + 1];
  const isSized = ["[", "<"].includes(tokens[index]?.text ?? "") && length?.kind === "word";
  return isSized
    ? { text: `${type}[${length.text}]`, next: index + 3 }
    : { text: type, next: index };
}

function rewriteUnion(tokens: readonly Token[], index: number): Rewritten {
  const variants: string[] = [];
  let next = tokens[index]?.text === "|" ? index + 1 : index;
  for (;;) {
    const variant = rewriteType(tokens, next);
    if (variant === null) break;
    next = variant.next;
    const number = tokens[next + 1];
    const isTagged = tokens[next]?.text === "=" && number?.kind === "word";
    variants.push(isTagged ? `${variant.text} = ${number.text}` : variant.text);
    if (isTagged) next += 2;
    if (tokens[next]?.text !== "|") break;
    next += 1;
  }
  return variants.length === 0 ? null : { text: `union { ${variants.join(" | ")} }`, next };
}

/** Rewrites the tokens between the bracket at `index` and its closing bracket. */
function rewriteEnclosed(
  tokens: readonly Token[],
  index: number,
  rewriteInside: Rewrite,
): Rewritten {
  const opening = tokens[index];
  if (opening === undefined || closingBracket(opening) === null) return null;
  const inside = rewriteInside(tokens, index + 1);
  if (inside === null || tokens[inside.next]?.text !== closingBracket(opening)) return null;
  return { text: inside.text, next: inside.next + 1 };
}

/** The index behind the bracket that closes the one at `index`. */
function afterGroup(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let next = index; next < tokens.length; next += 1) {
    const token = tokens[next];
    if (token === undefined) break;
    if (closingBracket(token) !== null) depth += 1;
    if (isClosingBracket(token)) depth -= 1;
    if (depth <= 0) return next + 1;
  }
  return tokens.length;
}
