/**
 * The ends of relative import specifiers: tools disagree about them. `tsc`, bundlers and Node want
 * `.js` for what will be compiled, Node's own TypeScript and Deno `.ts`, and some bundlers none.
 */

import type { EmitOptions, ImportExtension } from "../schema/representation.js";

const ENDINGS: { readonly [Name in ImportExtension]: string } = { js: ".js", ts: ".ts", none: "" };

/** A line that imports, or the last line of an import, from a module of the same project. */
const RELATIVE_IMPORT = /^((?:import|export|\}) .*from "|\} from ")(\.\.?\/[^"]*)\.js(";)$/gm;

/** The specifier of a generated module, or of a module of decisions, without an ending. */
export function moduleSpecifier(path: string, { importExtension }: EmitOptions): string {
  return `${path}${ENDINGS[importExtension]}`;
}

/** Gives the relative imports of a module's text their ending. The runtime's stays as it is. */
export function withImportExtension(text: string, options: EmitOptions): string {
  if (options.importExtension === "js") return text;
  return text.replace(RELATIVE_IMPORT, (whole, start: string, path: string, end: string) => {
    const specifier = `${path}.js`;
    const isRuntime = specifier === options.runtime || path.startsWith(`${options.runtime}/`);
    return isRuntime ? whole : `${start}${moduleSpecifier(path, options)}${end}`;
  });
}
