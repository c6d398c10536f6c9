/**
 * Checks that each bug compiles: one that the compiler finds needs no test.
 */

import { join } from "node:path";
import ts from "typescript";
import { plantIn, type Replacement } from "./plant-bug.js";

const ROOT = join(import.meta.dirname, "../..");

/** The compiler's messages for files with bugs in them; empty if all of them compile. */
export function typeErrorsOf(bugs: readonly Replacement[]): readonly string[] {
  const options = compilerOptions();
  // Files without a bug are parsed once for all programs.
  const parsed = new Map<string, ts.SourceFile | undefined>();
  return batchesOf(bugs).flatMap((batch) => {
    const texts = new Map(batch.map((bug) => [join(ROOT, bug.file), plantIn(bug)]));
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (path, language) => {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      if (!parsed.has(path)) parsed.set(path, getSourceFile(path, language));
      return parsed.get(path);
    };
    const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
    return [...texts.keys()].flatMap((path) => errorsIn(program, path));
  });
}

/** Bugs in different files are compiled together, those in one file apart. */
function batchesOf(bugs: readonly Replacement[]): readonly (readonly Replacement[])[] {
  const batches: Replacement[][] = [];
  for (const bug of bugs) {
    const batch = batches.find((others) => others.every(({ file }) => file !== bug.file));
    if (batch === undefined) batches.push([bug]);
    else batch.push(bug);
  }
  return batches;
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  // Code that a bug leaves unused is found by a linter, and is not an error here.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false };
}

function errorsIn(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path);
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ messageText, start = 0 }) => {
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    return `${path.slice(ROOT.length + 1)}:${line}: ${text}`;
  });
}
