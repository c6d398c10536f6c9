/** Parses a schema text into its tree, and again after an edit with what the edit left alone. */

import { firstConflictMarker } from "./conflict-marker.js";
import { parseDefinition } from "./parser.js";
import { DefinitionSplitter, LOOKAHEAD } from "./split-definitions.js";
import { Lexer, type Token } from "./tokens.js";
import type { DefinitionNode, SyntaxTree } from "./tree.js";

export function parse(text: string): SyntaxTree {
  const splitter = new DefinitionSplitter(new Lexer(text, 0), 0);
  const definitions: DefinitionNode[] = [];
  for (let tokens = splitter.next(); tokens !== null; tokens = splitter.next()) {
    definitions.push(parseDefinition(tokens));
  }
  return treeOf(text, definitions, splitter.end());
}

/**
 * The same as `parse(text)`, with the nodes of those definitions of `former` that the edit between
 * the two texts has not changed.
 */
export function reparse(former: SyntaxTree, text: string): SyntaxTree {
  // The text that a conflict marker skips may end far behind an edit.
  if (firstConflictMarker(text) !== null) return parse(text);
  if (firstConflictMarker(former.text) !== null) return parse(text);
  const edit = editBetween(former.text, text);
  const kept = keptBefore(former, edit.start);
  const definitions = former.definitions.slice(0, kept);
  const start = former.offsets[kept] ?? 0;
  const splitter = new DefinitionSplitter(new Lexer(text, start), start);
  for (;;) {
    const same = sameBehind(former, splitter.offset, edit);
    if (same !== null) {
      definitions.push(...former.definitions.slice(same));
      return treeOf(text, definitions, former.end);
    }
    const tokens = splitter.next();
    if (tokens === null) return treeOf(text, definitions, splitter.end());
    definitions.push(parseDefinition(tokens));
  }
}

function treeOf(text: string, definitions: readonly DefinitionNode[], end: Token): SyntaxTree {
  let offset = 0;
  const offsets = definitions.map(({ width }) => {
    const start = offset;
    offset += width;
    return start;
  });
  return { text, definitions, offsets, end };
}

type Edit = {
  /** The length of the text that both begin with. */
  readonly start: number;
  /** The end of the edit in the new text. */
  readonly end: number;
  /** The length of the new text less that of the former one. */
  readonly growth: number;
};

function editBetween(former: string, text: string): Edit {
  const shorter = Math.min(former.length, text.length);
  let start = 0;
  while (start < shorter && former.charCodeAt(start) === text.charCodeAt(start)) start += 1;
  const growth = text.length - former.length;
  const isSame = (end: number) => former.charCodeAt(end - growth - 1) === text.charCodeAt(end - 1);
  let end = text.length;
  while (text.length - end < shorter - start && isSame(end)) end -= 1;
  return { start, end, growth };
}

/**
 * The number of definitions that end so far before `offset` that no token by which the end of one
 * is recognised can have changed.
 */
function keptBefore({ offsets }: SyntaxTree, offset: number): number {
  const before = firstIndex(offsets, (start) => start >= offset);
  // The last of them reaches to the edit or beyond; each of the others has at least one token.
  return Math.max(0, before - 1 - LOOKAHEAD);
}

/**
 * The index of the definition of `former` from which on both texts are the same, if the definition
 * at `offset` of the new text is that one; null if it is not.
 */
function sameBehind(former: SyntaxTree, offset: number, edit: Edit): number | null {
  // One more character, so that the text before a definition ends alike, too.
  if (offset <= edit.end) return null;
  const formerOffset = offset - edit.growth;
  const index = firstIndex(former.offsets, (start) => start >= formerOffset);
  return former.offsets[index] === formerOffset ? index : null;
}

/** The first index of ascending offsets for which `isReached` holds; their number if none. */
function firstIndex(offsets: readonly number[], isReached: (offset: number) => boolean): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(offsets[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
