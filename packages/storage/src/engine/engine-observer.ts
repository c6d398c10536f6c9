/**
 * `EngineObserver`: the events and metrics that the engine reports while it runs. They hold no
 * contents of databases.
 */

import type { DatabaseId } from "../sqlite-store.js";
import type { MetricLabels, MetricName } from "./metrics.js";

/** An event that is worth a line in a log; the reader chooses the log level. */
export type EngineEvent =
  | { readonly kind: "fence-mismatch"; readonly database: DatabaseId }
  /** Opening or closing has removed rows that belonged to no commit. */
  | {
      readonly kind: "recovered";
      readonly database: DatabaseId;
      readonly rowCount: number;
      readonly size: number;
    }
  /** Compaction will be tried again. `cause` is for a local log and may name paths. */
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
  /**
   * Adds `value` to a counter, sets a gauge to it, or observes it in a histogram. Must not throw.
   */
  record<Name extends MetricName>(name: Name, value: number, labels: MetricLabels<Name>): void;
  /** Is told of each event. Must not throw. */
  onEvent(event: EngineEvent): void;
}

export const NOOP_OBSERVER: EngineObserver = {
  record: () => {},
  onEvent: () => {},
};
