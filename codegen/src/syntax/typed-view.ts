/** The typed view of a definition: its concrete tree without trivia, as types with offsets. */

import {
  type Definition,
  type Length,
  PRIMITIVE_NAMES,
  type PrimitiveName,
  type SyntaxEnumValue,
  type SyntaxField,
  type SyntaxPrimitive,
  type SyntaxReference,
  type SyntaxType,
  type SyntaxVariant,
} from "./definition.js";
import { type Documented, docComment, docText } from "./doc-comment.js";
import type { Token } from "./tokens.js";
import {
  type DefinitionNode,
  isToken,
  type SyntaxElement,
  type SyntaxNode,
  tokenOffsets,
  tokensOf,
} from "./tree.js";

/**
 * The definition of `node`, which begins at `start`; null if it is not whole. One that is followed
 * by what belongs to no definition is.
 */
export function definitionOf(node: DefinitionNode, start: number): Definition | null {
  return node.reading === "whole" ? cachedView(node, start) : null;
}

/**
 * The unharmed members of a definition that is damaged; null of any other. Numbers that the text
 * leaves out count from the last unharmed member, so they are not reliable.
 */
export function damagedDefinitionOf(node: DefinitionNode, start: number): Definition | null {
  return node.reading === "damaged" ? cachedView(node, start) : null;
}

type View = { readonly start: number; readonly definition: Definition | null };

/** The last view of each node: an edit leaves the nodes in front of it where they are. */
const VIEWS = new WeakMap<DefinitionNode, View>();

function cachedView(node: DefinitionNode, start: number): Definition | null {
  const known = VIEWS.get(node);
  if (known?.start === start) return known.definition;
  const definition = view(node, start);
  VIEWS.set(node, { start, definition });
  return definition;
}

function view(node: DefinitionNode, start: number): Definition | null {
  const isType = (element: SyntaxElement) => !isToken(element) && element.kind !== "error";
  const written = node.children.find(isType);
  if (written === undefined || isToken(written)) return null;
  const tokens = tokensOf(node);
  // An equals sign in front of the type is an error node of one token.
  const index = node.children.indexOf(written);
  const reader: Reader = { tokens, offsets: tokenOffsets(tokens, start), index };
  const type = typeOf(written, reader);
  return {
    name: textAt(1, reader),
    doc: docOf({ first: 0, next: reader.index }, reader),
    type,
    offset: offsetAt(0, reader),
    nameOffset: offsetAt(1, reader),
  };
}

/** Reads the tokens of a definition from left to right; `index` is of the next one. */
type Reader = {
  readonly tokens: readonly Token[];
  readonly offsets: readonly number[];
  index: number;
};

function typeOf(node: SyntaxNode, reader: Reader): SyntaxType {
  const offset = offsetAt(reader.index, reader);
  switch (node.kind) {
    case "data":
      return { kind: "data", length: partsOf(node, reader).length, offset };
    case "optional":
      return { kind: "optional", item: existing(partsOf(node, reader).types[0]), offset };
    case "list": {
      const { types, length } = partsOf(node, reader);
      return { kind: "list", length, item: existing(types[0]), offset };
    }
    case "map": {
      const [key, value] = partsOf(node, reader).types;
      return { kind: "map", key: existing(key), value: existing(value), offset };
    }
    case "struct": {
      const bodyOffset = offsetAt(reader.index + 1, reader);
      return { kind: "struct", fields: fieldsOf(node, reader), offset, bodyOffset };
    }
    case "enum":
      return { kind: "enum", values: valuesOf(node, reader), offset };
    case "union":
      return { kind: "union", variants: variantsOf(node, reader), offset };
    default:
      return namedType(reader);
  }
}

function namedType(reader: Reader): SyntaxPrimitive | SyntaxReference {
  const [name, offset] = [textAt(reader.index, reader), offsetAt(reader.index, reader)];
  reader.index += 1;
  const primitive = PRIMITIVES.get(name);
  if (primitive !== undefined) return { kind: "primitive", name: primitive, offset };
  return { kind: "reference", name, offset };
}

const PRIMITIVES = new Map<string, PrimitiveName>(PRIMITIVE_NAMES.map((name) => [name, name]));

type Parts = { readonly types: readonly SyntaxType[]; readonly length: Length | null };

/** The types between the brackets of a list, an optional or a map, and its fixed length, if any. */
function partsOf(node: SyntaxNode, reader: Reader): Parts {
  const types: SyntaxType[] = [];
  let length: Length | null = null;
  for (const child of node.children) {
    if (isToken(child)) reader.index += 1;
    else if (child.kind === "length") length = lengthOf(reader);
    else types.push(typeOf(child, reader));
  }
  return { types, length };
}

/** The three tokens of `[n]`. */
function lengthOf(reader: Reader): Length {
  const length = numberAt(reader.index + 1, reader);
  reader.index += 3;
  return length;
}

function fieldsOf(node: SyntaxNode, reader: Reader): readonly SyntaxField[] {
  return documented(node, reader, (field) => {
    const [name, offset] = [textAt(reader.index, reader), offsetAt(reader.index, reader)];
    const type = existing(partsOf(field, reader).types[0]);
    return { name, type, offset };
  });
}

function valuesOf(node: SyntaxNode, reader: Reader): readonly SyntaxEnumValue[] {
  let next = 0;
  const values = documented(node, reader, (value) => {
    const [name, offset] = [textAt(reader.index, reader), offsetAt(reader.index, reader)];
    partsOf(value, reader);
    const number = numberBefore(reader)?.value ?? next;
    next = number + 1;
    return { name, number, offset };
  });
  // The model takes them as they are, and is compared as text: so their properties have an order.
  return values.map(({ name, number, doc, offset }) => ({ name, number, doc, offset }));
}

function variantsOf(node: SyntaxNode, reader: Reader): readonly SyntaxVariant[] {
  let next = 0;
  return documented(node, reader, (variant) => {
    const offset = offsetAt(reader.index, reader);
    const type = existing(partsOf(variant, reader).types[0]);
    const written = numberBefore(reader);
    const tag = written?.value ?? next;
    next = tag + 1;
    return { tag, tagOffset: written?.offset ?? offset, type, offset };
  });
}

/** The number of `= n` if that is what has been read last. */
function numberBefore(reader: Reader): Length | null {
  const { tokens, index } = reader;
  return tokens[index - 2]?.text === "=" ? numberAt(index - 1, reader) : null;
}

function numberAt(index: number, reader: Reader): Length {
  return { value: Number.parseInt(textAt(index, reader), 10), offset: offsetAt(index, reader) };
}

/** The members of a body with their comments, each read by `read`. */
function documented<Member>(
  node: SyntaxNode,
  reader: Reader,
  read: (member: SyntaxNode) => Member,
): readonly (Member & { readonly doc: string | null })[] {
  const members: { readonly first: number; readonly member: Member }[] = [];
  for (const child of node.children) {
    if (isToken(child)) reader.index += 1;
    else if (child.kind === "error") reader.index += tokensOf(child).length;
    else members.push({ first: reader.index, member: read(child) });
  }
  return members.map(({ first, member }, index) => {
    const next = members[index + 1]?.first ?? reader.tokens.length;
    return { ...member, doc: docOf({ first, next }, reader) };
  });
}

function docOf(documented: Documented, { tokens }: Reader): string | null {
  return docText(docComment(tokens, documented));
}

function textAt(index: number, { tokens }: Reader): string {
  return existing(tokens[index]).text;
}

function offsetAt(index: number, { offsets }: Reader): number {
  return existing(offsets[index]);
}

function existing<Part>(part: Part | undefined): Part {
  if (part === undefined)
    throw new Error("a node outside of errors has every token of the grammar");
  return part;
}
