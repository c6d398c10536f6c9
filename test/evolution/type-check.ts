/**
 * Type-checks generated modules in memory, under the options that the repository has for its own.
 */

import { dirname, join } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * The folder that the texts pretend to be in, so that they resolve the packages of the workspace.
 */
const VIRTUAL_FOLDER: string = join(import.meta.dirname, "virtual");

/** "No inputs were found": they are in memory. */
const NO_INPUTS = 18002;

const OPTIONS = compilerOptions();

function compilerOptions(): ts.CompilerOptions {
  const file = join(ROOT, "tsconfig.base.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options, errors } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT);
  const serious = errors.filter(({ code }) => code !== NO_INPUTS);
  if (serious.length > 0) throw new Error(messages(serious).join("\n"));
  return { ...options, noEmit: true, customConditions: ["@barewire/source"] };
}

/** Those of the disk (the language's own and the runtime's) are parsed once for all programs. */
const parsed = new Map<string, ts.SourceFile | undefined>();
const resolutions = ts.createModuleResolutionCache(ROOT, (name) => name, OPTIONS);

/** `texts` by path below the virtual folder. Returns `path:line:column: message` for each error. */
export function typeErrors(texts: ReadonlyMap<string, string>): readonly string[] {
  const files = new Map([...texts].map(([path, text]) => [join(VIRTUAL_FOLDER, path), text]));
  const host = memoryHost(files);
  const program = ts.createProgram({ rootNames: [...files.keys()], options: OPTIONS, host });
  return messages([
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...[...files.keys()].flatMap((name): readonly ts.Diagnostic[] => {
      // Files that are imported from the disk are checked where they belong.
      const file = program.getSourceFile(name);
      if (file === undefined) throw new Error(`the program lacks ${name}`);
      const syntactic = program.getSyntacticDiagnostics(file);
      if (syntactic.length > 0) return syntactic;
      const semantic = program.getSemanticDiagnostics(file);
      return [...semantic, ...program.getDeclarationDiagnostics(file)];
    }),
  ]);
}

function memoryHost(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const disk = ts.createCompilerHost(OPTIONS);
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  return {
    ...disk,
    fileExists: (name) => files.has(name) || (!isVirtual(name) && disk.fileExists(name)),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    directoryExists: (name) => folders.has(name) || (disk.directoryExists?.(name) ?? true),
    realpath: (name) => (isVirtual(name) ? name : (disk.realpath?.(name) ?? name)),
    getModuleResolutionCache: () => resolutions,
    getSourceFile: (name, options) => {
      const text = files.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, options);
      if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, options));
      return parsed.get(name);
    },
  };
}

function isVirtual(name: string): boolean {
  return name.startsWith(`${VIRTUAL_FOLDER}/`);
}

function foldersAbove(name: string): readonly string[] {
  const folder = dirname(name);
  return isVirtual(folder) ? [folder, ...foldersAbove(folder)] : [folder, VIRTUAL_FOLDER];
}

function messages(diagnostics: readonly ts.Diagnostic[]): readonly string[] {
  return diagnostics.map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    if (file === undefined) return message;
    const { line, character } = file.getLineAndCharacterOfPosition(start ?? 0);
    const name = file.fileName.replace(`${VIRTUAL_FOLDER}/`, "");
    return `${name}:${line + 1}:${character + 1}: ${message}`;
  });
}
