/**
 * Starts the process that proves one protocol, and watches it. Decisions are code of the project:
 * they may run for ever, end the process or exhaust its memory, and each of these is a finding that
 * names the function.
 */

import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type {
  ProofFailure,
  ProofJob,
  ProofMessage,
  ProofSummary,
  UpgradeSummary,
} from "../prove/proof-job.js";

export type ProofOutcome = {
  readonly failures: readonly ProofFailure[];
  /** Null if the process ended before all was proved. */
  readonly summary: ProofSummary | null;
  /** Null if no search was wanted, or the process ended before it. */
  readonly search: UpgradeSummary | null;
  /** Says why the process ended too early, with the name of the function; null if it did not. */
  readonly end: string | null;
};

export type ProofLimits = {
  /** The time that one call of a function of the decisions may take. */
  readonly callMs: number;
  readonly memoryMb: number;
};

export async function proveInProcess(
  job: Omit<ProofJob, "activityPath">,
  projectFolder: string,
  limits: ProofLimits,
): Promise<ProofOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-proof-"));
  try {
    const activityPath = join(folder, "activity");
    writeFileSync(activityPath, new Uint8Array(8));
    return await watch(start(projectFolder, limits), { ...job, activityPath }, limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CHILD = fileURLToPath(new URL("../../bin/prove.mjs", import.meta.url));

const IS_SOURCE = import.meta.url.endsWith(".ts");

function start(projectFolder: string, { memoryMb }: ProofLimits): ChildProcess {
  return fork(CHILD, [compilerPath(projectFolder) ?? "", IS_SOURCE ? "src" : "dist"], {
    cwd: projectFolder,
    execArgv: [
      `--max-old-space-size=${memoryMb}`,
      "--no-warnings",
      ...(IS_SOURCE ? ["--conditions=@barewire/source"] : []),
    ],
    serialization: "advanced",
    // Findings are on our standard output, so what a decision prints goes to the standard error.
    stdio: ["ignore", 2, 2, "ipc"],
  });
}

/** The TypeScript of the project; null where it has none. */
function compilerPath(projectFolder: string): string | null {
  try {
    return createRequire(join(projectFolder, "package.json")).resolve("typescript");
  } catch {
    return null;
  }
}

/** The limit of each step of a proof; decisions, cells and modules have shorter ones. */
const STEP_MS = 120_000;

/** Loading transpiles files, and decisions may import many of them. */
const LOADING_CALLS = 5;

const POLL_MS = 100;

async function watch(
  child: ChildProcess,
  job: ProofJob,
  limits: ProofLimits,
): Promise<ProofOutcome> {
  const failures: ProofFailure[] = [];
  let names: readonly string[] = [];
  let summary: ProofSummary | null = null;
  let search: UpgradeSummary | null = null;
  let stopped: string | null = null;
  child.on("message", (message) => {
    // The child is our own program.
    const told = message as ProofMessage;
    if (told.kind === "activities") names = told.names;
    else if (told.kind === "failed") failures.push(told.failure);
    else if (told.kind === "done") summary = told.summary;
    else search = told.search;
  });
  const activity = activityReader(job.activityPath);
  const timer = setInterval(() => {
    const { number, unchangedMs } = activity();
    const name = names[number - 1];
    const isCall = name?.startsWith("the decision") ?? false;
    const isLoading = name?.startsWith("the module") ?? false;
    const loadingMs = isLoading ? limits.callMs * LOADING_CALLS : STEP_MS;
    const limitMs = isCall ? limits.callMs : loadingMs;
    const isLarge = residentMb(child.pid) > limits.memoryMb * 2;
    if (unchangedMs < limitMs && !isLarge) return;
    stopped ??= isLarge ? "uses too much memory" : `does not return within ${limitMs / 1000} s`;
    child.kill("SIGKILL");
  }, POLL_MS);
  try {
    child.send(job);
    const { code, signal } = await new Promise<ChildEnd>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal }));
    });
    const name = names[activity().number - 1] ?? "the process of the proof";
    const isDone = summary !== null || search !== null;
    return { failures, summary, search, end: endText(name, { code, signal, stopped, isDone }) };
  } finally {
    clearInterval(timer);
  }
}

type ChildEnd = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

type ToldEnd = ChildEnd & {
  readonly stopped: string | null;
  readonly isDone: boolean;
};

function endText(name: string, { code, signal, stopped, isDone }: ToldEnd): string | null {
  if (stopped !== null) return `${name} ${stopped}`;
  if (isDone) return null;
  if (signal === "SIGABRT" || code === 134) return `${name} uses too much memory`;
  if (signal !== null) return `${name} ended the process by ${signal}`;
  return `${name} ended the process with code ${code}`;
}

/** Says which number is in the file, and for how long it has been the same entry. */
function activityReader(path: string) {
  let last = "";
  let sinceMs = performance.now();
  return () => {
    const bytes = readFileSync(path);
    const entry = bytes.toString("hex");
    if (entry !== last) sinceMs = performance.now();
    last = entry;
    return { number: bytes.readUInt32LE(0), unchangedMs: performance.now() - sinceMs };
  };
}

const PAGE_MB = 4096 / 2 ** 20;

/** The memory of a process, which on Linux counts buffers outside of the heap; 0 elsewhere. */
function residentMb(pid: number | undefined): number {
  try {
    const [, pages = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return Number(pages) * PAGE_MB;
  } catch {
    return 0;
  }
}
