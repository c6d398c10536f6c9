/** The proof of `barewire test` for `@barewire/testing`, which runs it in other test runners. */

import { CommandFailure } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { locateProtocols } from "./locate-protocols.js";
import { PIPELINE } from "./pipeline.js";
import { testProtocols } from "./test-command.js";

export type ProtocolProof = {
  /** The findings, each with its file, line and column, and what to do; empty if nothing is. */
  readonly findings: readonly string[];
  /** One line that says how much was proved; null if the protocol could not be run. */
  readonly summary: string | null;
};

export type ProofSettings = {
  readonly seed?: number | undefined;
  readonly values?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
};

/**
 * The protocols of the configuration in `folder` or above it.
 *
 * @throws Error if there is no configuration, or if it is wrong.
 */
export function protocolNames(folder: string): readonly string[] {
  const { protocols, problems } = locateProtocols({ kind: "config", protocols: [] }, ioOf(folder));
  if (problems.length > 0) throw new Error(problems.map(({ lines }) => lines).join("\n\n"));
  return protocols.map(({ protocol }) => protocol);
}

export async function proofOf(
  folder: string,
  protocol: string,
  { seed, values, timeoutSeconds }: ProofSettings,
): Promise<ProtocolProof> {
  const flags = {
    check: true as const,
    ...(seed === undefined ? {} : { seed: `${seed}` }),
    ...(values === undefined ? {} : { values: `${values}` }),
    ...(timeoutSeconds === undefined ? {} : { timeout: `${timeoutSeconds}` }),
  };
  try {
    const { findings, summaries } = await testProtocols([protocol], flags, ioOf(folder));
    return { findings: findings.map(({ lines }) => lines), summary: summaries[0] ?? null };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new Error(`barewire: ${error.message}`, { cause: error });
  }
}

function ioOf(folder: string): CommandIo {
  return {
    workingFolder: folder,
    print: () => {},
    printError: () => {},
    nowMs: () => performance.now(),
    pipeline: PIPELINE,
  };
}
