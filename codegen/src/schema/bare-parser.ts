/**
 * The adapter of `@bare-ts/tools`, and the only file that imports it: it parses a schema text into
 * our syntax tree and reports every syntax problem.
 *
 * Only the library's parser is used. Its semantic checker rejects schemas that draft 14 allows, and
 * stops at its first error. The adapter corrects the parser in three ways: each definition is
 * parsed on its own, enum values keep their spelling, and doc comments are read from the text.
 */

import * as library from "@bare-ts/tools";
import type { Problem } from "./diagnostic.js";
import { type Documented, docComment } from "./doc-comment.js";
import type { EnumValue } from "./model.js";
import { splitDefinitions } from "./split-definitions.js";
import type { Definition, Length, SyntaxField, SyntaxType, SyntaxVariant } from "./syntax.js";
import { explainSyntaxError } from "./syntax-error.js";
import { firstTokenProblem, nestingProblem, quoted } from "./token-problem.js";
import { type Token, tokenize } from "./tokens.js";

export type ParsedSchema = {
  /** The definitions without a syntax problem, in the order of the text. */
  readonly definitions: readonly Definition[];
  /** Names that a broken definition may define, so that a reference to one is not reported. */
  readonly brokenNames: ReadonlySet<string>;
  /** The problems, at most one for each definition. */
  readonly problems: readonly Problem[];
};

export function parseSchema(text: string): ParsedSchema {
  const sources = splitDefinitions(tokenize(text));
  if (sources.length === 0) {
    const problem = { offset: 0, message: "a schema cannot be empty", suggestion: null };
    return { definitions: [], brokenNames: new Set(), problems: [problem] };
  }
  const parsed = sources.map((tokens, index) => {
    const end = sources[index + 1]?.[0]?.offset ?? text.length;
    return parseDefinition({ text, tokens, start: tokens[0]?.offset ?? 0, end });
  });
  return {
    definitions: parsed.flatMap(({ definitions }) => definitions),
    brokenNames: new Set(parsed.flatMap(({ brokenNames }) => [...brokenNames])),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

/** The tokens of one definition and all that follows it, up to the start of the next. */
type Source = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
};

function parseDefinition(source: Source): ParsedSchema {
  // Brackets that nest too deep would overflow the library's stack.
  const nesting = nestingProblem(source.tokens);
  if (nesting !== null) return broken(source.tokens, nesting);

  const result = callLibrary(source);
  const problem = firstTokenProblem(source.tokens, source.end);
  // The library's lexer is unreliable after an unknown character; problems before it are right.
  if (problem !== null && (result.ok || problem.offset <= result.problem.offset)) {
    return broken(source.tokens, problem);
  }
  if (result.ok) return convertDefinitions(source, result.definitions);

  const { goodEnd } = result;
  const goodTokens = source.tokens.filter(({ offset }) => offset < goodEnd);
  const bad = broken(source.tokens.slice(goodTokens.length), result.problem);
  if (goodTokens.length === 0) return bad;
  const good = parseDefinition({ ...source, tokens: goodTokens, end: goodEnd });
  return { ...bad, definitions: good.definitions };
}

function broken(tokens: readonly Token[], problem: Problem): ParsedSchema {
  const names = tokens.filter(({ text }) => /^[A-Z]/.test(text)).map(({ text }) => text);
  return { definitions: [], brokenNames: new Set(names), problems: [problem] };
}

type LibraryResult =
  | { readonly ok: true; readonly definitions: readonly library.AliasedType[] }
  | { readonly ok: false; readonly problem: Problem; readonly goodEnd: number };

/**
 * Offsets in the definitions count from the start of the source, all others from that of the text.
 */
function callLibrary(source: Source): LibraryResult {
  const { text, start, end } = source;
  try {
    const { defs } = library.parse(text.slice(start, end), library.Config({ legacy: false }));
    return { ok: true, definitions: defs };
  } catch (error) {
    if (!(error instanceof library.CompilerError)) throw error;
    const offset = start + error.offset;
    const problem = explainSyntaxError({ message: error.message, offset }, source);
    // A definition is good up to the token at which the library misses the keyword of the next,
    // unless that token belongs to its type, as in `u8[4]`.
    const isAtKeyword = error.message.startsWith("'type' is expected");
    const isGood = isAtKeyword && !"<[".includes(text.charAt(offset));
    return { ok: false, problem, goodEnd: isGood ? offset : start };
  }
}

/** The state of the conversion of one definition. */
type Conversion = {
  readonly source: Source;
  readonly indexOfOffset: ReadonlyMap<number, number>;
  readonly problems: Problem[];
};

function convertDefinitions(
  source: Source,
  definitions: readonly library.AliasedType[],
): ParsedSchema {
  const indexOfOffset = new Map(source.tokens.map(({ offset }, index) => [offset, index]));
  const conversion: Conversion = { source, indexOfOffset, problems: [] };
  const converted = definitions.map(({ alias, type, offset }) => ({
    name: alias,
    doc: docOf({ offset: source.start + offset, nextOffset: source.end }, conversion),
    type: convertType(type, conversion),
    offset: source.start + offset,
  }));
  const [problem] = conversion.problems;
  if (problem !== undefined) return broken(source.tokens, problem);
  return { definitions: converted, brokenNames: new Set(), problems: [] };
}

function convertType(type: library.Type, conversion: Conversion): SyntaxType {
  const offset = conversion.source.start + type.offset;
  switch (type.tag) {
    case "alias":
      return convertReference(type.data, offset, conversion);
    case "data":
      return { kind: "data", length: convertLength(type.data, conversion), offset };
    case "enum":
      return { kind: "enum", values: convertValues(type, conversion), offset };
    case "list": {
      const length = convertLength(type.data, conversion);
      return { kind: "list", length, item: convertType(type.types[0], conversion), offset };
    }
    case "map": {
      const key = convertType(type.types[0], conversion);
      return { kind: "map", key, value: convertType(type.types[1], conversion), offset };
    }
    case "optional":
      return { kind: "optional", item: convertType(type.types[0], conversion), offset };
    case "struct": {
      const keyword = tokenBefore(offset, conversion);
      const fields = convertFields(type, conversion);
      return { kind: "struct", fields, offset: keyword?.offset ?? offset, bodyOffset: offset };
    }
    case "union":
      return { kind: "union", variants: convertVariants(type, conversion), offset };
    default:
      return { kind: "primitive", name: type.tag, offset };
  }
}

/** The library accepts any token that cannot start a type as the name of a type. */
function convertReference(name: string, offset: number, conversion: Conversion): SyntaxType {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    const message = `expected a type but found ${quoted(tokenAt(offset, conversion))}`;
    conversion.problems.push({ offset, message, suggestion: null });
  }
  return { kind: "reference", name, offset };
}

function convertLength(length: library.Length | null, { source }: Conversion): Length | null {
  return length === null ? null : { value: length.val, offset: source.start + length.offset };
}

function convertFields(type: library.StructType, conversion: Conversion): readonly SyntaxField[] {
  const { start } = conversion.source;
  return pairUp(type.data, type.types).map(([field, fieldType], index) => {
    const offset = start + field.offset;
    const nextOffset = offsetOf(type.data[index + 1], conversion);
    const doc = docOf({ offset, nextOffset }, conversion);
    return { name: field.name, doc, type: convertType(fieldType, conversion), offset };
  });
}

function convertValues(type: library.EnumType, conversion: Conversion): readonly EnumValue[] {
  const { start } = conversion.source;
  return type.data.map((value, index) => {
    const offset = start + value.offset;
    const nextOffset = offsetOf(type.data[index + 1], conversion);
    // The library rewrites names to PascalCase; the text still has them.
    const name = tokenAt(offset, conversion)?.text ?? value.name;
    return { name, number: value.val, doc: docOf({ offset, nextOffset }, conversion), offset };
  });
}

function convertVariants(
  type: library.UnionType,
  conversion: Conversion,
): readonly SyntaxVariant[] {
  const types = type.types.map((item) => convertType(item, conversion));
  return pairUp(type.data, types).map(([variant, variantType], index) => {
    const { offset } = variantType;
    const nextOffset = types[index + 1]?.offset ?? null;
    // A variant without a number has the offset of the token that follows.
    const number = tokenAt(offsetOf(variant, conversion) ?? offset, conversion);
    return {
      tag: variant.val,
      tagOffset: number !== undefined && /^\d/.test(number.text) ? number.offset : offset,
      doc: docOf({ offset, nextOffset }, conversion),
      type: variantType,
      offset,
    };
  });
}

/** The library keeps the members of a type and their types in two arrays of one length. */
function pairUp<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
): readonly (readonly [Left, Right])[] {
  return right.flatMap((item, index) =>
    left.slice(index, index + 1).map((member) => [member, item]),
  );
}

function offsetOf(
  member: { readonly offset: number } | undefined,
  { source }: Conversion,
): number | null {
  return member === undefined ? null : source.start + member.offset;
}

function docOf(member: Omit<Documented, "isFirstOnLine">, conversion: Conversion): string | null {
  const bar = tokenBefore(member.offset, conversion);
  const isBehindBar = bar?.text === "|" && bar.isFirstOnLine;
  const isFirstOnLine = isBehindBar || tokenAt(member.offset, conversion)?.isFirstOnLine === true;
  return docComment(conversion.source.text, { ...member, isFirstOnLine });
}

function tokenAt(offset: number, { source, indexOfOffset }: Conversion): Token | undefined {
  return source.tokens[indexOfOffset.get(offset) ?? -1];
}

function tokenBefore(offset: number, { source, indexOfOffset }: Conversion): Token | undefined {
  return source.tokens[(indexOfOffset.get(offset) ?? 0) - 1];
}
