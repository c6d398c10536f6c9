/** The report of the cold starts, in Markdown. */

import { readTraces } from "../../test/traces/recorded-trace.js";
import { tableRow } from "../results.js";
import { BEYOND, type RecordedCounters, SAME_STEPS, STEPS, type Step } from "./ladder.js";
import type { Ladder, LadderRow, PreparedScenario } from "./measure-ladder.js";
import type { ColdStartOptions } from "./options.js";
import { callTimes } from "./run-step.js";
import { SCENARIOS } from "./scenario.js";

/** The payload of the record. */
const RECORDED_SIZE = 50 * 1_048_576;

export function reportText(options: ColdStartOptions, ladder: Ladder, where: string): string {
  const { prepared, missing, sqlite } = ladder;
  const mebibytes = options.sizeBytes / 1_048_576;
  const missingText = missing.map((reason) => `Not measured: ${reason}.\n`).join("");
  return `# Cold starts

${where}.
${missingText}
A database with ${mebibytes} MiB of payload sleeps; an actor wakes up to it and reads all of it.
Server and actors are processes of their own, over WebSockets and a proxy that adds the round
trip${conditionsText(options)}.
Every run has a copy of the database. An actor sleeps when the server has logged that its
connection is closed. Calls are those of the server's request log and pages those of its metrics;
the client's counters are the same. Times are milliseconds, medians of ${options.rounds}; a run of more than 5 seconds is not
repeated. ${sqlite}.
${traceText(options, ladder.rows)}

## What is stored

${storedTable(prepared)}

${scenarioNotes(prepared)}
${prepared.map((scenario) => scenarioText(scenario, options, ladder.rows)).join("\n")}`;
}

function conditionsText({ jitterMs, megabitsPerSecond, seed }: ColdStartOptions): string {
  const jitter = jitterMs === 0 ? "" : `, a jitter of ${jitterMs} ms (seed ${seed})`;
  const bandwidth = megabitsPerSecond === null ? "" : `, ${megabitsPerSecond} Mbit/s`;
  return `${jitter}${bandwidth}`;
}

function storedTable(prepared: readonly PreparedScenario[]): string {
  const columns = [
    "inline deltas",
    "chunked deltas",
    "pages in deltas",
    "shards",
    "MB",
    "write",
    "insert",
    "commit",
    "random",
    "hot read",
  ];
  const lines = prepared.flatMap(({ store, scenario, databases }) =>
    databases.map(({ schema, state, written }) => {
      const write = written.actions.find(({ parts }) => parts !== undefined);
      const hot = written.actions.find(({ kind }) => kind === "read-all");
      return tableRow([
        `${store}, ${scenario}: ${schema}`,
        state.inlineDeltas,
        state.chunkedDeltas,
        state.pagesInDeltas,
        state.shards,
        (state.bytes / 1e6).toFixed(1),
        ms(write?.ms ?? written.actions[0]?.ms),
        ms(write?.parts?.insert),
        ms(write?.parts?.commit),
        ms(write?.parts?.random),
        ms(hot?.ms),
      ]);
    }),
  );
  return `${tableHead("", columns)}\n${lines.join("\n")}`;
}

function scenarioNotes(prepared: readonly PreparedScenario[]): string {
  const names = [...new Set(prepared.map(({ scenario }) => scenario))];
  return names.map((name) => `- ${name}: ${SCENARIOS[name].about}.\n`).join("");
}

function scenarioText(
  { store, scenario }: PreparedScenario,
  options: ColdStartOptions,
  rows: readonly LadderRow[],
): string {
  const own = rows.filter((row) => row.store === store && row.scenario === scenario);
  const pings = options.rttsMs.map((rttMs) => {
    const times = own.find((row) => row.rttMs === rttMs)?.pings;
    if (times === undefined) return `${rttMs} ms`;
    const { medianMs, minMs, maxMs } = times;
    const [median, least, most] = [medianMs, minMs, maxMs].map((value) => value.toFixed(1));
    return `${rttMs} ms (pings take ${median}, from ${least} to ${most})`;
  });
  return `
## ${store}, ${scenario}

Round trips: ${pings.join(", ")}.

${countersTable(own, options)}

${timesTable(own, options)}
`;
}

const COUNTER_COLUMNS = [
  "recorded calls",
  "calls",
  "ranges",
  "recorded pages",
  "pages",
  "prefetched",
  "used",
  "wasted",
  "preloaded",
  "requested",
  "hits",
  "hit ratio",
  "as recorded",
];

function countersTable(rows: readonly LadderRow[], options: ColdStartOptions): string {
  const lines: string[] = [];
  for (const step of [...STEPS, ...BEYOND]) {
    const row = rows.find((other) => other.step === step.name);
    if (row === undefined) continue;
    lines.push(counterLine(step, row, options));
    for (const { name, change, sameAs } of SAME_STEPS.filter((same) => same.sameAs === step.name)) {
      lines.push(tableRow([`${name}: ${change}; as ${sameAs}`, ...COUNTER_COLUMNS.map(() => "")]));
    }
  }
  return `${tableHead("counters", COUNTER_COLUMNS)}\n${lines.join("\n")}`;
}

function counterLine(step: Step, { run }: LadderRow, { sizeBytes }: ColdStartOptions): string {
  const { counters } = run;
  const recorded = sizeBytes === RECORDED_SIZE ? step.recorded : undefined;
  return tableRow([
    `${step.name}: ${step.change}`,
    recorded?.calls ?? "",
    counters.calls,
    counters.rangeCalls,
    recorded?.pages ?? "",
    counters.pages,
    counters.prefetched,
    counters.used,
    counters.wasted,
    counters.preloaded,
    counters.requested,
    counters.hits,
    `${((100 * counters.hits) / counters.requested).toFixed(2)} %`,
    verdict(step, recorded, differences(step, run.counters)),
  ]);
}

function verdict(
  step: Step,
  recorded: RecordedCounters | undefined,
  different: readonly string[],
): string {
  if (recorded === undefined) return "";
  if (different.length === 0) return "equal";
  const { modelled } = step;
  return modelled === undefined
    ? `differs: ${different.join(", ")}`
    : `by chance; its model gives ${modelled.calls} and ${modelled.pages}`;
}

const COMPARED = ["calls", "pages", "prefetched", "requested"] as const;

/** The counters of a step that are not those that were recorded. */
function differences(step: Step, counters: LadderRow["run"]["counters"]): readonly string[] {
  const expected: Partial<RecordedCounters> = step.recorded ?? {};
  return COMPARED.filter(
    (name) => expected[name] !== undefined && counters[name] !== expected[name],
  );
}

/** The counters and reads that must be those of the record and are not; none at another size. */
export function deviations(
  { sizeBytes }: ColdStartOptions,
  rows: readonly LadderRow[],
): readonly string[] {
  if (sizeBytes !== RECORDED_SIZE) return [];
  const steps = new Map([...STEPS, ...BEYOND].map((step) => [step.name, step]));
  return rows.flatMap(({ step: name, store, scenario, rttMs, run }) => {
    const step = steps.get(name);
    if (step === undefined) return [];
    const different = [
      ...(step.mustEqual ? differences(step, run.counters) : []),
      ...modelDifferences(step, run.counters),
      ...traceDifferences(step, run.reads),
    ];
    return different.map((what) => `${store}, ${scenario}, ${rttMs} ms: ${name}: ${what}`);
  });
}

function modelDifferences(
  { modelled }: Step,
  { calls, pages }: LadderRow["run"]["counters"],
): readonly string[] {
  if (modelled === undefined) return [];
  const isEqual = calls === modelled.calls && pages === modelled.pages;
  return isEqual ? [] : [`${calls} calls and ${pages} pages are not those of the model`];
}

/** Tells at which read a session departs from the recorded trace of its step. */
function traceDifferences({ trace }: Step, reads: readonly number[]): readonly string[] {
  if (trace === undefined) return [];
  // A negative number is a page that was written.
  const recorded = readTraces()[trace].pages.filter((pgno) => pgno > 0);
  const first = recorded.findIndex((pgno, index) => reads[index] !== pgno);
  if (first === -1 && reads.length === recorded.length) return [];
  return [`read ${first === -1 ? recorded.length : first} is not that of the recorded trace`];
}

/** Says of which steps SQLite has read the pages of a recorded trace, in its order. */
function traceText({ sizeBytes }: ColdStartOptions, rows: readonly LadderRow[]): string {
  if (sizeBytes !== RECORDED_SIZE) return "";
  const equal = [...STEPS, ...BEYOND].filter((step) => {
    const own = rows.filter(({ step: name }) => name === step.name);
    const isEqual = own.every(({ run }) => traceDifferences(step, run.reads).length === 0);
    return step.trace !== undefined && own.length > 0 && isEqual;
  });
  const names = equal.map(({ name, recorded }) => `${name} (${recorded?.requested} reads)`);
  return `SQLite reads exactly the pages of the recorded traces, in their order, in: ${names.join(", ")}.`;
}

/** The columns of each round trip. */
const TIME_COLUMNS = [
  "wake",
  "open",
  "read",
  "min - max",
  "waited",
  "all calls",
  "p50 / p95 / p99 of a call",
];

function timesTable(rows: readonly LadderRow[], { rttsMs }: ColdStartOptions): string {
  const columns = [
    "recorded transport",
    ...rttsMs.flatMap((rttMs) => TIME_COLUMNS.map((column) => `${column}, ${rttMs} ms`)),
  ];
  const lines = [...STEPS, ...BEYOND].flatMap((step) => {
    const own = rows.filter((row) => row.step === step.name);
    if (own.length === 0) return [];
    const transportMs = step.recorded?.transportMs;
    const recorded = transportMs === undefined || Number.isNaN(transportMs) ? "" : ms(transportMs);
    const cells = rttsMs.flatMap((rttMs) => timeCells(own.find((row) => row.rttMs === rttMs)));
    return tableRow([step.name, recorded, ...cells]);
  });
  return `${tableHead("times", columns)}\n${lines.join("\n")}`;
}

function timeCells(row: LadderRow | undefined): readonly string[] {
  if (row === undefined) return TIME_COLUMNS.map(() => "");
  const { run, readsMs } = row;
  const { sumMs, p50Ms, p95Ms, p99Ms } = callTimes(run);
  return [
    ms(run.wakeMs ?? undefined),
    ms(run.openMs),
    ms(run.readMs),
    `${ms(Math.min(...readsMs))} - ${ms(Math.max(...readsMs))}`,
    ms(run.waitedMs),
    ms(sumMs),
    [p50Ms, p95Ms, p99Ms].map(ms).join(" / "),
  ];
}

function ms(value: number | undefined): string {
  return value === undefined ? "" : value.toFixed(0);
}

function tableHead(first: string, columns: readonly string[]): string {
  return `| ${first} | ${columns.join(" | ")} |\n| --- |${columns.map(() => " ---: |").join("")}`;
}
