/** Prints modules as TypeScript text. */

import type { ModuleFile } from "../emit/module-file.js";
import { type CodeBlockWriter, emptyProject } from "./ts-morph.js";

/** The text of each module by its path. Each file is printed once, from one writer function. */
export async function printModules(
  files: readonly ModuleFile[],
): Promise<ReadonlyMap<string, string>> {
  const project = await emptyProject();
  const texts = files.map((file): [string, string] => {
    // A writer and not a source file of the project, because that would be parsed.
    const writer = project.createWriter();
    writeModule(writer, file);
    return [file.path, writer.toString()];
  });
  return new Map(texts);
}

function writeModule(writer: CodeBlockWriter, file: ModuleFile): void {
  for (const line of file.header) writer.writeLine(`// ${line}`.trimEnd());
  if (file.imports.length > 0) writer.blankLine();
  for (const line of file.imports) writer.writeLine(line);
  for (const declaration of file.declarations) {
    writer.blankLine();
    for (const line of declaration) writer.writeLine(line);
  }
}
