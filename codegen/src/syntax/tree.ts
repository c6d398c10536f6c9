/**
 * The concrete syntax tree of a schema text: lossless, immutable, and without offsets.
 *
 * The texts and trivia of its tokens, one after another, are the whole text, also of a text that is
 * wrong: what no rule accepts stands in nodes of kind `error`. A node knows its width and not its
 * offset, so the same node serves before and after an edit somewhere else.
 */

import { type PlacedToken, type Token, tokenWidth } from "./tokens.js";

export type SyntaxNode = {
  readonly kind: NodeKind;
  readonly children: readonly SyntaxElement[];
  /** The length of its text with all trivia, in UTF-16 units. */
  readonly width: number;
};

export type SyntaxElement = SyntaxNode | Token;

/** A `name` is a primitive type or a reference; a `length` includes its brackets. */
export type NodeKind =
  | "definition"
  | "name"
  | "data"
  | "list"
  | "map"
  | "optional"
  | "struct"
  | "enum"
  | "union"
  | "length"
  | "field"
  | "value"
  | "variant"
  | "error";

/** One top-level definition with what follows it up to the next one. */
export type DefinitionNode = SyntaxNode & {
  /**
   * The part of it that is understood: `whole` if it has name and type, whatever follows them;
   * `damaged` if members of its bodies are nodes of kind `error`, or a sign stands where none
   * belongs; else `broken`.
   */
  readonly reading: "whole" | "damaged" | "broken";
  /** In the order of the text; no two of them are about one token. */
  readonly faults: readonly Fault[];
};

/**
 * A place where the text breaks the grammar. Behind one in a body, reading goes on with the next
 * member; what is a consequence of the fault before it is no fault of its own.
 */
export type Fault = {
  readonly kind: FaultKind;
  /** The index of the token that was not expected; the number of tokens at the end. */
  readonly index: number;
  /** The index of the token at which the type begins that is written as in an older draft. */
  readonly typeIndex?: number;
  /** The token that was expected, for the kinds of which there are several. */
  readonly expected?: string;
};

export type FaultKind =
  | "definition-expected"
  | "definition-name-expected"
  | "type-expected"
  | "equals-sign"
  | "legacy-definition"
  | "legacy-type"
  | "union-without-braces"
  | "union-separator"
  | "member-separator"
  | "type-separator"
  | "value-name"
  | "number-expected"
  | "colon-expected"
  | "opening-expected"
  | "closing-expected"
  | "unknown-character"
  | "nested-too-deep";

export type SyntaxTree = {
  readonly text: string;
  readonly definitions: readonly DefinitionNode[];
  /** The offset of each definition, with the trivia above it. */
  readonly offsets: readonly number[];
  /** The token behind the last definition, which has no text but trivia. */
  readonly end: Token;
};

export function isToken(element: SyntaxElement): element is Token {
  return "text" in element;
}

export function nodeOf(kind: NodeKind, children: readonly SyntaxElement[]): SyntaxNode {
  return { kind, children, width: widthOf(children) };
}

function widthOf(elements: readonly SyntaxElement[]): number {
  let width = 0;
  for (const element of elements) {
    width += isToken(element) ? tokenWidth(element) : element.width;
  }
  return width;
}

/**
 * The tokens of a tree, in the order of the text. The recursion is bounded, because the parser
 * limits how deep brackets nest.
 */
export function tokensOf(node: SyntaxNode): readonly Token[] {
  const tokens: Token[] = [];
  addTokens(node, tokens);
  return tokens;
}

function addTokens({ children }: SyntaxNode, tokens: Token[]): void {
  for (const child of children) {
    if (isToken(child)) tokens.push(child);
    else addTokens(child, tokens);
  }
}

/** The offset of each token of a definition that begins at `start`, without its trivia. */
export function tokenOffsets(tokens: readonly Token[], start: number): readonly number[] {
  let offset = start;
  return tokens.map((token) => {
    const own = offset + token.leading.length;
    offset += tokenWidth(token);
    return own;
  });
}

/** The indices, among all tokens of the node, of those that no rule has accepted. */
export function errorTokenIndices(node: SyntaxNode): ReadonlySet<number> {
  const indices = new Set<number>();
  let index = 0;
  const visit = (element: SyntaxElement, isError: boolean): void => {
    if (isToken(element)) {
      if (isError) indices.add(index);
      index += 1;
      return;
    }
    for (const child of element.children) visit(child, isError || element.kind === "error");
  };
  visit(node, false);
  return indices;
}

/** The tokens of a definition that begins at `start`, with their offsets. */
export function placeTokens(node: SyntaxNode, start: number): readonly PlacedToken[] {
  const tokens = tokensOf(node);
  const offsets = tokenOffsets(tokens, start);
  return tokens.map((token, index) => ({ ...token, offset: offsets[index] ?? start }));
}

/** The text that the tree was made of, put together from its tokens. */
export function textOfTree({ definitions, end }: SyntaxTree): string {
  const tokens = [...definitions.flatMap(tokensOf), end];
  return tokens.map(({ leading, text, trailing }) => leading + text + trailing).join("");
}
