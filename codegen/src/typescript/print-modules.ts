/** Prints modules as text, in the language of the target. */

import { withImportExtension } from "../emit/import-extension.js";
import { type ModuleFile, moduleLines } from "../emit/module-file.js";
import type { EmitOptions } from "../schema/representation.js";
import { declarationText, javaScriptText } from "./javascript-module.js";
import { type CodeBlockWriter, emptyProject, loadTsMorph } from "./ts-morph.js";

/** The text of each module by its path. Each file is printed once, from one writer function. */
export async function printModules(
  files: readonly ModuleFile[],
  options: EmitOptions,
): Promise<ReadonlyMap<string, string>> {
  const morph = await loadTsMorph();
  const project = await emptyProject();
  const texts = files.flatMap((file): readonly (readonly [string, string])[] => {
    // A writer and not a source file of the project, because that would be parsed.
    const writer = project.createWriter();
    writeModule(writer, file);
    const text = withImportExtension(writer.toString(), options);
    switch (options.target) {
      case "ts":
        return [[file.path, text]];
      case "js+dts": {
        const name = file.path.replace(/\.ts$/, "");
        return [
          [`${name}.js`, javaScriptText(morph, text)],
          [`${name}.d.ts`, declarationText(morph, text)],
        ];
      }
      default:
        return options.target satisfies never;
    }
  });
  return new Map(texts);
}

function writeModule(writer: CodeBlockWriter, file: ModuleFile): void {
  for (const line of moduleLines(file)) writer.writeLine(line);
}
