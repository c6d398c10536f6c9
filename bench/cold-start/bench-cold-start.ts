/**
 * `pnpm bench cold-start`: the cold start of a sleeping database, for every step of the design that
 * this project came from, and for its own. What was recorded there must be reached exactly where
 * the algorithm is the same.
 */

import { loadavg } from "node:os";
import { circumstances, circumstancesText, writeResult } from "../results.js";
import { measureLadder } from "./measure-ladder.js";
import { type ColdStartOptions, readOptions, USAGE } from "./options.js";
import { drawPlots } from "./plots.js";
import { deviations, reportText } from "./report.js";
import { callTimes } from "./run-step.js";

export async function benchColdStart(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) {
    console.log(USAGE);
    return;
  }
  let options: ColdStartOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const loadBefore = loadAverage();
  const startMs = performance.now();
  const ladder = await measureLadder(options, (line) => {
    console.log(`${((performance.now() - startMs) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
  });
  const facts = { ...circumstances(), loadAverages: [loadBefore, loadAverage()] };
  const load = `load average ${facts.loadAverages.join(" before and ")} after`;
  const text = reportText(options, ladder, `${circumstancesText(facts)}, ${load}`);
  const rows = ladder.rows.map(({ run, ...row }) => {
    const { reads: _, fetches: __, ...measured } = run;
    return { ...row, ...measured, calls: callTimes(run) };
  });
  const prepared = ladder.prepared.map(({ databases, ...scenario }) => ({
    ...scenario,
    databases: databases.map(({ written: { reads: _, fetches: __, ...written }, ...database }) => ({
      ...database,
      written,
    })),
  }));
  // A quick run must not replace the results of a whole one.
  const file = args.includes("--quick") ? "cold-start-quick" : "cold-start";
  await writeResult(
    `${file}.json`,
    `${JSON.stringify({ ...facts, sqlite: ladder.sqlite, options, prepared, rows }, null, 1)}\n`,
  );
  await writeResult(`${file}.md`, text);
  for (const [name, svg] of drawPlots(ladder)) await writeResult(`${file}-${name}.svg`, svg);
  const different = deviations(options, ladder.rows);
  if (different.length === 0) return;
  console.error(`the counters are not those that were recorded:\n${different.join("\n")}`);
  process.exitCode = 1;
}

/** The processes that wanted to run in the last minute: more than cores make times useless. */
function loadAverage(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
