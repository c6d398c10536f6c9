/** The report of the generator's bench, and how it is printed as Markdown. */

import { type circumstances, circumstancesText } from "../results.js";
import type { ColdRun } from "./cold-run.js";
import { syntheticName, TYPE_COUNTS } from "./synthetic-protocol.js";

/** The contents of `results/codegen.json`. */
export type CodegenReport = {
  readonly circumstances: ReturnType<typeof circumstances>;
  readonly runs: readonly MeasuredRun[];
};

export type MeasuredRun = {
  readonly name: string;
  /** The medians of the rounds; that of the processor is null if it is unknown. */
  readonly wallMs: number;
  readonly processorMs: number | null;
  readonly rounds: readonly ColdRun[];
};

const ABOUT: { readonly [name: string]: string } = {
  node: "an empty Node process, which is the floor",
  "no-op": "`barewire generate` where nothing has changed",
  full: "`barewire generate --clean`: all schemas of the repository, each file anew",
  "pnpm --version": "pnpm alone",
  "pnpm build:codegen": "pnpm and turbo where the generator is built: the first half of the next",
  "pnpm codegen": "the command that a person runs, where nothing has changed",
};

export function codegenTable(report: CodegenReport): string {
  const rows = report.runs.map(({ name, wallMs, processorMs }) => {
    const about = ABOUT[name] ?? "a synthetic protocol, each file anew";
    return `| ${name} | ${seconds(wallMs)} | ${seconds(processorMs)} | ${about} |`;
  });
  return [
    "# Code generation",
    "",
    `${circumstancesText(report.circumstances)}.`,
    "Seconds from a cold process, medians of interleaved runs: by the clock, and of the processor,",
    "which other work on the machine changes less.",
    "",
    "| | clock | processor | |",
    "| --- | ---: | ---: | --- |",
    ...rows,
    "",
    ...shares(report),
    ...growth(report),
    "",
  ].join("\n");
}

/** The share of `pnpm codegen` that is not the command itself. */
function shares(report: CodegenReport): readonly string[] {
  const whole = runOf(report, "pnpm codegen");
  const command = runOf(report, "no-op");
  if (whole === undefined || command === undefined) return [];
  const share = 1 - command.wallMs / whole.wallMs;
  return [`Of \`pnpm codegen\`, ${Math.round(share * 100)} % is pnpm and turbo.`, ""];
}

/** Tells how time grows: twice the types take twice the time, and a constant part makes it less. */
function growth(report: CodegenReport): readonly string[] {
  const [small, middle, large] = TYPE_COUNTS.map((count) => runOf(report, syntheticName(count)));
  if (small === undefined || middle === undefined || large === undefined) return [];
  const processorMs = (run: MeasuredRun) => run.processorMs ?? Number.NaN;
  const clock = middle.wallMs / small.wallMs;
  const processor = processorMs(middle) / processorMs(small);
  const added = processorMs(middle) - processorMs(small);
  const addedNext = processorMs(large) - processorMs(middle);
  return [
    `${middle.name} take ${clock.toFixed(2)} times as long as ${small.name} by the`,
    `clock, ${processor.toFixed(2)} times of the processor. The next doubling adds`,
    `${(addedNext / added).toFixed(2)} times what this one adds, of the processor; 2 is linear.`,
  ];
}

function runOf({ runs }: CodegenReport, wanted: string): MeasuredRun | undefined {
  return runs.find(({ name }) => name === wanted);
}

function seconds(ms: number | null): string {
  return ms === null ? "" : (ms / 1000).toPrecision(3);
}
