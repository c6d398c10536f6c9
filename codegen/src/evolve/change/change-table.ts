/** The change table that heads a step module. */

import type { Change } from "./change.js";
import type { ClassifiedChange } from "./classify.js";
import type { SchemaDiff, TypeDiff } from "./diff.js";
import { shortChange } from "./explain-change.js";

export type ChangeRow = {
  readonly status: TypeDiff["status"];
  readonly name: string;
  /** One for each line; a type that only carries changes names the types it carries them from. */
  readonly changes: readonly string[];
};

export function changeRows(
  diff: SchemaDiff,
  classified: readonly ClassifiedChange[],
): readonly ChangeRow[] {
  const byChange = new Map(classified.map((found) => [found.change, found]));
  return diff.types.map(({ name, status, changes, through }) => ({
    status,
    name,
    changes:
      status === "transitive"
        ? through
        : changes.map((change) => rowText(change, byChange.get(change))).filter(isTelling),
  }));
}

function rowText(change: Change, classified: ClassifiedChange | undefined): string {
  const text = shortChange(change);
  const verdicts = [classified?.upgrade, classified?.downgrade];
  const isByHand = verdicts.some(
    (verdict) => verdict?.kind === "decided" && verdict.answer?.policy === "function",
  );
  const isOneSided = change.kind.endsWith("-added") || change.kind.endsWith("-removed");
  return isByHand && !isOneSided ? `${text} (by hand)` : text;
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

/** The status of a type already says that it was added or removed, so its text need not. */
function isTelling(text: string): boolean {
  return text !== "+" && text !== "-";
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
