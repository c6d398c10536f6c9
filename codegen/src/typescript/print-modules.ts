/** Prints modules as TypeScript text. */

import { withImportExtension } from "../emit/import-extension.js";
import { type ModuleFile, moduleLines } from "../emit/module-file.js";
import type { EmitOptions } from "../schema/representation.js";
import { type CodeBlockWriter, emptyProject } from "./ts-morph.js";

/** The text of each module by its path. Each file is printed once, from one writer function. */
export async function printModules(
  files: readonly ModuleFile[],
  options: EmitOptions,
): Promise<ReadonlyMap<string, string>> {
  const project = await emptyProject();
  const texts = files.map((file): [string, string] => {
    // A writer and not a source file of the project, because that would be parsed.
    const writer = project.createWriter();
    writeModule(writer, file);
    return [file.path, withImportExtension(writer.toString(), options)];
  });
  return new Map(texts);
}

function writeModule(writer: CodeBlockWriter, file: ModuleFile): void {
  for (const line of moduleLines(file)) writer.writeLine(line);
}
