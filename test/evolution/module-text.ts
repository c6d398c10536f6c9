/** The text of a generated module, written as the printer writes it and without loading that. */

import { type ModuleFile, moduleLines } from "../../codegen/src/emit/module-file.js";

export function moduleText(file: ModuleFile): string {
  return `${moduleLines(file).join("\n")}\n`;
}
