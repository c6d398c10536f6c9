/** The rules for the names of top-level definitions. */

import type { Definition } from "../syntax/definition.js";
import type { Problem } from "./diagnostic.js";
import { pascalCase } from "./spelling.js";

export function checkDefinitions(definitions: readonly Definition[]): readonly Problem[] {
  const problems: Problem[] = [];
  const defined = new Set<string>();
  for (const { name, offset, nameOffset } of definitions) {
    if (!isPascalCase(name)) {
      const isAllUpperCase = name === name.toUpperCase();
      const meant = pascalCase(isAllUpperCase ? name.toLowerCase() : name);
      const suggestion = isPascalCase(meant) ? `did you mean '${meant}'?` : null;
      problems.push({
        code: "type-name",
        offset,
        end: nameOffset + name.length,
        message: `the type name '${name}' is not in PascalCase`,
        suggestion,
      });
    }
    if (defined.has(name)) {
      const suggestion = "rename or remove one of the two";
      const message = `the type '${name}' is already defined`;
      const end = nameOffset + name.length;
      problems.push({ code: "type-twice", offset, end, message, suggestion });
    }
    defined.add(name);
  }
  return problems;
}

function isPascalCase(name: string): boolean {
  return /^[A-Z][A-Za-z\d]*$/.test(name);
}
