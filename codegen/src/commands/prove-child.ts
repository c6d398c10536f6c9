/** The process of a proof: receives the job, executes it, and reports to the command. */

import { openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ProofJob, ProofMessage } from "../prove/proof-job.js";
import type { Module } from "../prove/running-protocol.js";
import { seededRandom } from "../seeded-random.js";
import { runJob } from "../upgrade/run-job.js";

/** The first message is the job; the process ends when it is done. */
export function listenForProof(): void {
  process.once("message", (job) => {
    // The command sends nothing else.
    prove(job as ProofJob).then(
      () => process.disconnect(),
      (error: unknown) => {
        // An error outside of converters is our own bug: its stack is for the standard error.
        console.error(error);
        process.exit(1);
      },
    );
  });
}

async function prove(job: ProofJob): Promise<void> {
  // The only end of the process that this file wants is that of its work.
  const send = (message: ProofMessage) => {
    process.send?.(message);
  };
  const { begin, during } = activityWriter(job.activityPath, send);
  let texts = 0;
  const loadText = async (url: string, text: string) => {
    texts += 1;
    const path = join(dirname(job.activityPath), `text-${texts}`);
    writeFileSync(path, text);
    return await load(`${url}?barewire-text=${encodeURIComponent(path)}`);
  };
  const random = seededRandom(job.seed);
  await runJob(job, { load, loadText, send, begin, during, random });
}

async function load(url: string): Promise<Module> {
  return await import(url);
}

/**
 * Keeps the number of what is running in a file, because a file still tells it when the process no
 * longer answers, or is gone. The second number changes with each entry.
 */
function activityWriter(path: string, send: (message: ProofMessage) => void) {
  const file = openSync(path, "r+");
  const cells = new Uint32Array(2);
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.push(name));
    send({ kind: "activities", names: [...names] });
    return names.length;
  };
  const write = (number: number) => {
    cells[0] = number;
    cells[1] = ((cells[1] ?? 0) + 1) >>> 0;
    writeSync(file, cells, 0, cells.byteLength, 0);
  };
  return {
    begin: (name: string) => write(numberOf(name)),
    during: <T>(name: string, run: () => T): T => {
      const outer = cells[0] ?? 0;
      write(numberOf(name));
      try {
        return run();
      } finally {
        write(outer);
      }
    },
  };
}
