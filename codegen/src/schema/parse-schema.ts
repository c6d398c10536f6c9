/**
 * Parses a schema text into definitions, and explains what could not be parsed.
 */

import { firstConflictMarker } from "../syntax/conflict-marker.js";
import type { Definition } from "../syntax/definition.js";
import { parse } from "../syntax/parse.js";
import { tokenWidth, triviaParts } from "../syntax/tokens.js";
import { errorTokenIndices, placeTokens, type SyntaxTree, tokensOf } from "../syntax/tree.js";
import { damagedDefinitionOf, definitionOf } from "../syntax/typed-view.js";
import { positionsIn, type SchemaProblem } from "./diagnostic.js";
import { explainFault } from "./explain-fault.js";

export type ParsedSchema = {
  /** The definitions without a syntax problem, in the order of the text. */
  readonly definitions: readonly Definition[];
  /** Those that lack some members, which could not be read. */
  readonly damaged: readonly Definition[];
  /** Names that a broken definition may define, so that a reference to one is not reported. */
  readonly brokenNames: ReadonlySet<string>;
  /** The problems of the grammar, and one for each merge conflict. */
  readonly problems: readonly SchemaProblem[];
};

export function parseSchema(text: string): ParsedSchema {
  return schemaOf(parse(text));
}

/** Reads a tree that is there already, such as the tree of a text after an edit. */
export function schemaOf(tree: SyntaxTree): ParsedSchema {
  const definitions: Definition[] = [];
  const damaged: Definition[] = [];
  const conflicts = conflictsOf(tree);
  const brokenNames = new Set(conflicts.flatMap(({ text }) => text.match(/\b[A-Z]\w*/g) ?? []));
  const problems = conflicts.filter(({ isFirst }) => isFirst).map(conflictProblem);
  const positionOf = positionsIn(tree.text);
  for (const [index, node] of tree.definitions.entries()) {
    const start = tree.offsets[index] ?? 0;
    const definition = definitionOf(node, start);
    if (definition !== null) definitions.push(definition);
    if (node.faults.length === 0) continue;
    const part = damagedDefinitionOf(node, start);
    if (part !== null) damaged.push(part);
    const tokens = placeTokens(node, start);
    const faulty = { text: tree.text, tokens, end: startOfNext(tree, index), positionOf };
    problems.push(...node.faults.map((fault) => explainFault(fault, faulty)));
    const unread = part === null && definition === null ? null : errorTokenIndices(node);
    for (const [at, { text: name }] of tokens.entries()) {
      const isUnread = unread === null || unread.has(at) || name === part?.name;
      if (isUnread && /^[A-Z]/.test(name)) brokenNames.add(name);
    }
  }
  if (tree.definitions.length === 0 && problems.length === 0) problems.push(EMPTY);
  return { definitions, damaged, brokenNames, problems };
}

const EMPTY: SchemaProblem = {
  code: "schema-empty",
  offset: 0,
  end: 0,
  message: "a schema cannot be empty",
  suggestion: null,
  fix: null,
};

/** The offset at which the next definition begins, without the comments above it. */
function startOfNext({ text, definitions, offsets }: SyntaxTree, index: number): number {
  const [next, start] = [definitions[index + 1], offsets[index + 1]];
  if (next === undefined || start === undefined) return text.length;
  return start + (tokensOf(next)[0]?.leading.length ?? 0);
}

/** One marker of a merge conflict, with the side of the conflict that is skipped. */
type Conflict = {
  readonly text: string;
  readonly offset: number;
  /** False of a marker that belongs to the one before it. */
  readonly isFirst: boolean;
};

function conflictsOf({ text, definitions, end }: SyntaxTree): readonly Conflict[] {
  if (firstConflictMarker(text) === null) return [];
  const conflicts: Conflict[] = [];
  let offset = 0;
  let isOpen = false;
  for (const token of [...definitions.flatMap(tokensOf), end]) {
    let partOffset = offset;
    for (const part of triviaParts(token.leading)) {
      if (part.kind === "conflict") {
        const opens = part.text.startsWith("<");
        conflicts.push({ text: part.text, offset: partOffset, isFirst: opens || !isOpen });
        isOpen = opens || (isOpen && !part.text.split("\n").at(-1)?.startsWith(">"));
      }
      partOffset += part.text.length;
    }
    offset += tokenWidth(token);
  }
  return conflicts;
}

function conflictProblem({ text, offset }: Conflict): SchemaProblem {
  return {
    code: "merge-conflict",
    offset,
    end: offset + (text.split("\n", 1)[0]?.trimEnd().length ?? 0),
    message: "the file has an unresolved merge conflict",
    suggestion: "resolve it: keep what is meant of both sides, and delete the lines of the markers",
    fix: null,
  };
}
