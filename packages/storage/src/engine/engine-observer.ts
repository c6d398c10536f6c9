/** `EngineObserver`: what the engine tells of itself while it runs. It never tells of contents. */

import type { DatabaseId } from "../sqlite-store.js";
import type { MetricLabels, MetricName } from "./metrics.js";

/** What is worth a line in a log; how loud is for the reader to say. */
export type EngineEvent =
  | { readonly kind: "fence-mismatch"; readonly database: DatabaseId }
  /** Opening or closing has removed rows that belonged to no commit. */
  | {
      readonly kind: "recovered";
      readonly database: DatabaseId;
      readonly rowCount: number;
      readonly size: number;
    }
  /** It will be tried again. `cause` is for a local log and may name paths. */
  | { readonly kind: "compaction-failed"; readonly database: DatabaseId; readonly cause: unknown }
  /** The stored preload hints cannot be read, so the database was opened without them. */
  | {
      readonly kind: "hints-ignored";
      readonly database: DatabaseId;
      readonly fault: "newer" | "corrupt";
    }
  /** A staged commit that was not finalized in time has been removed. */
  | { readonly kind: "stage-expired"; readonly database: DatabaseId; readonly txid: bigint };

export interface EngineObserver {
  /** A counter rises by `value`, a gauge is set to it, a histogram notes it. Must not throw. */
  record<Name extends MetricName>(name: Name, value: number, labels: MetricLabels<Name>): void;
  /** Must not throw. */
  onEvent(event: EngineEvent): void;
}

export const NOOP_OBSERVER: EngineObserver = {
  record: () => {},
  onEvent: () => {},
};
