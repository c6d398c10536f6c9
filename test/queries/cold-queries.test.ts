/**
 * The round trips and pages of cold queries, exactly, on small databases. BAREWIRE_UPDATE=1 writes
 * the expected counts, whose difference is then reviewed.
 */

import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { countAll, type QueryCounts } from "../../bench/queries/cold-table.js";
import { PEERS, productStrategy, WHOLE_FILE } from "../../bench/queries/strategies.js";

const EXPECTED = new URL("expected-counts.jsonl", import.meta.url);
const SIZES = { posts: 4_000, documents: 256 } as const;

/** One line a query, so that a change shows as the lines that it has changed. */
function print(counts: readonly QueryCounts[]): string {
  const lines = counts.map(({ database, query, rows, touched, depth, strategies }) => {
    const cells = Object.entries(strategies).map(([name, run]) => [
      name,
      [run.waits, run.calls, run.pagesFetched],
    ]);
    const facts = { database, query, rows, touched, depth, ...Object.fromEntries(cells) };
    return `${JSON.stringify(facts)}\n`;
  });
  return lines.join("");
}

test("cold queries take exactly the round trips and pages that are recorded", async () => {
  const strategies = [productStrategy("barewire"), ...PEERS, WHOLE_FILE];
  const printed = print(await countAll(SIZES, strategies));
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(EXPECTED, printed);
  expect(printed).toBe(await readFile(EXPECTED, "utf8"));
});
