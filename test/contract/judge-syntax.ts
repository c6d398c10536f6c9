/**
 * The independent judge of our parser: that of `@bare-ts/tools`, without its checks of meaning.
 * Both parse a text, and must agree on the tree, or on where it is wrong.
 *
 * They are compared as one shape: kinds, names as spelled, numbers and offsets.
 */

import * as library from "@bare-ts/tools";
import type { Definition, SyntaxType } from "../../codegen/src/syntax/definition.js";
import { parse } from "../../codegen/src/syntax/parse.js";
import { placeTokens, type SyntaxTree } from "../../codegen/src/syntax/tree.js";
import { definitionOf } from "../../codegen/src/syntax/typed-view.js";

/** A parser gives all definitions of a text, or the offset of its first fault. */
type Verdict =
  | { readonly kind: "tree"; readonly definitions: readonly string[] }
  | { readonly kind: "refused"; readonly offset: number };

/** The differences that there are on purpose. Ours refuses no later than the judge in any. */
const DIFFERENCES = {
  "a type or a name that is no word":
    "the judge takes any token as the name of a type, and leaves the rest to its checks of meaning",
  "a character outside of the grammar":
    "the judge skips what it takes for white space, and searches for the next word",
  "a definition that another one cuts off":
    "ours begins anew at a line `type Name`, so a bracket that is not closed ends there",
  "a body without a name": "the judge takes `struct` as the name of the definition",
  "a keyword of an older draft":
    "the judge reads `struct` or `enum` and the token behind it before it refuses them",
  "nested too deep": "ours allows 64 brackets within brackets, the judge until its stack is full",
  "a merge conflict": "ours skips the markers, and one side of each conflict",
} as const;

export type Difference = keyof typeof DIFFERENCES;

export const DIFFERENCE_NAMES: readonly string[] = Object.keys(DIFFERENCES);

export type Agreement = "same tree" | "same refusal" | Difference;

/** @throws Error if the two disagree for no reason that is listed. */
export function agreementOn(text: string): Agreement {
  const tree = parse(text);
  const ours = ourVerdict(tree);
  const theirs = judgeVerdict(text);
  if (JSON.stringify(ours) === JSON.stringify(theirs)) {
    return ours.kind === "tree" ? "same tree" : "same refusal";
  }
  const difference = knownDifference(tree, ours, theirs);
  if (difference !== null) return difference;
  throw new Error(
    `the parsers differ on ${JSON.stringify(text)}:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`,
  );
}

function ourVerdict(tree: SyntaxTree): Verdict {
  const [fault] = faultsOf(tree);
  if (fault !== undefined) return { kind: "refused", offset: fault.offset };
  const definitions = tree.definitions.map((node, index) => {
    const definition = definitionOf(node, tree.offsets[index] ?? 0);
    if (definition === null) throw new Error("a definition without a fault is whole");
    return definitionText(definition);
  });
  return { kind: "tree", definitions };
}

type PlacedFault = { readonly kind: string; readonly offset: number; readonly isAtEnd: boolean };

function faultsOf({ text, definitions, offsets }: SyntaxTree): readonly PlacedFault[] {
  return definitions.flatMap((node, index) => {
    if (node.faults.length === 0) return [];
    const tokens = placeTokens(node, offsets[index] ?? 0);
    const next = definitions[index + 1];
    const end = next === undefined ? null : placeTokens(next, offsets[index + 1] ?? 0)[0];
    return node.faults.map((fault) => {
      const token = tokens[fault.index];
      const offset = token?.offset ?? end?.offset ?? text.length;
      return { kind: fault.kind, offset, isAtEnd: token === undefined };
    });
  });
}

function definitionText({ name, offset, type }: Definition): string {
  return `${offset} ${name} ${typeText(type)}`;
}

function typeText(type: SyntaxType): string {
  switch (type.kind) {
    case "primitive":
    case "reference":
      return `${type.offset}${type.name}`;
    case "data":
      return `${type.offset}data${lengthText(type.length)}`;
    case "optional":
      return `${type.offset}optional<${typeText(type.item)}>`;
    case "list":
      return `${type.offset}list<${typeText(type.item)}>${lengthText(type.length)}`;
    case "map":
      return `${type.offset}map<${typeText(type.key)}><${typeText(type.value)}>`;
    case "struct":
      return `${type.bodyOffset}struct{${type.fields
        .map((field) => `${field.offset}${field.name}:${typeText(field.type)}`)
        .join(" ")}}`;
    case "enum":
      return `${type.offset}enum{${type.values
        .map(({ name, number, offset }) => `${offset}${name}=${number}`)
        .join(" ")}}`;
    case "union":
      return `${type.offset}union{${type.variants
        .map((variant) => `${typeText(variant.type)}=${variant.tag}`)
        .join("|")}}`;
    default:
      return type satisfies never;
  }
}

function lengthText(length: { readonly value: number; readonly offset: number } | null): string {
  return length === null ? "" : `[${length.offset}:${length.value}]`;
}

function judgeVerdict(text: string): Verdict {
  try {
    const { defs } = library.parse(text, library.Config({ legacy: false }));
    const definitions = defs.map(
      ({ alias, offset, type }) => `${offset} ${alias} ${judgeText(type, text)}`,
    );
    return { kind: "tree", definitions };
  } catch (error) {
    if (!(error instanceof library.CompilerError)) throw error;
    return { kind: "refused", offset: error.offset };
  }
}

function judgeText(type: library.Type, text: string): string {
  const { offset } = type;
  switch (type.tag) {
    case "alias":
      return `${offset}${type.data}`;
    case "data":
      return `${offset}data${judgeLength(type.data)}`;
    case "optional":
      return `${offset}optional<${judgeText(type.types[0], text)}>`;
    case "list":
      return `${offset}list<${judgeText(type.types[0], text)}>${judgeLength(type.data)}`;
    case "map":
      return `${offset}map<${judgeText(type.types[0], text)}><${judgeText(type.types[1], text)}>`;
    case "struct":
      return `${offset}struct{${type.data
        .map((field, index) => `${field.offset}${field.name}:${memberText(type, index, text)}`)
        .join(" ")}}`;
    case "enum":
      // The judge rewrites the names of values; the text still has them.
      return `${offset}enum{${type.data
        .map((value) => `${value.offset}${wordAt(text, value.offset)}=${value.val}`)
        .join(" ")}}`;
    case "union":
      return `${offset}union{${type.data
        .map((tag, index) => `${memberText(type, index, text)}=${tag.val}`)
        .join("|")}}`;
    default:
      return `${offset}${type.tag}`;
  }
}

/** The judge keeps the members of a type and their types in two arrays of one length. */
function memberText(type: library.StructType | library.UnionType, index: number, text: string) {
  const member = type.types[index];
  return member === undefined ? "" : judgeText(member, text);
}

function judgeLength(length: library.Length | null): string {
  return length === null ? "" : `[${length.offset}:${length.val}]`;
}

function wordAt(text: string, offset: number): string {
  return /^\w+/.exec(text.slice(offset))?.[0] ?? "";
}

function knownDifference(tree: SyntaxTree, ours: Verdict, theirs: Verdict): Difference | null {
  if (/^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m.test(tree.text)) return "a merge conflict";
  const [fault] = faultsOf(tree);
  if (fault === undefined || ours.kind === "tree") return null;
  // The judge may accept more, and never less.
  if (theirs.kind === "refused" && theirs.offset < fault.offset) {
    return isBehindForeignCharacter(tree.text, theirs.offset)
      ? "a character outside of the grammar"
      : null;
  }
  const found = tree.text.slice(fault.offset);
  if (fault.kind === "nested-too-deep") return "nested too deep";
  if (fault.kind === "unknown-character") return "a character outside of the grammar";
  if (fault.isAtEnd) return "a definition that another one cuts off";
  if (fault.kind === "definition-name-expected" && /^(?:struct|enum|union)\b/.test(found)) {
    return "a body without a name";
  }
  const isLegacy = fault.kind === "definition-expected" && /^(?:struct|enum)\b/.test(found);
  if (isLegacy) return "a keyword of an older draft";
  const isName = /^(?:type|definition-name)-expected$/.test(fault.kind);
  return isName && !/^[A-Za-z_]/.test(found) ? "a type or a name that is no word" : null;
}

/** There the judge may read a word twice, at an offset before it. */
function isBehindForeignCharacter(text: string, offset: number): boolean {
  return /[^\w\s{}[\]()<>=|:,;.!?~+\\/$@#-]/.test(text.slice(0, offset));
}
