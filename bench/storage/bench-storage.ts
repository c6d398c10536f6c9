/**
 * `pnpm bench storage`: compares the engine with direct use of its store: the same pages as rows
 * under their numbers, written and read with the same durability, in turns.
 *
 * Cold means without the cache of inflated pages. The file cache of the operating system is warm in
 * both cases, and for both sides.
 */

import { circumstances, circumstancesText, tableRow, writeResult } from "../results.js";
import { type Backend, lmdbBackend, postgresBackend } from "./backend.js";
import { type Counts, measureBackend, type Row } from "./measures.js";

const COUNTS: Counts = { commits: 400, reads: 120, compactions: 7 };

/** With `BAREWIRE_BENCH_SHARE=0.1` it measures a tenth as often, to check that it works. */
function counts(): Counts {
  const share = Number(process.env["BAREWIRE_BENCH_SHARE"] ?? 1);
  const part = (count: number): number => Math.max(1, Math.round(count * share));
  return {
    commits: part(COUNTS.commits),
    reads: part(COUNTS.reads),
    compactions: part(COUNTS.compactions),
  };
}

const BACKENDS: Readonly<Record<Backend["name"], () => Promise<Backend | string>>> = {
  lmdb: lmdbBackend,
  postgres: postgresBackend,
};

export async function benchStorage(filter: string): Promise<void> {
  const rows: Row[] = [];
  for (const [name, start] of Object.entries(BACKENDS)) {
    if (!name.includes(filter)) continue;
    const backend = await start();
    if (typeof backend === "string") {
      console.log(`${name}: left out, ${backend}`);
      continue;
    }
    try {
      rows.push(...(await measureBackend(backend, counts())));
    } finally {
      await backend.remove();
    }
  }
  const facts = circumstances();
  await writeResult("storage.json", `${JSON.stringify({ ...facts, rows }, null, 2)}\n`);
  await writeResult("storage.md", table(rows, circumstancesText(facts)));
}

function table(rows: readonly Row[], where: string): string {
  const lines = rows.map(({ backend, what, unit, engine, plain }) => {
    const ratio = (engine / plain).toFixed(2);
    return tableRow([backend, what, unit, digits(engine), digits(plain), ratio]);
  });
  return `# The storage engine

${where}.
Against the same store used plainly: the same pages as rows of their numbers, in turns, with the
same durability. Half of each page is noise and half is text, unless the row says otherwise; cold is
without the cache of inflated pages. Compaction is against reading and writing the same pages.

| store | what | unit | engine | plain | engine / plain |
| --- | --- | --- | ---: | ---: | ---: |
${lines.join("\n")}
`;
}

function digits(value: number): string {
  return value.toFixed(value < 100 ? 2 : 0);
}
