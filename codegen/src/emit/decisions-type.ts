/** `DecisionsVNVM`: the open questions of one step, as the type of its decisions file. */

import type { Question } from "../evolve/plan/question.js";
import { type Declaration, docLines, fit, indent } from "./module-file.js";

type ConversionQuestion = Extract<Question, { readonly kind: "conversion" }>;

export type DeclaredRename = { readonly key: string; readonly olderName: string };

export function decisionsTypeName(older: number, newer: number): string {
  return `DecisionsV${older}V${newer}`;
}

export function decisionsType(
  older: number,
  newer: number,
  questions: readonly Question[],
  renames: readonly DeclaredRename[],
): Declaration {
  const keys = [...new Set(questions.map(({ key }) => key))];
  return [
    ...docLines(
      0,
      `The decisions that the differences of v${older} and v${newer} require. Without an optional entry, a\nvalue that cannot be represented is rejected.`,
    ),
    `export type ${decisionsTypeName(older, newer)} = {`,
    ...indent([
      ...keys.flatMap((key) => {
        const asked = questions.filter((found) => found.key === key);
        const rename = renames.find((found) => found.key === key);
        return rename === undefined ? entryLines(key, asked) : renamedLines(rename, asked);
      }),
      ...renames
        .filter(({ key }) => !keys.includes(key))
        .flatMap((rename) => renamedLines(rename, [])),
    ]),
    "};",
  ];
}

/** The lines of a renamed member, which may have changed otherwise as well. */
function renamedLines(
  { key, olderName }: DeclaredRename,
  questions: readonly Question[],
): readonly string[] {
  const start = `readonly ${JSON.stringify(key)}: decide.RenamedFrom<`;
  const name = JSON.stringify(olderName);
  const conversions = questions.filter((question) => question.kind === "conversion");
  if (questions.length === 0) return [`${start}${name}>;`];
  if (conversions.length === 0) return [`${start}${name}, decide.ByName>;`];
  const end = conversions.length < questions.length ? "} | decide.ByName" : "}";
  return [
    start,
    ...indent([`${name},`, "{", ...indent(conversions.flatMap(directionLines)), end]),
    ">;",
  ];
}

function entryLines(key: string, questions: readonly Question[]): readonly string[] {
  const name = JSON.stringify(key);
  const conversions = questions.filter((question) => question.kind === "conversion");
  const byName = questions.filter((question) => question.kind === "by-name");
  if (conversions.length === 0) {
    return [...byName.flatMap(({ text }) => docLines(2, text)), `readonly ${name}: decide.ByName;`];
  }
  const isRequired = conversions.some((question) => question.isRequired);
  const alternatives = [
    ...new Set(conversions.flatMap((question) => question.renameCandidates)),
  ].map((candidate) => ` | decide.RenamedFrom<${JSON.stringify(candidate)}>`);
  return [
    `readonly ${name}${isRequired ? "" : "?"}: {`,
    ...indent(conversions.flatMap(directionLines)),
    `}${byName.length > 0 ? " | decide.ByName" : ""}${alternatives.join("")};`,
  ];
}

function directionLines(question: ConversionQuestion): readonly string[] {
  const answers = question.policies.map((policy) => {
    switch (policy) {
      case "function":
        return functionText(question);
      case "drop":
        return "decide.Drop";
      case "drop-if":
        return `decide.DropIf<${question.dropped}>`;
      case "reject":
        return "decide.Reject";
      case "undecided":
        throw new Error("`undecided` answers nothing");
      default:
        return policy satisfies never;
    }
  });
  const start = `readonly ${question.direction}${question.isRequired ? "" : "?"}:`;
  const [lone, ...others] = answers;
  if (others.length === 0) return [...docLines(4, question.text), `${start} ${lone};`];
  return [
    ...docLines(4, question.text),
    ...fit(4, `${start} ${answers.join(" | ")};`, [
      start,
      ...answers.map((answer, index) => `  | ${answer}${index + 1 < answers.length ? "" : ";"}`),
    ]),
  ];
}

/** A function type needs parentheses inside a union. */
function functionText({ given, wanted, policies }: ConversionQuestion): string {
  const text = `(value: ${given}) => ${wanted}`;
  return policies.length > 1 ? `(${text})` : text;
}
