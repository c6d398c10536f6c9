/**
 * Parses JSON with the offset of every key and value, so that a problem of a configuration points
 * at its line. `jsonc-parser` parses; this file limits the depth, refuses duplicate keys and words
 * the errors.
 */

import { type Node, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Problem } from "../schema/diagnostic.js";

export type JsonNode =
  | { readonly kind: "object"; readonly offset: number; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly offset: number; readonly value: string }
  | { readonly kind: "number" | "boolean" | "null"; readonly offset: number };

export type JsonMember = {
  readonly key: string;
  /** The offset of the opening quote of the key. */
  readonly offset: number;
  readonly value: JsonNode;
};

export type ParsedJson =
  | { readonly ok: true; readonly node: JsonNode }
  | { readonly ok: false; readonly problem: Problem };

/** `jsonc` is the language of `tsconfig.json`: with comments, and commas before an end. */
export function parseJson(text: string, language: "json" | "jsonc" = "json"): ParsedJson {
  // The parser does not accept a byte order mark, and a space keeps the offsets.
  const json = text.replace(/^\uFEFF/, " ");
  const tooDeep = depthProblem(json);
  if (tooDeep !== null) return { ok: false, problem: tooDeep };
  const errors: { error: number; offset: number; length: number }[] = [];
  const isStrict = language === "json";
  const root = parseTree(json, errors, {
    disallowComments: isStrict,
    allowTrailingComma: !isStrict,
  });
  const [error] = errors;
  if (error !== undefined) {
    const message = ERRORS[printParseErrorCode(error.error)] ?? "this is not valid JSON";
    const found = error.offset >= json.length ? `${message}, found the end` : message;
    return { ok: false, problem: problemAt(error.offset, found) };
  }
  const problems: Problem[] = [];
  // There is a root if there is no error.
  const node = converted(root as Node, problems);
  const [problem] = problems;
  return problem === undefined ? { ok: true, node } : { ok: false, problem };
}

/** The value of a key; null where the node is no object, or lacks the key. */
export function member(node: JsonNode | null, key: string): JsonNode | null {
  if (node?.kind !== "object") return null;
  return node.members.find((found) => found.key === key)?.value ?? null;
}

/** The messages by the names that `jsonc-parser` gives its errors. */
const ERRORS: Readonly<Record<string, string>> = {
  InvalidSymbol: "expected a value or a key in double quotes",
  InvalidNumberFormat: "the number is malformed",
  PropertyNameExpected: "expected a key in double quotes, and no ',' before '}'",
  ValueExpected: "expected a value",
  ColonExpected: "expected ':' after the key",
  CommaExpected: "expected ',' before the next member",
  CloseBraceExpected: "expected ',' or '}'",
  CloseBracketExpected: "expected ',' or ']'",
  EndOfFileExpected: "nothing may follow the value",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfString: "this string has no closing quote on its line",
  UnexpectedEndOfNumber: "the number is malformed",
  InvalidUnicode: "this string has an escape that JSON lacks",
  InvalidEscapeCharacter: "this string has an escape that JSON lacks",
  InvalidCharacter: "this string has a control character",
};

const MAX_DEPTH = 64;

/** The parser is recursive, so deep nesting would overflow its stack. */
function depthProblem(text: string): Problem | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    if (token === "]" || token === "}") depth -= 1;
    // The outermost value has no depth.
    if (depth - 1 > MAX_DEPTH) return problemAt(index, `values nest more than ${MAX_DEPTH} deep`);
  }
  return null;
}

function converted(node: Node, problems: Problem[]): JsonNode {
  const { offset, children = [] } = node;
  switch (node.type) {
    case "object":
      return { kind: "object", offset, members: members(children, problems) };
    case "array":
      return { kind: "array", offset, items: children.map((item) => converted(item, problems)) };
    case "string":
      return { kind: "string", offset, value: String(node.value) };
    case "number":
    case "boolean":
    case "null":
      return { kind: node.type, offset };
    case "property":
      throw new Error("a property stands in an object only");
    default:
      return node.type satisfies never;
  }
}

function members(properties: readonly Node[], problems: Problem[]): readonly JsonMember[] {
  const keys = new Set<string>();
  return properties.flatMap(({ children: [name, value] = [] }) => {
    if (name === undefined || value === undefined) return [];
    const key = String(name.value);
    if (keys.has(key)) problems.push(problemAt(name.offset, `duplicate key "${key}"`));
    keys.add(key);
    return [{ key, offset: name.offset, value: converted(value, problems) }];
  });
}

function problemAt(offset: number, message: string): Problem {
  return { code: "json-syntax", offset, message, suggestion: null };
}
