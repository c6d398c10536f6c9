/** The rules for the names of top-level definitions. */

import type { Problem } from "./diagnostic.js";
import { pascalCase } from "./spelling.js";
import type { Definition } from "./syntax.js";

export function checkDefinitions(definitions: readonly Definition[]): readonly Problem[] {
  const problems: Problem[] = [];
  const defined = new Set<string>();
  for (const { name, offset } of definitions) {
    if (!isPascalCase(name)) {
      const isAllUpperCase = name === name.toUpperCase();
      const meant = pascalCase(isAllUpperCase ? name.toLowerCase() : name);
      const suggestion = isPascalCase(meant) ? `did you mean '${meant}'?` : null;
      problems.push({
        offset,
        message: `the type name '${name}' is not in PascalCase`,
        suggestion,
      });
    }
    if (defined.has(name)) {
      const suggestion = "rename or remove one of the two";
      problems.push({ offset, message: `the type '${name}' is already defined`, suggestion });
    }
    defined.add(name);
  }
  return problems;
}

function isPascalCase(name: string): boolean {
  return /^[A-Z][A-Za-z\d]*$/.test(name);
}
