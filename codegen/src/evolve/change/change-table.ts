/** The change table that heads a step module. */

import type { SchemaDiff, TypeDiff } from "./diff.js";
import { shortChange } from "./explain-change.js";

export type ChangeRow = {
  readonly status: TypeDiff["status"];
  readonly name: string;
  /** One for each line; a type that only carries changes names the types it carries them from. */
  readonly changes: readonly string[];
};

export function changeRows(diff: SchemaDiff): readonly ChangeRow[] {
  return diff.types.map(({ name, status, changes, through }) => ({
    status,
    name,
    changes: status === "transitive" ? through : changes.map(shortChange).filter(isTelling),
  }));
}

/** Lines of equal columns: `changed    FetchPages    + atCommit: optional<u64>`. */
export function changeTableLines(rows: readonly ChangeRow[]): readonly string[] {
  const statusWidth = widest(rows.map(({ status }) => status));
  const nameWidth = widest(rows.map(({ name }) => name));
  return rows.flatMap(({ status, name, changes }) => {
    const [first = "", ...rest] = changes;
    const line = `${status.padEnd(statusWidth)}  ${name.padEnd(nameWidth)}  ${first}`;
    const indentation = " ".repeat(statusWidth + nameWidth + 4);
    return [line.trimEnd(), ...rest.map((text) => indentation + text)];
  });
}

/** That a type was added or removed is its status already. */
function isTelling(text: string): boolean {
  return text !== "+" && text !== "-";
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
