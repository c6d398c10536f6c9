/**
 * The messages to and from the process of a proof. Only that process executes generated
 * code and decisions; the command that starts it reads what it says.
 */

import type { Example } from "../examples/read-examples.js";
import type { GoldenFile } from "../golden/golden-file.js";
import type { MessageDirections, ProtocolSource } from "../schema/protocol-source.js";

export type ProofJob = {
  readonly source: ProtocolSource;
  /** URLs of the generated modules and of the decisions, by their names without an ending. */
  readonly generated: ReadonlyMap<string, string>;
  readonly decisions: ReadonlyMap<string, string>;
  readonly goldens: readonly GoldenFile[];
  readonly examples: readonly Example[];
  /** The search that is wanted in place of the proof; null for the proof. */
  readonly upgrades: UpgradeJob | null;
  readonly seed: number;
  readonly randomCount: number;
  /** The file that holds which function is running; see `activity.ts`. */
  readonly activityPath: string;
};

export type UpgradeSettings = {
  /** Random values of each message and version; each has a random history of its own. */
  readonly randomCount: number;
  /** The number of states of one message that are visited. */
  readonly maxStates: number;
};

export type UpgradeJob = UpgradeSettings & { readonly directions: MessageDirections | null };

export type ProofMessage =
  /** The names that the numbers in the activity file stand for: index 0 is the number 1. */
  | { readonly kind: "activities"; readonly names: readonly string[] }
  | { readonly kind: "failed"; readonly failure: ProofFailure }
  | { readonly kind: "done"; readonly summary: ProofSummary }
  | { readonly kind: "searched"; readonly search: UpgradeSummary };

export type ProofFailure = {
  readonly about:
    | { readonly kind: "cell" }
    | { readonly kind: "golden"; readonly version: number }
    | { readonly kind: "example"; readonly file: string; readonly number: number }
    /** A step such as `v1-v2`. */
    | { readonly kind: "upgrade"; readonly step: string }
    | { readonly kind: "module"; readonly url: string };
  readonly message: string;
};

export type UpgradeSummary = {
  readonly losses: readonly string[];
  readonly messageCount: number;
  readonly stateCount: number;
  readonly partialCount: number;
};

export type ProofSummary = {
  readonly cellCount: number;
  readonly carried: number;
  readonly refused: number;
  readonly oneWay: number;
  readonly goldenCount: number;
};
