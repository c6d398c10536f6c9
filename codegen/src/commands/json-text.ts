/**
 * JSON with the offset of every key and value, so that a problem of a configuration points at its
 * line. `JSON.parse` tells no positions of what is well-formed, and not always of what is not.
 */

import type { Problem } from "../schema/diagnostic.js";

export type JsonNode =
  | { readonly kind: "object"; readonly offset: number; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly offset: number; readonly value: string }
  | { readonly kind: "number" | "boolean" | "null"; readonly offset: number };

export type JsonMember = {
  readonly key: string;
  /** Of the opening quote of the key. */
  readonly offset: number;
  readonly value: JsonNode;
};

export type ParsedJson =
  | { readonly ok: true; readonly node: JsonNode }
  | { readonly ok: false; readonly problem: Problem };

export function parseJson(text: string): ParsedJson {
  const cursor: Cursor = { text, offset: text.startsWith("\uFEFF") ? 1 : 0 };
  try {
    const node = parseValue(cursor, 0);
    skipSpace(cursor);
    if (cursor.offset < text.length) fail(cursor, "nothing may follow the value");
    return { ok: true, node };
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    return { ok: false, problem: error.problem };
  }
}

type Cursor = { readonly text: string; offset: number };

class SyntaxFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const MAX_DEPTH = 64;

const WORDS: ReadonlyMap<string, "boolean" | "null"> = new Map([
  ["true", "boolean"],
  ["false", "boolean"],
  ["null", "null"],
]);

function parseValue(cursor: Cursor, depth: number): JsonNode {
  skipSpace(cursor);
  if (depth > MAX_DEPTH) fail(cursor, `values nest more than ${MAX_DEPTH} deep`);
  const { offset } = cursor;
  switch (cursor.text[offset]) {
    case "{":
      return { kind: "object", offset, members: parseMembers(cursor, depth + 1) };
    case "[":
      return { kind: "array", offset, items: parseItems(cursor, depth + 1) };
    case '"':
      return { kind: "string", offset, value: parseString(cursor) };
    default:
      return { kind: parseWord(cursor), offset };
  }
}

function parseMembers(cursor: Cursor, depth: number): readonly JsonMember[] {
  const members: JsonMember[] = [];
  parseSequence(cursor, "}", () => {
    const { offset } = cursor;
    if (cursor.text[offset] !== '"') fail(cursor, "expected a key in double quotes");
    const key = parseString(cursor);
    if (members.some((member) => member.key === key)) {
      fail({ text: cursor.text, offset }, `the key "${key}" stands here twice`);
    }
    skipSpace(cursor);
    if (cursor.text[cursor.offset] !== ":") fail(cursor, `expected ':' after the key "${key}"`);
    cursor.offset += 1;
    members.push({ key, offset, value: parseValue(cursor, depth) });
  });
  return members;
}

function parseItems(cursor: Cursor, depth: number): readonly JsonNode[] {
  const items: JsonNode[] = [];
  parseSequence(cursor, "]", () => items.push(parseValue(cursor, depth)));
  return items;
}

/** From the opening to the closing bracket; `parseEntry` starts at the entry's first character. */
function parseSequence(cursor: Cursor, close: "}" | "]", parseEntry: () => void): void {
  cursor.offset += 1;
  skipSpace(cursor);
  if (cursor.text[cursor.offset] === close) {
    cursor.offset += 1;
    return;
  }
  for (;;) {
    parseEntry();
    skipSpace(cursor);
    const next = cursor.text[cursor.offset];
    if (next !== "," && next !== close) fail(cursor, `expected ',' or '${close}'`);
    const { offset } = cursor;
    cursor.offset += 1;
    if (next === close) return;
    skipSpace(cursor);
    if (cursor.text[cursor.offset] === close) {
      fail({ text: cursor.text, offset }, `no ',' may stand before '${close}'`);
    }
  }
}

function parseString(cursor: Cursor): string {
  const { offset } = cursor;
  const literal = match(cursor, /"(?:[^"\\\n]|\\.)*"/y);
  if (literal === null) fail(cursor, "this string has no closing quote on its line");
  try {
    // A literal in double quotes parses to a string and to nothing else.
    return JSON.parse(literal) as string;
  } catch {
    return fail(
      { text: cursor.text, offset },
      "this string has a control character or an escape that JSON lacks",
    );
  }
}

function parseWord(cursor: Cursor): "number" | "boolean" | "null" {
  const { offset } = cursor;
  const word = match(cursor, /[-+.\w]+/y);
  if (word === null) return fail(cursor, "expected a value");
  const kind = WORDS.get(word);
  if (kind !== undefined) return kind;
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word)) return "number";
  return fail({ text: cursor.text, offset }, `'${word}' is not a JSON value`);
}

function match(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.offset;
  const found = pattern.exec(cursor.text)?.[0] ?? null;
  cursor.offset += found?.length ?? 0;
  return found;
}

function skipSpace(cursor: Cursor): void {
  match(cursor, /[ \t\r\n]*/y);
}

function fail(cursor: Cursor, message: string): never {
  const { text, offset } = cursor;
  const isComment = text.startsWith("//", offset) || text.startsWith("/*", offset);
  const isEnd = offset >= text.length;
  throw new SyntaxFailure({
    offset,
    message: isComment ? "JSON has no comments" : isEnd ? `${message}, found the end` : message,
    suggestion: null,
  });
}
