/** Adds scripts to the text of a package.json, and leaves everything else of it as it is. */

import { applyEdits, modify } from "jsonc-parser";

export type WithScripts = {
  readonly text: string;
  /** The names that were free. */
  readonly added: readonly string[];
};

/** A script that is there is kept, whatever it does. */
export function addScripts(
  text: string,
  present: ReadonlySet<string>,
  scripts: Readonly<Record<string, string>>,
): WithScripts {
  const added = Object.keys(scripts).filter((name) => !present.has(name));
  const indentation = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indentation.includes("\t"),
    tabSize: indentation.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  let changed = text;
  for (const name of added) {
    const edits = modify(changed, ["scripts", name], scripts[name], { formattingOptions });
    changed = applyEdits(changed, edits);
  }
  return { text: changed, added };
}
