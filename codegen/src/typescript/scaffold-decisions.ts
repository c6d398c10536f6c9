/**
 * Adds the entries that a decisions file lacks, each with its question, as `undecided(...)`. What a
 * person wrote is never touched.
 */

import { decisionsTypeName } from "../emit/decisions-type.js";
import type { Question } from "../evolve/plan/question.js";
import { decisionsObject } from "./read-decisions.js";
import {
  emptyProject,
  loadTsMorph,
  type ObjectLiteralExpression,
  type TsMorph,
} from "./ts-morph.js";

export type ScaffoldInput = {
  readonly older: number;
  readonly newer: number;
  /** The current text; null where there is no file yet. */
  readonly text: string | null;
  /** Those that have no answer and need one. */
  readonly unanswered: readonly Question[];
  /** The module specifiers of the runtime and of the generated step. */
  readonly runtime: string;
  readonly stepModule: string;
};

/** The new text; null where the file cannot be read, which `generate` reports. */
export async function scaffoldDecisions(input: ScaffoldInput): Promise<string | null> {
  const morph = await loadTsMorph();
  const project = await emptyProject();
  const file = project.createSourceFile("decisions.ts", input.text ?? emptyFile(input));
  const object = decisionsObject(morph, file, { diagnostics: [], problem: () => null });
  if (object === null) return null;
  for (const question of input.unanswered) addQuestion(morph, object, question);
  const specifier = `${input.runtime}/decisions`;
  const imported =
    file.getImportDeclaration(specifier) ??
    file.insertImportDeclaration(0, { moduleSpecifier: specifier });
  const known = imported.getNamedImports().map((named) => named.getName());
  if (!known.includes("undecided")) imported.addNamedImport("undecided");
  return file.getFullText();
}

function emptyFile({ older, newer, stepModule }: ScaffoldInput): string {
  const type = decisionsTypeName(older, newer);
  return [
    `import type { ${type} } from ${JSON.stringify(stepModule)};`,
    "",
    `export const decisions: ${type} = {};`,
    "",
  ].join("\n");
}

function addQuestion(morph: TsMorph, object: ObjectLiteralExpression, question: Question): void {
  const { Node } = morph;
  const name = JSON.stringify(question.key);
  const text = `undecided(${JSON.stringify(question.text)})`;
  if (question.kind === "by-name") {
    object.addPropertyAssignment({ name, initializer: text });
    return;
  }
  const direction = { name: question.direction, initializer: text };
  const found = object.getProperty((property) => {
    return Node.isPropertyAssignment(property) && property.getNameNode().getText() === name;
  });
  const entry = Node.isPropertyAssignment(found) ? found.getInitializer() : undefined;
  if (Node.isObjectLiteralExpression(entry)) {
    entry.addPropertyAssignment(direction);
  } else if (found === undefined) {
    object.addPropertyAssignment({
      name,
      initializer: `{\n${direction.name}: ${direction.initializer},\n}`,
    });
  }
}
