/** What the thread of a database asks its host while SQLite waits, and what it is told. */

import type { DatabaseIssue } from "../database-error.js";
import type { PrefetchSwitch } from "../prefetch/page-resolver.js";
import type { SettledDatabase } from "../session/database-session.js";

/** Pages of one commit, one after another in `bytes`. */
export interface PageBatch {
  readonly pgnos: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type WorkerRequest =
  /** Pages to be put where they land; at most as many as fit. */
  | {
      readonly kind: "pages";
      readonly pgnos: readonly number[];
      readonly prefetch: PrefetchSwitch;
    }
  | { readonly kind: "commit"; readonly batch: PageBatch; readonly dbSizePages: number }
  /** To find out what has become of a commit that failed without an response. */
  | { readonly kind: "settle" }
  | { readonly kind: "stage-begin" }
  | {
      readonly kind: "stage";
      readonly txid: string;
      readonly chunkIndex: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly position: "middle" | "last";
    }
  | { readonly kind: "stage-finalize"; readonly txid: string; readonly dbSizePages: number }
  /** Pages of a staged commit that is durable, for the cache. */
  | { readonly kind: "install"; readonly batch: PageBatch; readonly dbSizePages: number }
  | { readonly kind: "truncate" };

/** Text, for it travels as JSON; `txid` is decimal. */
export type WorkerResponse =
  | { readonly kind: "done" }
  | { readonly kind: "settled"; readonly settled: SettledDatabase }
  | { readonly kind: "staged"; readonly txid: string }
  | { readonly kind: "refused"; readonly issue: DatabaseIssue };
