/** Prints modules as TypeScript text. The only file that imports ts-morph, and loads it lazily. */

import type { CodeBlockWriter } from "ts-morph";
import type { ModuleFile } from "./module-file.js";

/** The text of each module by its path. Each file is printed once, from one writer function. */
export async function printModules(
  files: readonly ModuleFile[],
): Promise<ReadonlyMap<string, string>> {
  const { Project, IndentationText } = await import("ts-morph");
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const texts = files.map((file): [string, string] => {
    const source = project.createSourceFile(file.path, (writer) => writeModule(writer, file));
    return [file.path, source.getFullText()];
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
