/** Random answers to the questions of a step: their text in a decisions file, and what they do. */

import type { SchemaDescription, Shape } from "@barewire/inspect";
import { minimalValue } from "@barewire/inspect/values";
import { bodyOf } from "@barewire/runtime/schema-codec";
import type { Direction } from "../../codegen/src/evolve/plan/decision-entry.js";
import type { ConversionQuestion, Question } from "../../codegen/src/evolve/plan/question.js";
import { pick, type Random } from "../contract/seeded-random.js";

export type Answer =
  | { readonly kind: "reject" }
  | { readonly kind: "drop" }
  /** Leaves out this value only; `undefined` stands for none. */
  | { readonly kind: "drop-if"; readonly value: unknown }
  | { readonly kind: "value"; readonly value: unknown };

export type Answers = {
  /** The answers by `key direction`. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** The older name by the newer key. */
  readonly renames: ReadonlyMap<string, string>;
  /** The entries as they are written, by key. */
  readonly entries: ReadonlyMap<string, string>;
  /** The functions by which each of them is written, such as `defaultTo`. */
  readonly kinds: readonly AnswerKind[];
};

export const ANSWER_KINDS = [
  "reject",
  "drop",
  "dropIf",
  "dropIfDefault",
  "function",
  "defaultTo",
  "substitute",
  "convert",
  "renamedFrom",
  "byName",
] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

export type Sides = { readonly older: SchemaDescription; readonly newer: SchemaDescription };

export function randomAnswers(
  questions: readonly Question[],
  sides: Sides,
  random: Random,
  declared: ReadonlyMap<string, string> = new Map(),
): Answers {
  const answers = new Map<string, Answer>();
  const renames = randomRenames(questions, declared, random);
  // A renamed member is asked about under neither name.
  const settled = new Set([...renames].flatMap(([key, older]) => [key, olderKey(key, older)]));
  const entries = new Map<string, string>();
  const kinds: AnswerKind[] = [...declared, ...renames].map(() => "renamedFrom");
  for (const [key, older] of [...declared, ...renames]) entries.set(key, renamedFrom(older));
  const directions = new Map<string, string[]>();
  for (const question of questions) {
    if (settled.has(question.key)) continue;
    if (question.kind === "by-name") {
      const text = 'byName("as a test says")';
      const older = declared.get(question.key);
      entries.set(question.key, older === undefined ? text : renamedFrom(older, text));
      kinds.push("byName");
      continue;
    }
    if (!question.isRequired && random(3) > 0) continue;
    const { answer, kind, text } = randomAnswer(question, sides, random);
    kinds.push(kind);
    answers.set(`${question.key} ${question.direction}`, answer);
    const lines = directions.get(question.key) ?? [];
    directions.set(question.key, [...lines, `${question.direction}: ${text}`]);
  }
  for (const [key, lines] of directions) {
    const text = `{ ${lines.join(", ")} }`;
    const older = declared.get(key);
    entries.set(key, older === undefined ? text : renamedFrom(older, text));
  }
  return { answers, renames: new Map([...declared, ...renames]), entries, kinds };
}

function renamedFrom(olderName: string, answers?: string): string {
  const name = JSON.stringify(olderName);
  return `renamedFrom(${answers === undefined ? name : `${name}, ${answers}`})`;
}

function olderKey(key: string, olderName: string): string {
  const dot = key.indexOf(".");
  return dot === -1 ? olderName : `${key.slice(0, dot)}.${olderName}`;
}

function randomRenames(
  questions: readonly Question[],
  declared: ReadonlyMap<string, string>,
  random: Random,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (const question of questions) {
    if (question.kind === "by-name" || renames.has(question.key)) continue;
    if (declared.has(question.key)) continue;
    const [candidate] = question.renameCandidates;
    if (candidate !== undefined && random(2) === 0) renames.set(question.key, candidate);
  }
  return renames;
}

type Written = { readonly answer: Answer; readonly kind: AnswerKind; readonly text: string };

function randomAnswer(question: ConversionQuestion, sides: Sides, random: Random): Written {
  // The items that are omitted depend on their contents, which other answers decide.
  const policy = pick(
    random,
    question.policies.filter((known) => known !== "omit"),
  );
  switch (policy) {
    case "reject":
      return { answer: { kind: "reject" }, kind: "reject", text: "reject" };
    case "drop":
      return { answer: { kind: "drop" }, kind: "drop", text: 'drop("a test does not need it")' };
    case "drop-if":
      return dropAnswer(question, sides, random);
    case "function":
      return functionAnswer(question, sides, random);
    case "undecided":
      throw new Error("`undecided` answers nothing");
    default:
      return policy satisfies never;
  }
}

function dropAnswer(question: ConversionQuestion, sides: Sides, random: Random): Written {
  const { shape, schema } = shapeIn(question.dropped, question.direction, sides, "source");
  const body = bodyOf(schema, shape);
  if (typeof body !== "string" || body === "data" || random(4) === 0) {
    const isAll = random(2) === 0;
    const answer: Answer = isAll ? { kind: "drop" } : { kind: "drop-if", value: undefined };
    return { answer, kind: "dropIf", text: `dropIf(() => ${isAll})` };
  }
  const value = minimalValue(schema, shape);
  const text = `dropIfDefault(${literal(value)})`;
  return { answer: { kind: "drop-if", value }, kind: "dropIfDefault", text };
}

/** The same value, however the function is written. */
function functionAnswer(question: ConversionQuestion, sides: Sides, random: Random): Written {
  const { shape, schema } = shapeIn(question.wanted, question.direction, sides, "target");
  const value = minimalValue(schema, shape);
  const answer: Answer = { kind: "value", value };
  const text = `() => (${literal(value)})`;
  switch (random(4)) {
    case 0:
      // Other values would have to say of which type they are.
      return typeof value === "object"
        ? { answer, kind: "function", text }
        : { answer, kind: "defaultTo", text: `defaultTo(${literal(value)})` };
    case 1:
      return { answer, kind: "substitute", text: `substitute(${text})` };
    case 2:
      return { answer, kind: "convert", text: `convert(${text})` };
    default:
      return { answer, kind: "function", text };
  }
}

/** The type that a question writes as `v2.T` or `v2.T["field"]`. */
function shapeIn(
  text: string,
  direction: Direction,
  { older, newer }: Sides,
  side: "source" | "target",
): { readonly shape: Shape; readonly schema: SchemaDescription } {
  const schema = (direction === "upgrade") === (side === "source") ? older : newer;
  const [, name = "", member] = /^v\d+\.(\w+)(?:\["(\w+)"\])?$/.exec(text) ?? [];
  if (schema.types[name] === undefined) throw new Error(`${text} is no type of a question`);
  if (member === undefined) return { shape: name, schema };
  const body = bodyOf(schema, name);
  const fields = typeof body === "object" && "struct" in body ? body.struct : {};
  const shape = Object.hasOwn(fields, member) ? fields[member] : undefined;
  if (shape === undefined) throw new Error(`${text} is no field of a question`);
  return { shape, schema };
}

/** A value as TypeScript writes it. */
function literal(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Uint8Array) return `new Uint8Array(${value.length})`;
  if (value instanceof Map) return "new Map()";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, part]) => `${name}: ${literal(part)}`);
    return `{ ${fields.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** The decisions file. */
export function decisionsText(older: number, newer: number, { entries, kinds }: Answers): string {
  const body = [...entries].map(([key, entry]) => `  ${JSON.stringify(key)}: ${entry},`);
  const names = [...new Set(kinds)].filter((kind) => kind !== "function").sort();
  const type = `DecisionsV${older}V${newer}`;
  return [
    ...(names.length === 0
      ? []
      : [`import { ${names.join(", ")} } from "@barewire/runtime/decisions";`]),
    `import type { ${type} } from "../gen/v${older}-v${newer}.js";`,
    "",
    `export const decisions: ${type} = {`,
    ...body,
    "};",
    "",
  ].join("\n");
}
