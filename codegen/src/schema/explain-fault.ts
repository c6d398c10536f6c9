/**
 * Explains the faults of a syntax tree: which token was expected, which was found, and what to
 * write instead.
 */

import { closingBracket, isClosingBracket, type PlacedToken } from "../syntax/tokens.js";
import type { Fault } from "../syntax/tree.js";
import { MAX_NESTING } from "../syntax/tree-builder.js";
import type { Fix, Position, SchemaProblem } from "./diagnostic.js";
import { modernizeType, modernizeUnion, type Rewritten } from "./legacy-syntax.js";
import { didYouMean, nearestName } from "./nearest-name.js";
import type { ProblemCode } from "./problem-code.js";
import { constantCase } from "./spelling.js";

export type FaultyDefinition = {
  readonly text: string;
  readonly tokens: readonly PlacedToken[];
  /** The offset at which the next definition begins. */
  readonly end: number;
  readonly positionOf: (offset: number) => Position;
};

export function explainFault(fault: Fault, definition: FaultyDefinition): SchemaProblem {
  const token = definition.tokens[fault.index];
  const offset = token?.offset ?? definition.end;
  const place: Place = { ...definition, fault, index: fault.index, token };
  const explanation = explain(place);
  return { fix: null, offset, end: offset + (token?.text.length ?? 0), ...explanation };
}

/** `index` is of the token that was not expected, and `token` the token, unless it is the end. */
type Place = FaultyDefinition & {
  readonly fault: Fault;
  readonly index: number;
  readonly token: PlacedToken | undefined;
};

type Explanation = {
  readonly code: ProblemCode;
  readonly message: string;
  readonly suggestion: string | null;
  readonly fix?: Fix | null;
};

function explain(place: Place): Explanation {
  const { kind } = place.fault;
  switch (kind) {
    case "definition-expected":
      return explainMissingKeyword(place);
    case "definition-name-expected":
      return { code: kind, ...expected("a type name", place) };
    case "type-expected":
      return explainMissingType(place);
    case "equals-sign":
      return explainEqualsSign(place);
    case "legacy-definition":
      return explainLegacyDefinition(place);
    case "legacy-type":
      return explainLegacyType(place);
    case "union-without-braces":
      return explainBareUnion(place);
    case "union-separator":
      return explainUnionSeparator(place);
    case "member-separator":
      return explainMemberSeparator(place);
    case "type-separator":
      return explainTypeSeparator(place);
    case "value-name":
      return explainValueName(place);
    case "number-expected":
      return explainNumber(place);
    case "colon-expected":
      return explainColon(place);
    case "opening-expected":
      return { code: "bracket-expected", ...expected(`'${place.fault.expected}'`, place) };
    case "closing-expected":
      return explainClosing(place);
    case "unknown-character":
      return explainCharacter(place);
    case "nested-too-deep":
      return explainNesting();
    default:
      return kind satisfies never;
  }
}

/** Quotes a token for a message. */
function quoted(token: PlacedToken | undefined): string {
  return token === undefined ? "the end of the definition" : `'${token.text}'`;
}

function expected(what: string, { token }: Place): Omit<Explanation, "code"> {
  return { message: `expected ${what} but found ${quoted(token)}`, suggestion: null };
}

function replace(token: PlacedToken | undefined, text: string): Fix | null {
  if (token === undefined) return null;
  return { offset: token.offset, end: endOf(token), text };
}

function insert(offset: number, text: string): Fix {
  return { offset, end: offset, text };
}

function endOf({ offset, text }: PlacedToken): number {
  return offset + text.length;
}

function explainMissingKeyword(place: Place): Explanation {
  const word = place.token?.text ?? "";
  const isKeyword = word.startsWith("type") || nearestName(word, ["type"]) !== null;
  const suggestion = isKeyword ? "did you mean 'type'?" : parameterHint(place);
  return {
    code: "definition-expected",
    ...expected("'type'", place),
    suggestion: suggestion ?? "a definition is written 'type', a name and one type",
    fix: isKeyword && place.index === 0 ? replace(place.token, "type") : null,
  };
}

/** A hint for a bracket behind a name that takes none. */
function parameterHint({ tokens, index, token }: Place): string | null {
  const name = tokens[index - 1];
  if (name?.kind !== "word") return null;
  if (token?.text === "[") return `a list of fixed length is written list<${name.text}>[n]`;
  return token?.text === "<" ? didYouMean(name.text, ["list", "map", "optional"]) : null;
}

function explainMissingType(place: Place): Explanation {
  const isQuestion = place.token?.text === "?";
  const suggestion = isQuestion ? "an optional type is written optional<...>" : null;
  return { code: "type-expected", ...expected("a type", place), suggestion };
}

function explainEqualsSign(place: Place): Explanation {
  return {
    code: "equals-sign",
    ...expected("a type", place),
    suggestion: "remove the '='",
    fix: replace(place.token, ""),
  };
}

const OLD_DRAFT = "this is the syntax of an older draft of BARE";

function explainLegacyDefinition({ tokens }: Place): Explanation {
  const [keyword, name] = tokens;
  const text = `type ${name?.text ?? "Name"} ${keyword?.text ?? ""}`;
  const isComplete = keyword !== undefined && name?.kind === "word";
  return {
    code: "older-draft",
    message: OLD_DRAFT,
    suggestion: `write '${text} { ... }'`,
    fix: isComplete ? { offset: keyword.offset, end: endOf(name), text } : null,
  };
}

function explainLegacyType(place: Place): Explanation {
  const { tokens, index, token, fault } = place;
  const start = fault.typeIndex ?? index;
  const modern = modernizeType(tokens, start);
  const written = modern?.text ?? GENERIC_FORMS.get(tokens[start]?.text ?? "");
  const isBody = token?.text === "{";
  return {
    code: "older-draft",
    message: OLD_DRAFT,
    suggestion: written === undefined ? null : `write '${written}'`,
    fix: isBody ? insert(token.offset, "struct ") : rewriting(place, start, modern),
  };
}

/** The forms for old syntax that is itself incomplete. */
const GENERIC_FORMS: ReadonlyMap<string, string> = new Map([
  ["[", "list<A>"],
  ["(", "union { A | B }"],
  ["data", "data[n]"],
  ["map", "map<A><B>"],
]);

/** Null where the new form is cut short, or where the old one contains a comment. */
function rewriting({ text, tokens }: Place, start: number, modern: Rewritten): Fix | null {
  const [first, last] = [tokens[start], tokens[(modern?.next ?? 0) - 1]];
  if (modern === null || first === undefined || last === undefined) return null;
  const fix = { offset: first.offset, end: endOf(last), text: modern.text };
  const isCutShort = modern.text.includes("...") || text.slice(fix.offset, fix.end).includes("#");
  return isCutShort ? null : fix;
}

function explainBareUnion(place: Place): Explanation {
  const { tokens, index } = place;
  const colon = tokens.findLastIndex((token, at) => at < index && token.text === ":");
  // Without the colon of a field before it, the union is the body of `type Name`.
  const start = colon === -1 ? 2 : colon + 1;
  const union = modernizeUnion(tokens, start);
  const isUnion = /[|=]/.test(union?.text ?? "");
  return {
    code: "union-braces",
    ...expected("the end of the type", place),
    suggestion: `write '${isUnion ? union?.text : "union { A | B }"}'`,
    fix: isUnion ? rewriting(place, start, union) : null,
  };
}

function explainUnionSeparator(place: Place): Explanation {
  return {
    code: "separator",
    ...expected("'|'", place),
    suggestion: "the members of a union are separated by '|'",
    fix: replace(place.token, " |"),
  };
}

function explainMemberSeparator({ token }: Place): Explanation {
  return {
    code: "separator",
    message: `unexpected ${quoted(token)}`,
    suggestion: "remove it: a space or a new line separates members",
    fix: replace(token, ""),
  };
}

function explainTypeSeparator(place: Place): Explanation {
  return {
    code: "separator",
    ...expected("'>'", place),
    suggestion: "each type has brackets of its own, as in map<Key><Value>",
    fix: replace(place.token, "><"),
  };
}

function explainValueName({ token }: Place): Explanation {
  const name = token?.text ?? "";
  const meant = constantCase(name);
  const isName = /^[A-Z]/.test(meant);
  return {
    code: "enum-value-name",
    message: `the enum value '${name}' is not in CONSTANT_CASE`,
    suggestion: isName ? `did you mean '${meant}'?` : null,
    fix: isName ? replace(token, meant) : null,
  };
}

function explainNumber(place: Place): Explanation {
  const found = place.token?.text ?? "";
  const isOtherBase = /^0(x[\da-f]{1,12}|b[01]{1,48}|o[0-7]{1,16})$/i.test(found);
  return {
    code: "number-expected",
    ...expected("a decimal number", place),
    suggestion: isOtherBase ? `write ${Number(found)}` : null,
    fix: isOtherBase ? replace(place.token, String(Number(found))) : null,
  };
}

function explainColon(place: Place): Explanation {
  const { tokens, index, token } = place;
  const name = tokens[index - 1];
  const isForgotten = name !== undefined && token?.kind === "word" && !token.isFirstOnLine;
  return {
    code: "colon-expected",
    ...expected("':'", place),
    suggestion: isForgotten ? `write '${name.text}: ${token.text}'` : null,
    fix: isForgotten ? insert(endOf(name), ":") : null,
  };
}

function explainClosing(place: Place): Explanation {
  const { tokens, index, token, fault } = place;
  const bracket = fault.expected ?? "";
  const explanation: Explanation = { code: "bracket-unclosed", ...expected(`'${bracket}'`, place) };
  const hint = parameterHint(place);
  if (hint !== null) return { ...explanation, suggestion: hint };
  const open = openBrackets(tokens.slice(0, index));
  const opening = open.at(-1);
  if (opening === undefined) return explanation;
  const isUnion = tokens[tokens.indexOf(opening) - 1]?.text === "union";
  if (isUnion && token?.kind === "word") {
    const suggestion = "the members of a union are separated by '|'";
    return { ...explanation, suggestion, fix: insert(token.offset, "| ") };
  }
  if (bracket === ">" && token?.text === "|") {
    return { ...explanation, suggestion: "a union is written union { A | B }" };
  }
  if (index < tokens.length) return explanation;
  const { line, column } = place.positionOf(opening.offset);
  const suggestion = `close the '${opening.text}' of line ${line}, column ${column}`;
  return { ...explanation, suggestion, fix: closeAll(tokens, open) };
}

function openBrackets(tokens: readonly PlacedToken[]): readonly PlacedToken[] {
  const open: PlacedToken[] = [];
  for (const token of tokens) {
    if (closingBracket(token) !== null) open.push(token);
    if (isClosingBracket(token)) open.pop();
  }
  return open;
}

function closeAll(tokens: readonly PlacedToken[], open: readonly PlacedToken[]): Fix | null {
  const last = tokens.at(-1);
  if (last === undefined) return null;
  const closing = open.map((token) => closingBracket(token) ?? "").reverse();
  const text = closing.map((bracket) => (bracket === "}" ? "\n}" : bracket)).join("");
  return insert(endOf(last), text);
}

function explainCharacter({ token }: Place): Explanation {
  const character = token?.text ?? "";
  const codePoint = character.codePointAt(0) ?? 0;
  const isQuotable = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
  const hexadecimal = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
  return {
    code: "unexpected-character",
    message: `unexpected character ${isQuotable ? `'${character}'` : hexadecimal}`,
    suggestion: codePoint > MAX_ASCII ? "names are written in ASCII" : null,
  };
}

const MAX_ASCII = 127;

function explainNesting(): Explanation {
  return {
    code: "nested-too-deep",
    message: `types are nested more than ${MAX_NESTING} levels deep`,
    suggestion: "give an inner type a name and refer to it",
  };
}
