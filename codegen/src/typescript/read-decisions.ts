/**
 * Reads a decisions file without executing it: `export const decisions: ... = { "Key": entry, ...
 * }`.
 *
 * An answer is recognised by the name of the function that makes it. Any other function is an
 * answer that the generated converter will call.
 */

import type {
  Answer,
  DecisionEntry,
  DecisionsFile,
  Policy,
} from "../evolve/plan/decision-entry.js";
import type { Diagnostic } from "../schema/diagnostic.js";
import type { ProblemCode } from "../schema/problem-code.js";
import type { DecisionsText, SourceText } from "../schema/protocol-source.js";
import { constantOf, type Literal, literalValue } from "./literal-value.js";
import {
  emptyProject,
  loadTsMorph,
  type Node,
  type ObjectLiteralExpression,
  type SourceFile,
  type TsMorph,
} from "./ts-morph.js";

type DecisionsResult =
  | { readonly ok: true; readonly decisions: DecisionsFile }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export type DecisionsFiles =
  /** The decisions by step, `vN-vM`. */
  | { readonly ok: true; readonly files: ReadonlyMap<string, DecisionsFile> }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export async function readDecisionsFiles(texts: readonly DecisionsText[]): Promise<DecisionsFiles> {
  const files = new Map<string, DecisionsFile>();
  const diagnostics: Diagnostic[] = [];
  for (const text of texts) {
    const read = await readDecisions(text);
    if (read.ok) files.set(`v${text.fromVersion}-v${text.toVersion}`, read.decisions);
    else diagnostics.push(...read.diagnostics);
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, files };
}

async function readDecisions(source: SourceText): Promise<DecisionsResult> {
  const morph = await loadTsMorph();
  const project = await emptyProject();
  const name = source.file.endsWith(".js") ? "decisions.js" : "decisions.ts";
  const file = project.createSourceFile(name, source.text);
  const report = reportTo(source.file);
  for (const error of project.getProgram().getSyntacticDiagnostics(file)) {
    const text = error.getMessageText();
    const message = typeof text === "string" ? text : text.getMessageText();
    report.problem("decisions-syntax", error.getStart() ?? 0, message, null);
  }
  const object = report.diagnostics.length > 0 ? null : decisionsObject(morph, file, report);
  const entries = new Map<string, DecisionEntry>();
  for (const property of object?.getProperties() ?? []) {
    const entry = readEntry(morph, property, report);
    if (entry === null) continue;
    if (entries.has(entry.key)) {
      report.problem(
        "decision-twice",
        entry.offset,
        `'${entry.key}' is decided twice`,
        "remove one of the entries",
      );
    }
    entries.set(entry.key, entry);
  }
  return report.diagnostics.length > 0
    ? { ok: false, diagnostics: report.diagnostics }
    : { ok: true, decisions: { source, entries } };
}

export type Report = {
  readonly diagnostics: Diagnostic[];
  readonly problem: (
    code: ProblemCode,
    offset: number,
    message: string,
    suggestion: string | null,
  ) => null;
};

function reportTo(file: string): Report {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    problem: (code, offset, message, suggestion) => {
      diagnostics.push({ file, code, offset, message, suggestion });
      return null;
    },
  };
}

const WHOLE_FILE = "write: export const decisions: DecisionsVNVM = { ... };";

const WHOLE_SCRIPT = "write: export const decisions = { ... };";

/** The object literal that `export const decisions` is initialised with. */
export function decisionsObject(
  { Node }: TsMorph,
  file: SourceFile,
  report: Report,
): ObjectLiteralExpression | null {
  const declaration = file.getVariableDeclaration("decisions");
  const wanted = file.getFilePath().endsWith(".js") ? WHOLE_SCRIPT : WHOLE_FILE;
  if (declaration === undefined || !declaration.isExported()) {
    return report.problem("decisions-form", 0, "the file does not export `decisions`", wanted);
  }
  let value: Node | undefined = declaration.getInitializer();
  while (Node.isSatisfiesExpression(value) || Node.isParenthesizedExpression(value)) {
    value = value.getExpression();
  }
  if (Node.isObjectLiteralExpression(value)) return value;
  return report.problem(
    "decisions-form",
    declaration.getStart(),
    "`decisions` is not an object literal",
    wanted,
  );
}

function readEntry(morph: TsMorph, property: Node, report: Report): DecisionEntry | null {
  const { Node } = morph;
  const offset = property.getStart();
  if (!Node.isPropertyAssignment(property)) {
    return report.problem("decision-invalid", offset, "an entry is written as `key: value`", null);
  }
  const name = property.getNameNode();
  const key = Node.isStringLiteral(name) ? name.getLiteralValue() : name.getText();
  const value = property.getInitializerOrThrow();
  const nothing = { upgrade: null, downgrade: null, renamedFrom: null, byName: null, again: null };
  if (Node.isObjectLiteralExpression(value)) {
    const answers = readDirections(morph, value, report);
    return answers === null ? null : { ...nothing, ...answers, key, offset };
  }
  const call = readCall(morph, value);
  if (call?.name === "renamedFrom" && call.text !== null) {
    const answers = readRenameAnswers(morph, call.second, report);
    return answers === null
      ? null
      : { ...nothing, ...answers, key, offset, renamedFrom: call.text };
  }
  if (call?.name === "byName" && call.text !== null) {
    const byName = readByName(call.text, value.getStart(), report);
    return byName === null ? null : { ...nothing, key, offset, byName };
  }
  const again = call === null ? undefined : AGAIN_OF_CALL.get(call.name);
  if (again !== undefined && (call?.text ?? "").trim() !== "") {
    return { ...nothing, key, offset, again };
  }
  // An entry without answers: its questions are reported with what may answer them.
  if (call?.name === "undecided") return { ...nothing, key, offset };
  return report.problem(
    "decision-unreadable",
    value.getStart(),
    `the entry of '${key}' cannot be read`,
    'write { upgrade: ..., downgrade: ... }, renamedFrom("name") or byName("reason")',
  );
}

function readByName(reason: string, offset: number, report: Report): string | null {
  if (reason.trim() !== "") return reason;
  return report.problem(
    "decision-invalid",
    offset,
    "byName needs its reason",
    'write byName("...the reason...")',
  );
}

/** The second argument of `renamedFrom`: what else is to be said of what was renamed. */
function readRenameAnswers(
  morph: TsMorph,
  value: Node | undefined,
  report: Report,
): Partial<Pick<DecisionEntry, "upgrade" | "downgrade" | "byName">> | null {
  if (value === undefined) return {};
  if (morph.Node.isObjectLiteralExpression(value)) return readDirections(morph, value, report);
  const call = readCall(morph, value);
  if (call?.name === "undecided") return {};
  if (call?.name === "byName" && call.text !== null) {
    const byName = readByName(call.text, value.getStart(), report);
    return byName === null ? null : { byName };
  }
  const suggestion = "write { upgrade: ..., downgrade: ... } or byName(...)";
  return report.problem(
    "decision-unreadable",
    value.getStart(),
    "the answer cannot be read without running it",
    suggestion,
  );
}

function readDirections(
  morph: TsMorph,
  object: ObjectLiteralExpression,
  report: Report,
): { readonly upgrade: Answer | null; readonly downgrade: Answer | null } | null {
  const { Node } = morph;
  const answers: { upgrade: Answer | null; downgrade: Answer | null } = {
    upgrade: null,
    downgrade: null,
  };
  let isReadable = true;
  for (const property of object.getProperties()) {
    const offset = property.getStart();
    const name = Node.isSpreadAssignment(property) ? "..." : property.getName();
    if (name !== "upgrade" && name !== "downgrade") {
      report.problem(
        "decision-invalid",
        offset,
        `'${name}' is no direction`,
        "write `upgrade` or `downgrade`",
      );
      isReadable = false;
    } else if (Node.isMethodDeclaration(property) || Node.isShorthandPropertyAssignment(property)) {
      answers[name] = { policy: "function", reason: null, offset };
    } else {
      const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
      const answer = value === undefined ? null : readAnswer(morph, value, report);
      answers[name] = answer;
      isReadable &&= answer !== null;
    }
  }
  return isReadable ? answers : null;
}

const AGAIN_OF_CALL: ReadonlyMap<string, "same" | "another"> = new Map([
  ["sameAgain", "same"],
  ["another", "another"],
]);

const POLICY_OF_CALL: ReadonlyMap<string, Policy> = new Map([
  ["drop", "drop"],
  ["omit", "omit"],
  ["dropIf", "drop-if"],
  ["dropIfDefault", "drop-if"],
  ["defaultTo", "function"],
  ["substitute", "function"],
  ["convert", "function"],
  ["undecided", "undecided"],
]);

function readAnswer(morph: TsMorph, value: Node, report: Report): Answer | null {
  const { Node } = morph;
  const offset = value.getStart();
  if (Node.isArrowFunction(value) || Node.isFunctionExpression(value)) {
    return { policy: "function", reason: null, offset, ...known(constantOf(morph, value)) };
  }
  if (Node.isIdentifier(value)) {
    return { policy: value.getText() === "reject" ? "reject" : "function", reason: null, offset };
  }
  const call = readCall(morph, value);
  const policy = call === null ? undefined : POLICY_OF_CALL.get(call.name);
  if (call === null || policy === undefined) {
    const suggestion = "write a function, reject, drop(...), dropIfDefault(...), defaultTo(...)";
    return report.problem(
      "decision-unreadable",
      offset,
      "the answer cannot be read without running it",
      suggestion,
    );
  }
  if ((policy === "drop" || policy === "omit") && (call.text ?? "").trim() === "") {
    const message = policy === "drop" ? "a drop needs its reason" : "an omission needs its reason";
    return report.problem(
      "decision-invalid",
      offset,
      message,
      `write ${policy}("...the reason...")`,
    );
  }
  const constant = CONSTANT_OF_CALL.get(call.name)?.(morph, call.first) ?? null;
  return { policy, reason: call.text, offset, ...known(constant) };
}

/** The decisions whose argument may be data, and how it is read. */
const CONSTANT_OF_CALL: ReadonlyMap<string, typeof literalValue> = new Map([
  ["dropIfDefault", literalValue],
  ["defaultTo", literalValue],
  ["substitute", constantOf],
  ["convert", constantOf],
]);

function known(constant: Literal): Pick<Answer, "constant"> {
  return constant === null ? {} : { constant };
}

type Call = {
  readonly name: string;
  readonly first: Node | undefined;
  /** The first argument, where it is a text. */
  readonly text: string | null;
  readonly second: Node | undefined;
};

function readCall({ Node }: TsMorph, value: Node): Call | null {
  if (!Node.isCallExpression(value)) return null;
  const [argument, second] = value.getArguments();
  const isText = Node.isStringLiteral(argument) || Node.isNoSubstitutionTemplateLiteral(argument);
  return {
    name: value.getExpression().getText(),
    first: argument,
    text: isText ? argument.getLiteralValue() : null,
    second,
  };
}
