/**
 * The worker protocol: the messages between the host thread and the worker of a database, besides
 * the memory that they share.
 *
 * The host sends `start` and commands. While SQLite carries out a command it may need pages or a
 * commit: then the worker sends a request and blocks until the response is in the control block.
 */

import type { DatabaseIssue } from "../database-error.js";
import type { ChunkPosition, CommitPage, PrefetchSwitch, SettledDatabase } from "../page-store.js";
import type { QueryPlan, StatementRun } from "../plan/query-plan.js";
import type { CommandKind, InputOf, OutputOf } from "../sqlite/commands.js";
import type { EngineSettings } from "../sqlite/engine.js";
import type { CompiledSqlite } from "../sqlite/sqlite-module.js";
import type { SlabMemory } from "./page-table.js";

export type ToWorker =
  | {
      /** The first message, and the first one after the command `close`. */
      readonly kind: "start";
      /** The compiled code; null if the build of SQLite loads its code by itself. */
      readonly compiled: CompiledSqlite | null;
      readonly slab: SlabMemory;
      readonly databaseId: number;
      readonly control: SharedArrayBuffer;
      readonly channel: {
        readonly memory: SharedArrayBuffer;
        /** Tells whether a thread may look into memory while it waits, as another one can run. */
        readonly looks: boolean;
      };
      readonly settings: EngineSettings;
    }
  | {
      readonly kind: "command";
      readonly id: number;
      readonly command: CommandKind;
      readonly input: InputOf<CommandKind>;
    };

/**
 * `accesses` notifies the host that the access log holds pages that were read from the slab. The id
 * 0 in `failed` means that the start has failed.
 */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "request"; readonly number: number; readonly request: WorkerRequest }
  | { readonly kind: "accesses" }
  | { readonly kind: "failed"; readonly id: number; readonly failure: PlainError }
  | { readonly kind: "done"; readonly id: number; readonly output: OutputOf<CommandKind> };

/** A `DatabaseError` as plain data. */
export interface PlainError {
  readonly issue: DatabaseIssue;
  readonly message: string;
}

/** A run whose plan, if it is that of the run before, is not sent again. */
export interface SentRun extends Omit<StatementRun, "plan"> {
  readonly plan: QueryPlan | "as before";
}

/**
 * A call of the `PageStore` while SQLite waits. The pages of a commit share one buffer, which is
 * transferred. A txid is decimal text.
 */
export type WorkerRequest =
  | {
      readonly kind: "page";
      readonly pgno: number;
      readonly prefetch: PrefetchSwitch;
      /** The statement that reads the page, where it is another one than before. */
      readonly run?: SentRun | null;
    }
  | {
      readonly kind: "commit";
      readonly pages: readonly CommitPage[];
      readonly dbSizePages: number;
    }
  | { readonly kind: "settle" }
  | { readonly kind: "stage-begin" }
  | {
      readonly kind: "stage";
      readonly txid: string;
      readonly chunkIndex: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly position: ChunkPosition;
    }
  | { readonly kind: "stage-finalize"; readonly txid: string; readonly dbSizePages: number }
  | {
      readonly kind: "install";
      readonly pages: readonly CommitPage[];
      readonly dbSizePages: number;
    }
  | { readonly kind: "truncate" };

/** The response to a request, which travels as JSON. A txid is decimal text. */
export type WorkerResponse =
  | { readonly kind: "done" }
  | { readonly kind: "settled"; readonly settled: SettledDatabase }
  | { readonly kind: "staged"; readonly txid: string }
  | { readonly kind: "refused"; readonly issue: DatabaseIssue };
