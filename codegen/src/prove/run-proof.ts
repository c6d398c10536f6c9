/**
 * The proof of one protocol: its modules are loaded, and every cell and golden entry is held
 * against them. What it executes may never return, so it says before each step what comes next.
 */

import type { Random } from "@barewire/inspect/values";
import { planProtocol } from "../planned-protocol.js";
import type { ProofJob, ProofMessage, ProofSummary } from "./proof-job.js";
import { proveGoldens } from "./prove-goldens.js";
import { proveProtocol } from "./prove-protocol.js";
import { loadProtocol, type Module, type RunningProtocol } from "./running-protocol.js";
import { cellsOf } from "./verdict.js";

export type ProofContext = {
  readonly load: (url: string) => Promise<Module>;
  /** Loads a module with another text than that of its file. */
  readonly loadText: (url: string, text: string) => Promise<Module>;
  readonly send: (message: ProofMessage) => void;
  /** Names what comes next, until something else is named. */
  readonly begin: (name: string) => void;
  /** Runs a function under a name, so that the name is known if it never returns. */
  readonly during: <T>(name: string, run: () => T) => T;
  readonly random: Random;
};

export async function runProof(job: ProofJob, context: ProofContext): Promise<void> {
  const plan = await planProtocol(job.source);
  // The command that starts the proof has planned the protocol before.
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics));
  const running = await loadRunning(job, context, plan.planned);
  if (running === null) return;
  const cells = cellsOf(running.planned, running.droppables);
  const { send, random } = context;
  const { randomCount } = job;
  const onCell = () => context.begin("the comparison of values");
  const proved = [...proveProtocol(running, cells, { random, randomCount, onCell })];
  for (const { failure } of proved) {
    if (failure !== null) send(failed({ kind: "cell" }, failure));
  }
  let goldenCount = 0;
  for (const file of job.goldens) {
    const { entryCount, failures } = proveGoldens(running, file);
    goldenCount += entryCount;
    const about = { kind: "golden", version: file.version } as const;
    for (const message of failures) send(failed(about, message));
  }
  const sum = (key: "carried" | "refused" | "oneWay") =>
    proved.reduce((total, { proof }) => total + proof[key], 0);
  const summary: ProofSummary = {
    cellCount: cells.length,
    carried: sum("carried"),
    refused: sum("refused"),
    oneWay: sum("oneWay"),
    goldenCount,
  };
  send({ kind: "done", summary });
}

type About = Extract<ProofMessage, { readonly kind: "failed" }>["failure"]["about"];

export function failed(about: About, message: string): ProofMessage {
  return { kind: "failed", failure: { about, message } };
}

/** Null after a module that cannot be loaded, which is a failure of its own. */
export async function loadRunning(
  job: ProofJob,
  context: ProofContext,
  planned: RunningProtocol["planned"],
): Promise<RunningProtocol | null> {
  let current = "";
  const from = (urls: ReadonlyMap<string, string>) => async (name: string) => {
    current = urls.get(name) ?? name;
    context.begin(`the module ${name}`);
    return await context.load(current);
  };
  const decide = from(job.decisions);
  try {
    return await loadProtocol(planned, {
      generated: from(job.generated),
      decisions: async (name) => watched(await decide(name), name, context),
      decided: [...job.decisions.keys()],
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the module cannot be loaded: ${reason}`;
    context.send(failed({ kind: "module", url: current }, message));
    return null;
  }
}

/**
 * Names each function of the decisions while it runs. Converters look a function up when they call
 * it, so it can be replaced in the object that they share.
 */
function watched(module: Module, step: string, { during }: ProofContext): Module {
  const { decisions } = module;
  if (typeof decisions !== "object" || decisions === null) {
    throw new Error("it does not export `decisions`");
  }
  for (const [key, answers] of Object.entries(decisions)) {
    if (typeof answers === "object" && answers !== null) {
      watchAnswers(answers as Record<string, unknown>, `the decision "${key}" of ${step}`, during);
    }
  }
  return module;
}

function watchAnswers(
  answers: Record<string, unknown>,
  title: string,
  during: ProofContext["during"],
): void {
  for (const [direction, answer] of Object.entries(answers)) {
    const name = `${title}, ${direction}`;
    if (typeof answer === "function") {
      const watched = (...values: readonly unknown[]) =>
        during(name, () => (answer as (...values: readonly unknown[]) => unknown)(...values));
      // A function without a parameter replaces a value on purpose, and is known by its length.
      answers[direction] = Object.defineProperty(watched, "length", { value: answer.length });
    } else if (typeof answer === "object" && answer !== null && "isDroppable" in answer) {
      watchAnswers(answer as unknown as Record<string, unknown>, name, during);
    }
  }
}
