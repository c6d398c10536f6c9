/** `DecisionsVNVM`: the open questions of one step, and its optional entries, as a type. */

import type { DeclaredRename } from "../evolve/compare-versions.js";
import type { ConversionQuestion, Question } from "../evolve/plan/question.js";
import { type ByHandInput, byHandLines } from "./by-hand-type.js";
import { type Declaration, docLines, fit, indent } from "./module-file.js";

export function decisionsTypeName(older: number, newer: number): string {
  return `DecisionsV${older}V${newer}`;
}

export type DecisionsTypeInput = ByHandInput & {
  readonly questions: readonly Question[];
  readonly renames: readonly DeclaredRename[];
};

export function decisionsType(input: DecisionsTypeInput): Declaration {
  const { plan, questions } = input;
  const { older, newer } = plan;
  return [
    ...docLines(0, typeDoc(older, newer, questions.length > 0)),
    `export type ${decisionsTypeName(older, newer)} = decide.Decisions<`,
    ...indent(["{", ...indent(askedLines(input)), "},", "{", ...indent(byHandLines(input)), "}"]),
    ">;",
  ];
}

function typeDoc(older: number, newer: number, isAsked: boolean): string {
  const byHand = "Every type and member that both versions have may be converted by hand.";
  if (!isAsked) return `The difference of v${older} and v${newer} requires no decision. ${byHand}`;
  return [
    `The decisions that the differences of v${older} and v${newer} require. Without an optional entry, a`,
    `value that cannot be represented is rejected. ${byHand}`,
  ].join("\n");
}

function askedLines({ questions, renames, plan, graphs }: DecisionsTypeInput): readonly string[] {
  const keys = [...new Set(questions.map(({ key }) => key))];
  const offered = questions.flatMap((question) =>
    question.kind === "conversion"
      ? question.renamedTo.map((name) => ({ name, olderName: question.key }))
      : [],
  );
  return [
    ...keys.flatMap((key) => {
      const asked = questions.filter((found) => found.key === key);
      const rename = renames.find((found) => found.key === key);
      return rename === undefined ? entryLines(key, asked) : renamedLines(rename, asked);
    }),
    ...renames
      .filter(({ key }) => !keys.includes(key))
      .map((rename) => renamedByHand(rename, { plan, graphs })),
    ...offered
      .filter(({ name }) => !keys.includes(name))
      .map(({ name, olderName }) => {
        return `readonly ${JSON.stringify(name)}?: decide.RenamedFrom<${JSON.stringify(olderName)}>;`;
      }),
  ];
}

/** A rename without questions of its own may still convert by hand. */
function renamedByHand({ key, olderName }: DeclaredRename, { plan, graphs }: ByHandInput): string {
  const [type = key, member] = key.split(".");
  const older = plan.olderNames.get(type) ?? type;
  const isField = graphs.newer.namedTypes.get(type)?.type.kind === "struct";
  const start = `readonly ${JSON.stringify(key)}: decide.RenamedFrom<${JSON.stringify(olderName)}`;
  // A variant and a value go by the names of their own types, which are decided there.
  if (member !== undefined && !isField) return `${start}>;`;
  const [from, to] = member === undefined ? ["", ""] : [`["${olderName}"]`, `["${member}"]`];
  const types = `v${plan.older}.${older}${from}, v${plan.newer}.${type}${to}`;
  return `${start}, decide.Converted<${types}>>;`;
}

/** The lines of a renamed member, which may have changed otherwise as well. */
function renamedLines(
  { key, olderName }: DeclaredRename,
  questions: readonly Question[],
): readonly string[] {
  const start = `readonly ${JSON.stringify(key)}: decide.RenamedFrom<`;
  const name = JSON.stringify(olderName);
  const conversions = questions.filter((question) => question.kind === "conversion");
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
      case "omit":
        return "decide.Omit";
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
