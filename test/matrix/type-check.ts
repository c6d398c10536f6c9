/** Compiles texts as if they were files of the repository, with its options. Writes nothing. */

import { dirname, join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "./planned-protocol.js";

/** `texts` by path below the repository. Returns `path:line: message` of every error in them. */
export function typeErrors(texts: ReadonlyMap<string, string>): readonly string[] {
  const files = new Map([...texts].map(([path, text]) => [join(REPOSITORY, path), text]));
  const folders = new Set([...files.keys()].map(dirname));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, readFile, fileExists, directoryExists } = host;
  host.getSourceFile = (name, language) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, language)
      : ts.createSourceFile(name, text, language);
  };
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.directoryExists = (name) => folders.has(name) || directoryExists?.call(host, name) === true;
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return found.map((diagnostic) => shown(diagnostic));
  });
}

function shown({ file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return message;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${file.fileName.slice(REPOSITORY.length + 1)}:${line + 1}: ${message}`;
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(REPOSITORY, "tsconfig.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, REPOSITORY);
  return { ...options, noEmit: true, skipLibCheck: true };
}
