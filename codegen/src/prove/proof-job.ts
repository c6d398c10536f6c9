/**
 * The messages to and from the process of a proof. Only that process executes generated
 * code and decisions; the command that starts it reads what it says.
 */

import type { GoldenFile } from "../golden/golden-file.js";
import type { ProtocolSource } from "../schema/protocol-source.js";

export type ProofJob = {
  readonly source: ProtocolSource;
  /** URLs of the generated modules and of the decisions, by their names without an ending. */
  readonly generated: ReadonlyMap<string, string>;
  readonly decisions: ReadonlyMap<string, string>;
  readonly goldens: readonly GoldenFile[];
  readonly seed: number;
  readonly randomCount: number;
  /** The file that holds which function is running; see `activity.ts`. */
  readonly activityPath: string;
};

export type ProofMessage =
  /** The names that the numbers in the activity file stand for: index 0 is the number 1. */
  | { readonly kind: "activities"; readonly names: readonly string[] }
  | { readonly kind: "failed"; readonly failure: ProofFailure }
  | { readonly kind: "done"; readonly summary: ProofSummary };

export type ProofFailure = {
  readonly about:
    | { readonly kind: "cell" }
    | { readonly kind: "golden"; readonly version: number }
    | { readonly kind: "module"; readonly url: string };
  readonly message: string;
};

export type ProofSummary = {
  readonly cellCount: number;
  readonly carried: number;
  readonly refused: number;
  readonly oneWay: number;
  readonly goldenCount: number;
};
