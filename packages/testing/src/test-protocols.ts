/**
 * Tests of a project's protocols, one for each, in any test runner. Each test runs the proof of
 * `barewire test` in a process of its own, so a decision that never returns fails its test and does
 * not hang the runner.
 */

import { type ProtocolProof, proofOf, protocolNames } from "@barewire/codegen/testing";

export type { ProtocolProof } from "@barewire/codegen/testing";

export type ProtocolTestOptions = {
  /** The folder of `barewire.config.json`, or one below it. The working folder by default. */
  readonly folder?: string;
  /** All protocols of the configuration by default. */
  readonly protocols?: readonly string[];
  /** The seed of the random values, 1 by default: equal runs are equal. */
  readonly seed?: number;
  /** The random values of each message, 100 by default, beside those that cover its choices. */
  readonly values?: number;
  /** The seconds that one call of a decision may take, 10 by default. */
  readonly timeoutSeconds?: number;
};

/** The `test` of Vitest, of Jest, and of node:test. */
export type TestFunction = (name: string, run: () => Promise<void>, timeoutMs: number) => unknown;

/** A proof is a process that plans a protocol, so it takes seconds on a busy machine. */
const TEST_TIMEOUT_MS = 120_000;

/**
 * Declares one test for each protocol. The failure of a test is the text of all its findings.
 *
 * @example testProtocols(test, { folder: import.meta.dirname });
 */
export function testProtocols(test: TestFunction, options: ProtocolTestOptions = {}): void {
  const { folder = process.cwd(), protocols = protocolNames(folder) } = options;
  if (protocols.length === 0) {
    throw new RangeError(
      `expected a protocol to test, found none: 'folder' is ${folder}, and it needs a ` +
        "barewire.config.json in it or above it",
    );
  }
  for (const protocol of protocols) {
    const run = async () => {
      const { findings } = await proveProtocol(protocol, options);
      if (findings.length > 0) throw new Error(findings.join("\n\n"));
    };
    test(`${protocol}: every message of every version is carried as decided`, run, TEST_TIMEOUT_MS);
  }
}

/** Proves one protocol, and returns what is wrong with it. Writes nothing. */
export async function proveProtocol(
  protocol: string,
  { folder = process.cwd(), seed, values, timeoutSeconds }: ProtocolTestOptions = {},
): Promise<ProtocolProof> {
  return await proofOf(folder, protocol, { seed, values, timeoutSeconds });
}
