/**
 * Translates errors of the library's parser into our diagnostics: the token that was expected, the
 * token that was found, and the text to write instead. The library's errors have only a message and
 * an offset, and their messages propose options that do not exist here. So they are recognised by
 * their message, and the version of the library is pinned.
 */

import { type Problem, positionOf } from "./diagnostic.js";
import { modernizeType, modernizeUnion } from "./legacy-syntax.js";
import { didYouMean } from "./nearest-name.js";
import { constantCase } from "./spelling.js";
import { quoted } from "./token-problem.js";
import { closingBracket, isClosingBracket, type Token } from "./tokens.js";

/** The definition that the parser failed in. */
export type ErrorContext = {
  readonly text: string;
  readonly tokens: readonly Token[];
};

/** Both offsets are into the whole text. */
export function explainSyntaxError(
  error: { readonly message: string; readonly offset: number },
  { text, tokens }: ErrorContext,
): Problem {
  const found = tokens.findIndex((token) => token.offset >= error.offset);
  const place: Place = { text, tokens, index: found === -1 ? tokens.length : found };
  for (const { pattern, explain } of EXPLANATIONS) {
    const match = pattern.exec(error.message);
    if (match !== null) return { offset: error.offset, ...explain(place, match[1] ?? "") };
  }
  return { offset: error.offset, message: error.message, suggestion: null };
}

/** `index` is of the token that the parser stopped at. */
type Place = ErrorContext & { readonly index: number };

type Explanation = Omit<Problem, "offset">;

const OLD_DRAFT = "this is the syntax of an older draft of BARE";

/** `explain` is given what the pattern's first group matched. */
const EXPLANATIONS: readonly {
  readonly pattern: RegExp;
  readonly explain: (place: Place, matched: string) => Explanation;
}[] = [
  { pattern: /^'type' is expected/, explain: explainMissingKeyword },
  { pattern: /^use 'type \S* (enum|struct) /, explain: explainLegacyDefinition },
  { pattern: /^use 'struct \{/, explain: (place) => legacyType(place, place.index) },
  { pattern: /^use 'str'/, explain: (place) => legacyType(place, place.index) },
  { pattern: /^use 'list</, explain: (place) => legacyType(place, place.index) },
  { pattern: /^use 'union \{/, explain: (place) => legacyType(place, place.index) },
  { pattern: /^use 'data\[/, explain: (place) => legacyType(place, place.index - 1) },
  { pattern: /^use 'map</, explain: (place) => legacyType(place, place.index - 1) },
  { pattern: /^a union must be enclosed/, explain: explainBareUnion },
  { pattern: /^a type is expected/, explain: (place) => expected("a type", place) },
  { pattern: /cannot be separated by '='/, explain: explainEqualsSign },
  { pattern: /^union members must be separated/, explain: explainUnionSeparator },
  { pattern: /^members cannot be separated/, explain: explainMemberSeparator },
  { pattern: /^every type must be enclosed/, explain: explainTypeParameter },
  { pattern: /must be in CONSTANT_CASE/, explain: explainValueName },
  { pattern: /^an unsigned integer is expected/, explain: explainNumber },
  { pattern: /^'([>})\]])' is expected/, explain: explainClosing },
  { pattern: /^':' is expected/, explain: explainColon },
  { pattern: /^('.') is expected/, explain: (place, matched) => expected(matched, place) },
];

function expected(what: string, { tokens, index }: Place): Explanation {
  return { message: `expected ${what} but found ${quoted(tokens[index])}`, suggestion: null };
}

function explainMissingKeyword(place: Place): Explanation {
  const { tokens, index } = place;
  const word = tokens[index]?.text ?? "";
  const meant = word.startsWith("type") ? "did you mean 'type'?" : didYouMean(word, ["type"]);
  const suggestion = meant ?? parameterHint(place);
  const fallback = "a definition is written 'type', a name and one type";
  return { ...expected("'type'", place), suggestion: suggestion ?? fallback };
}

/** A hint for a bracket behind a name that takes none. */
function parameterHint({ tokens, index }: Place): string | null {
  const name = tokens[index - 1];
  const bracket = tokens[index]?.text;
  if (name?.kind !== "word") return null;
  if (bracket === "[") return `a list of fixed length is written list<${name.text}>[n]`;
  return bracket === "<" ? didYouMean(name.text, ["list", "map", "optional"]) : null;
}

function explainLegacyDefinition({ tokens }: Place, keyword: string): Explanation {
  const name = tokens[1]?.text ?? "Name";
  return { message: OLD_DRAFT, suggestion: `write 'type ${name} ${keyword} { ... }'` };
}

function legacyType({ tokens }: Place, index: number): Explanation {
  const modern = modernizeType(tokens, index) ?? GENERIC_FORMS.get(tokens[index]?.text ?? "");
  return { message: OLD_DRAFT, suggestion: modern === undefined ? null : `write '${modern}'` };
}

/** The forms for old syntax that is itself incomplete. */
const GENERIC_FORMS: ReadonlyMap<string, string> = new Map([
  ["[", "list<A>"],
  ["(", "union { A | B }"],
  ["data", "data[n]"],
  ["map", "map<A><B>"],
]);

function explainBareUnion(place: Place): Explanation {
  const { tokens, index } = place;
  const colon = tokens.findLastIndex((token, at) => at < index && token.text === ":");
  // The union stands behind `type Name` if there is no field's colon.
  const union = modernizeUnion(tokens, colon === -1 ? 2 : colon + 1) ?? "";
  const written = /[|=]/.test(union) ? union : "union { A | B }";
  return { ...expected("the end of the type", place), suggestion: `write '${written}'` };
}

function explainEqualsSign(place: Place): Explanation {
  return { ...expected("a type", place), suggestion: "remove the '='" };
}

function explainUnionSeparator(place: Place): Explanation {
  return { ...expected("'|'", place), suggestion: "the members of a union are separated by '|'" };
}

function explainMemberSeparator({ tokens, index }: Place): Explanation {
  return {
    message: `unexpected ${quoted(tokens[index])}`,
    suggestion: "remove it: a space or a new line separates members",
  };
}

function explainTypeParameter(place: Place): Explanation {
  return {
    ...expected("'>'", place),
    suggestion: "each type has brackets of its own, as in map<Key><Value>",
  };
}

function explainValueName({ tokens, index }: Place): Explanation {
  const name = tokens[index]?.text ?? "";
  const meant = constantCase(name);
  return {
    message: `the enum value '${name}' is not in CONSTANT_CASE`,
    suggestion: /^[A-Z]/.test(meant) ? `did you mean '${meant}'?` : null,
  };
}

function explainNumber(place: Place): Explanation {
  const explanation = expected("a decimal number", place);
  const found = place.tokens[place.index]?.text ?? "";
  const isOtherBase = /^0(x[\da-f]{1,12}|b[01]{1,48}|o[0-7]{1,16})$/i.test(found);
  return isOtherBase ? { ...explanation, suggestion: `write ${Number(found)}` } : explanation;
}

function explainColon(place: Place): Explanation {
  const { tokens, index } = place;
  const name = tokens[index - 1];
  const type = tokens[index];
  const isForgotten = name !== undefined && type?.kind === "word" && !type.isFirstOnLine;
  const suggestion = isForgotten ? `write '${name.text}: ${type.text}'` : null;
  return { ...expected("':'", place), suggestion };
}

function explainClosing(place: Place, bracket: string): Explanation {
  const { text, tokens, index } = place;
  const explanation = expected(`'${bracket}'`, place);
  const hint = parameterHint(place);
  if (hint !== null) return { ...explanation, suggestion: hint };
  const opening = openBracketBefore(tokens, index);
  if (opening === null) return explanation;
  const isUnion = tokens[tokens.indexOf(opening) - 1]?.text === "union";
  if (isUnion && tokens[index]?.kind === "word") {
    return { ...explanation, suggestion: "the members of a union are separated by '|'" };
  }
  if (bracket === ">" && tokens[index]?.text === "|") {
    return { ...explanation, suggestion: "a union is written union { A | B }" };
  }
  if (index < tokens.length) return explanation;
  const { line, column } = positionOf(text, opening.offset);
  const suggestion = `close the '${opening.text}' of line ${line}, column ${column}`;
  return { ...explanation, suggestion };
}

function openBracketBefore(tokens: readonly Token[], index: number): Token | null {
  const open: Token[] = [];
  for (const token of tokens.slice(0, index)) {
    if (closingBracket(token) !== null) open.push(token);
    if (isClosingBracket(token)) open.pop();
  }
  return open.at(-1) ?? null;
}
