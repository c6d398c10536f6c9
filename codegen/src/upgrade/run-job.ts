/** The work of the process of a proof: the proof with the declared examples, or the search. */

import { waysOf } from "../examples/read-examples.js";
import { generateProtocol } from "../generate.js";
import { planProtocol } from "../planned-protocol.js";
import type { ProofJob, UpgradeJob } from "../prove/proof-job.js";
import { failed, loadRunning, type ProofContext, runProof } from "../prove/run-proof.js";
import type { RunningProtocol } from "../prove/running-protocol.js";
import { buildSource } from "./build-source.js";
import { type Builds, conversionsOf, messageOf } from "./conversions.js";
import { faultText } from "./fault-text.js";
import { searchUpgrades } from "./search-upgrades.js";

export async function runJob(job: ProofJob, context: ProofContext): Promise<void> {
  const { upgrades, examples } = job;
  if (upgrades !== null) {
    await runSearch(job, upgrades, context);
    return;
  }
  if (examples.length > 0) await proveExamples(job, context);
  await runProof(job, context);
}

async function proveExamples(job: ProofJob, context: ProofContext): Promise<void> {
  const builds = await loadBuilds(job, context);
  const { convert } = conversionsOf(builds, job.examples);
  for (const example of job.examples) {
    const { newer, file, number } = example;
    if (!builds.has(newer.version)) continue;
    for (const { source, target } of waysOf(example)) {
      context.begin("the examples");
      const arrival = convert(messageOf(source), target.version);
      if (arrival.kind !== "fault" || arrival.fault !== "example") continue;
      context.send(failed({ kind: "example", file, number }, arrival.reason));
    }
  }
}

async function runSearch(job: ProofJob, upgrades: UpgradeJob, context: ProofContext) {
  const builds = await loadBuilds(job, context);
  const newest = [...builds.values()].at(-1);
  if (newest === undefined) return;
  const { directions } = upgrades;
  const subject = { planned: newest.planned, builds, examples: job.examples, directions };
  const onMessage = () => context.begin("the search of upgrades");
  const search = searchUpgrades(subject, upgrades, context.random, onMessage);
  for (const fault of search.faults) {
    const text = faultText(fault, search.jsonOf);
    const { example } = fault;
    const [older, newer] = [fault.message.version, fault.to].sort((left, right) => left - right);
    const about =
      example === null
        ? ({ kind: "upgrade", step: `v${older}-v${newer}` } as const)
        : ({ kind: "example", ...example } as const);
    context.send(failed(about, text));
  }
  const { losses, messageCount, stateCount, partialCount } = search;
  context.send({ kind: "searched", search: { losses, messageCount, stateCount, partialCount } });
}

/** The builds by their newest version, ascending; none after a module that cannot be loaded. */
async function loadBuilds(job: ProofJob, context: ProofContext): Promise<Builds> {
  const plan = await planProtocol(job.source);
  // The command that starts the process has planned the protocol before.
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics));
  const { planned } = plan;
  const running = await loadRunning(job, context, planned);
  const builds = new Map<number, RunningProtocol>();
  if (running === null) return builds;
  for (const version of planned.versions.slice(0, -1)) {
    context.begin("the builds of older versions");
    const older = await loadOlder(job, context, running, version);
    if (older !== null) builds.set(version, older);
  }
  return builds.set(planned.versions.at(-1) ?? 0, running);
}

/** The converters are those of the project; only the module that knows the versions is another. */
async function loadOlder(
  job: ProofJob,
  { loadText }: ProofContext,
  running: RunningProtocol,
  version: number,
): Promise<RunningProtocol | null> {
  const source = buildSource(job.source, running.planned, version);
  const plan = await planProtocol(source);
  const generated = await generateProtocol(source);
  const url = job.generated.get("versions");
  if (!plan.ok || !generated.ok || url === undefined) {
    throw new Error(`the build of v${version} cannot be generated`);
  }
  const text = generated.files.get(url.endsWith(".ts") ? "versions.ts" : "versions.js");
  if (text === undefined) throw new Error(`the build of v${version} has no versions module`);
  return { ...running, planned: plan.planned, versioned: await loadText(url, text) };
}
