/**
 * Adds the entries that a decisions file lacks, each with its question, the signature of a function
 * that would answer it, and the answers that a person most likely means, as the arguments of
 * `undecided`: a decision keeps one of them. Text that a person wrote is never touched.
 */

import { decisionsTypeName } from "../emit/decisions-type.js";
import { LINE_WIDTH, wrapLine } from "../emit/wrap-line.js";
import type { ConversionQuestion, Question } from "../evolve/plan/question.js";
import { decisionsFileName, type Target } from "../schema/representation.js";
import { call, type ProposalScope, proposals } from "./proposed-answers.js";
import { decisionsObject } from "./read-decisions.js";
import {
  emptyProject,
  loadTsMorph,
  type Node,
  type ObjectLiteralExpression,
  type SourceFile,
  type TsMorph,
} from "./ts-morph.js";

export type ScaffoldInput = {
  readonly older: number;
  readonly newer: number;
  /** The current text; null if there is no file yet. */
  readonly text: string | null;
  /** Those that have no answer and need one. */
  readonly unanswered: readonly Question[];
  /** Those that have no answer and refuse values without one. */
  readonly refused: readonly ConversionQuestion[];
  /** All keys that the step asks about. */
  readonly askedKeys: ReadonlySet<string>;
  /** The helpers that answer, with a reason, what is not about a conversion. */
  readonly reasoned: readonly string[];
  readonly scope: ProposalScope;
  /** The module specifiers of the runtime and of the generated step. */
  readonly runtime: string;
  readonly stepModule: string;
  readonly target: Target;
};

/** The new text; null if the file cannot be read, which `generate` reports. */
export async function scaffoldDecisions(input: ScaffoldInput): Promise<string | null> {
  const morph = await loadTsMorph();
  const project = await emptyProject();
  const file = project.createSourceFile(
    decisionsFileName("decisions", input),
    input.text ?? emptyFile(input),
  );
  const find = () => decisionsObject(morph, file, { diagnostics: [], problem: () => null });
  if (find() === null) return null;
  removeObsolete(morph, find(), input);
  const helpers = new Set<string>();
  for (const key of new Set(input.unanswered.map((question) => question.key))) {
    // Every edit makes the nodes anew.
    const object = find();
    const asked = input.unanswered.filter((question) => question.key === key);
    if (object !== null) addEntry({ morph, object, input, helpers }, key, asked);
  }
  const keys = [...new Set(input.refused.map(({ key }) => key))];
  const others = keys.filter((key) => {
    const object = find();
    return object !== null && !addRefusedToEntry({ morph, object, input, helpers }, key);
  });
  const object = find();
  if (object !== null) addRefused({ morph, object, input, helpers }, others);
  addImports(file, `${input.runtime}/decisions`, helpers);
  return wrapped(file.getFullText(), input.text);
}

/** Lines that are too wide are broken, unless a person has written them. */
function wrapped(text: string, before: string | null): string {
  if (text === before) return text;
  const kept = new Set(before?.split(/\r?\n/) ?? []);
  const lines = text.split(/\r?\n/).flatMap((line) => (kept.has(line) ? [line] : broken(line)));
  return lines.join("\n");
}

/**
 * A key remains whole, in an entry and in one that is a comment as long as it has its slashes; and
 * so does the type of the decisions in JavaScript.
 */
function broken(line: string): readonly string[] {
  if (/^\s*\/\/ *"|^\/\*\* @type/.test(line)) return [line];
  const lines = wrapLine(line);
  const isComment = line.trimStart().startsWith("//");
  return isComment || lines.every(({ length }) => length <= LINE_WIDTH) ? lines : [line];
}

function emptyFile({ older, newer, stepModule, target }: ScaffoldInput): string {
  const type = decisionsTypeName(older, newer);
  if (target === "js+dts") {
    const imported = `import(${JSON.stringify(stepModule)}).${type}`;
    return [`/** @type {${imported}} */`, "export const decisions = {};", ""].join("\n");
  }
  return [
    `import type { ${type} } from ${JSON.stringify(stepModule)};`,
    "",
    `export const decisions: ${type} = {};`,
    "",
  ].join("\n");
}

type EntryScope = {
  readonly morph: TsMorph;
  readonly object: ObjectLiteralExpression;
  readonly input: ScaffoldInput;
  /** The helpers that the added text calls. */
  readonly helpers: Set<string>;
};

function addEntry(scope: EntryScope, key: string, asked: readonly Question[]): void {
  const found = entryOf(scope, key);
  const conversions = asked.filter((question) => question.kind === "conversion");
  if (found === null) {
    addMembers(scope.object, [newEntry(scope, key, asked)]);
    return;
  }
  const { Node } = scope.morph;
  if (Node.isObjectLiteralExpression(found)) {
    addMembers(
      found,
      conversions.map((question) => direction(scope, question)),
    );
    return;
  }
  if (!Node.isCallExpression(found) || found.getExpression().getText() !== "renamedFrom") return;
  const [name, answers] = found.getArguments();
  if (Node.isObjectLiteralExpression(answers)) {
    addMembers(
      answers,
      conversions.map((question) => direction(scope, question)),
    );
  } else if (name !== undefined && answers === undefined) {
    const added =
      conversions.length > 0
        ? objectText(conversions.map((question) => direction(scope, question)))
        : reasonedText(scope, asked);
    replaceText(name, `${name.getText()}, ${added.replaceAll("\n", "\n  ")}`);
  }
}

/** The value of an entry that is there. */
function entryOf({ morph: { Node }, object }: EntryScope, key: string): Node | null {
  for (const property of object.getProperties()) {
    if (!Node.isPropertyAssignment(property)) continue;
    if (keyOf(property.getNameNode()) === key) return property.getInitializerOrThrow();
  }
  return null;
}

function keyOf(name: Node): string {
  const text = name.getText();
  return /^["']/.test(text) ? text.slice(1, -1) : text;
}

function newEntry(scope: EntryScope, key: string, asked: readonly Question[]): string {
  const name = JSON.stringify(key);
  const conversions = asked.filter((question) => question.kind === "conversion");
  if (conversions.length === 0) return `${name}: ${reasonedText(scope, asked)}`;
  const candidates = conversions.flatMap((question) => question.renameCandidates);
  const object = objectText(conversions.map((question) => direction(scope, question)));
  const [candidate] = candidates;
  if (candidate === undefined)
    return [...renameNotes(conversions), `${name}: ${object}`].join("\n");
  const owner = key.split(".").slice(0, -1);
  const olderKey = [...owner, candidate].join(".");
  const renames = [...new Set(candidates)].map((olderName) =>
    use(scope, call("renamedFrom", JSON.stringify(olderName))),
  );
  const question = `is ${key} the ${candidate} of v${scope.input.older}, renamed?`;
  return [
    `// After a rename, remove the entry of ${JSON.stringify(olderKey)}.`,
    `${name}: ${callText(scope, question, [...renames, object])}`,
  ].join("\n");
}

/** Notes the case that the newer version has the type under another name, whose entry says so. */
function renameNotes(conversions: readonly ConversionQuestion[]): readonly string[] {
  const notes = conversions.flatMap((question) => {
    const offered: { readonly key: string; readonly renamedTo?: readonly string[] } = question;
    return (offered.renamedTo ?? []).map(
      (name) =>
        `// Renamed? Then write, in place of this entry: ${JSON.stringify(name)}: renamedFrom(${JSON.stringify(question.key)}),`,
    );
  });
  return [...new Set(notes)];
}

function direction(scope: EntryScope, question: ConversionQuestion): string {
  const answers = proposals(question, scope.input.scope).map((proposal) => use(scope, proposal));
  const signature = `// (value: ${question.given}) => ${question.wanted}`;
  return [
    ...(question.policies.includes("function") ? [signature] : []),
    `${question.direction}: ${callText(scope, question.text, answers)}`,
  ].join("\n");
}

function reasonedText(scope: EntryScope, asked: readonly Question[]): string {
  const [question] = asked;
  const answers = scope.input.reasoned.map((helper) => use(scope, call(helper, '""')));
  return callText(scope, question?.text ?? "", answers);
}

function use({ helpers }: EntryScope, { helper, text }: { helper: string; text: string }): string {
  helpers.add(helper);
  return text;
}

/** A member of an entry stands at the fourth column. */
const INDENTATION = 4;

function callText(scope: EntryScope, question: string, answers: readonly string[]): string {
  scope.helpers.add("undecided");
  const parts = [stringText(question), ...answers];
  const line = `undecided(${parts.join(", ")})`;
  const width = INDENTATION + "downgrade: ,".length + line.length;
  if (width <= LINE_WIDTH && !line.includes("\n")) return line;
  return ["undecided(", ...indented(parts.map((part) => `${part},`)), ")"].join("\n");
}

/** The width of a text at the deepest indentation, with its quotes and a `+`. */
const TEXT_WIDTH = 80;

/** A string, of several pieces where it has long names. */
function stringText(text: string): string {
  const pieces: string[] = [];
  for (const part of text.split(/(?<=[ .])/)) {
    const last = pieces.at(-1);
    if (last === undefined || last.length + part.length > TEXT_WIDTH) pieces.push(part);
    else pieces[pieces.length - 1] = last + part;
  }
  return pieces.map((piece) => JSON.stringify(piece)).join(" +\n");
}

function objectText(members: readonly string[]): string {
  return ["{", ...indented(members.map((member) => `${member},`)), "}"].join("\n");
}

function indented(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part) => part.split("\n").map((line) => `  ${line}`));
}

/** Appends members to an object, each on lines of its own. */
function addMembers(object: ObjectLiteralExpression, members: readonly string[]): void {
  if (members.length === 0) return;
  appendLines(
    object,
    members.map((member) => `${member},`),
  );
}

function appendLines(object: ObjectLiteralExpression, lines: readonly string[]): void {
  const before = object.getSourceFile().getFullText().slice(0, object.getStart());
  const outer = /[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0] ?? "";
  const added = lines.flatMap((part) => part.split("\n").map((line) => `${outer}  ${line}`));
  const text = object.getText();
  const last = object.getProperties().at(-1);
  const end = last === undefined ? 1 : last.getEnd() - object.getStart();
  const hasComma = object.compilerNode.properties.hasTrailingComma === true;
  const head = text.slice(0, end);
  // Comments behind the last member stay where they are.
  const rest = text.slice(end, -1).trimEnd();
  const comma = last === undefined || hasComma ? "" : ",";
  replaceText(object, `${head}${comma}${rest}\n${added.join("\n")}\n${outer}}`);
}

/**
 * Replaces the text as it is, because the file is formatted already. The nodes of the file are
 * invalid afterwards.
 */
function replaceText(node: Node, text: string): void {
  node.getSourceFile().replaceText([node.getStart(), node.getEnd()], text);
}

/**
 * Adds, as comments, the decisions that are optional: without the `//` each confirms the default.
 * They stand inside of the entry of their key, because a key has only one. Returns false if there
 * is no entry that could hold them.
 */
function addRefusedToEntry(scope: EntryScope, key: string): boolean {
  const entry = entryOf(scope, key);
  if (entry === null || !scope.morph.Node.isObjectLiteralExpression(entry)) return false;
  const text = entry.getText();
  const lines = scope.input.refused
    .filter((question) => question.key === key && !text.includes(`// ${refusal(question)},`))
    .flatMap((question) => [`// ${question.text}`, `// ${refusal(question)},`]);
  if (lines.length > 0) appendLines(entry, lines);
  return true;
}

function refusal({ direction }: ConversionQuestion): string {
  return `${direction}: reject`;
}

/** Adds the decisions of keys without an entry, behind all entries. */
function addRefused(scope: EntryScope, keys: readonly string[]): void {
  const { object, input, helpers } = scope;
  const text = object.getText();
  // An entry may be on two lines.
  const known = text.replaceAll(/\s*\n\s*\/\/\s*/g, " ");
  const lines = keys.flatMap((key) => {
    const questions = input.refused.filter((question) => question.key === key);
    const [name, answer] = [`${JSON.stringify(key)}:`, `{ ${questions.map(refusal).join(", ")} },`];
    if (known.includes(`${name} ${answer}`)) return [];
    const line = `${name} ${answer}`;
    const isWide = INDENTATION + line.length > LINE_WIDTH;
    const entry = isWide ? [name, `  ${answer}`] : [line];
    // An entry of another form, such as a rename, takes the answers as an argument.
    const isTaken = entryOf(scope, key) !== null;
    return [
      ...questions.map((question) => question.text),
      ...(isTaken ? [`In the entry of ${name}`, answer] : entry),
    ].map((part) => `// ${part}`);
  });
  if (lines.length === 0) return;
  const head = "// Refused by default; an entry answers it, or accepts it:";
  const isImported = helpers.has("reject") || /\breject\b/.test(importsOf(object));
  const notes = isImported ? [] : [`// import { reject } from "${input.runtime}/decisions";`];
  appendLines(object, text.includes(head) ? lines : [head, ...notes, ...lines]);
}

function importsOf(object: ObjectLiteralExpression): string {
  const imports = object.getSourceFile().getImportDeclarations();
  return imports.map((found) => found.getText()).join("\n");
}

function removeObsolete(
  morph: TsMorph,
  object: ObjectLiteralExpression | null,
  { askedKeys }: ScaffoldInput,
): void {
  const { Node } = morph;
  const obsolete: (readonly [number, number])[] = [];
  for (const property of object?.getProperties() ?? []) {
    if (!Node.isPropertyAssignment(property)) continue;
    const value = property.getInitializerOrThrow();
    const answers = Node.isObjectLiteralExpression(value)
      ? value
          .getProperties()
          .map((member) => (Node.isPropertyAssignment(member) ? member.getInitializer() : member))
      : [value];
    const isOpen = answers.length > 0 && answers.every((answer) => isUndecided(morph, answer));
    if (isOpen && !askedKeys.has(keyOf(property.getNameNode()))) obsolete.push(ownLines(property));
  }
  const file = object?.getSourceFile();
  // The ranges are replaced from the end, so that earlier positions stay valid.
  for (const range of obsolete.reverse()) file?.replaceText([...range], "");
}

/**
 * The range from the start of its line to its comma: comments beside it may be about another entry.
 */
function ownLines(property: Node): readonly [number, number] {
  const text = property.getSourceFile().getFullText();
  const end = /[ \t]*,?[ \t]*(?:\r?\n)?/y;
  end.lastIndex = property.getEnd();
  end.exec(text);
  const line = text.lastIndexOf("\n", property.getStart()) + 1;
  const isAlone = text.slice(line, property.getStart()).trim() === "";
  return [isAlone ? line : property.getStart(), end.lastIndex];
}

function isUndecided({ Node }: TsMorph, value: Node | undefined): boolean {
  return Node.isCallExpression(value) && value.getExpression().getText() === "undecided";
}

function addImports(file: SourceFile, specifier: string, helpers: ReadonlySet<string>): void {
  if (helpers.size === 0) return;
  const imports = file
    .getImportDeclarations()
    .filter((found) => found.getModuleSpecifierValue() === specifier);
  const known = imports.flatMap((found) => found.getNamedImports().map((name) => name.getName()));
  const missing = [...helpers].filter((name) => !known.includes(name)).sort();
  if (missing.length === 0) return;
  // A name cannot be added to the import of types, or of the whole module.
  const extended = imports.find(
    (found) => !found.isTypeOnly() && found.getNamespaceImport() === undefined,
  );
  (extended ?? file.insertImportDeclaration(0, { moduleSpecifier: specifier })).addNamedImports(
    missing,
  );
}
