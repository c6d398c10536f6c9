/**
 * The comments of a text before it is laid out anew, each with the part that it documents: a layout
 * may move a comment, and must not let it document another part, or none.
 */

import { docComment } from "./doc-comment.js";
import { type Token, triviaParts } from "./tokens.js";
import { isToken, type SyntaxNode, type SyntaxTree, tokensOf } from "./tree.js";

/** Tokens are named by their index in the whole text. */
export type CommentPlan = {
  readonly tokens: readonly Token[];
  /** The first tokens of all parts that a comment can document. */
  readonly parts: ReadonlySet<number>;
  /** The parts with comment lines directly above, which count before a comment behind. */
  readonly documentedAbove: ReadonlySet<number>;
  /** The part that a comment documents, by the token that the comment follows. */
  readonly documentedBehind: ReadonlyMap<number, number>;
};

export function commentPlan({ definitions, end }: SyntaxTree): CommentPlan {
  const tokens: Token[] = [];
  const parts = new Set<number>();
  const documentedAbove = new Set<number>();
  const documentedBehind = new Map<number, number>();
  for (const definition of definitions) {
    const own = tokensOf(definition);
    for (const part of partsOf(definition, own.length)) {
      const comment = docComment(own, part);
      const first = tokens.length + part.first;
      parts.add(first);
      if (comment?.kind === "above") documentedAbove.add(first);
      if (comment?.kind === "behind") documentedBehind.set(tokens.length + comment.index, first);
    }
    tokens.push(...own);
  }
  return { tokens: [...tokens, end], parts, documentedAbove, documentedBehind };
}

type Part = { readonly first: number; readonly next: number };

/** The definition itself and its members at any depth, by the tokens of the definition. */
function partsOf(definition: SyntaxNode, tokenCount: number): readonly Part[] {
  const parts: Part[] = [{ first: 0, next: tokenCount }];
  addMembers(definition, 0, tokenCount, parts);
  return parts;
}

/** Returns the index behind the last token of the node. */
function addMembers(node: SyntaxNode, start: number, tokenCount: number, parts: Part[]): number {
  let index = start;
  const members: number[] = [];
  for (const child of node.children) {
    if (isToken(child)) {
      index += 1;
      continue;
    }
    if (child.kind === "field" || child.kind === "value" || child.kind === "variant") {
      members.push(index);
    }
    index = addMembers(child, index, tokenCount, parts);
  }
  for (const [at, first] of members.entries()) {
    parts.push({ first, next: members[at + 1] ?? tokenCount });
  }
  return index;
}

/** The comment behind a token on its own line. */
export function commentBehind({ trailing }: Token): string | null {
  const comment = trailing.trim();
  return comment === "" ? null : comment;
}

/** A line above a token: a comment, or nothing. */
export type LineAbove = string | null;

/** The lines between the line of the token before and that of the token at `index`. */
export function linesAbove(tokens: readonly Token[], index: number): readonly LineAbove[] {
  const lines: LineAbove[] = [];
  // The first newline ends the line of the token before.
  let isEmpty = index === 0;
  for (const { kind, text } of triviaParts(tokens[index]?.leading ?? "")) {
    if (kind === "newline" && isEmpty) lines.push(null);
    if (kind === "newline") isEmpty = true;
    if (kind !== "comment") continue;
    lines.push(text.trimEnd());
    isEmpty = false;
  }
  return lines;
}
