/** The text of a generated module, written as the printer writes it and without loading that. */

import type { ModuleFile } from "../../codegen/src/emit/module-file.js";

export function moduleText({ header, imports, declarations }: ModuleFile): string {
  const lines = [
    ...header.map((line) => `// ${line}`.trimEnd()),
    ...(imports.length > 0 ? ["", ...imports] : []),
    ...declarations.flatMap((declaration) => ["", ...declaration]),
  ];
  return `${lines.join("\n")}\n`;
}

/** The types of a module and nothing else, to check what imports them in a fraction of the time. */
export function typeDeclarationLines(file: ModuleFile): string {
  const isType = (lines: readonly string[]) =>
    lines.some((line) => line.startsWith("export type "));
  const declarations = file.declarations.filter(isType);
  const isUsed = declarations.some((lines) => lines.some((line) => line.includes("bare.")));
  const imports = isUsed ? file.imports : [];
  return moduleText({ ...file, imports, declarations });
}
