/** What goes between a host and the thread of a database, besides what they share. */

import type { DatabaseIssue } from "../database-error.js";
import type { CommandKind, InputOf, OutputOf } from "../sqlite/commands.js";
import type { EngineSettings } from "../sqlite/engine.js";
import type { CompiledSqlite } from "../sqlite/sqlite-module.js";
import type { SlabMemory } from "./page-table.js";
import type { WorkerRequest } from "./worker-requests.js";

export type ToWorker =
  /** The first message, and the first one after a `close`. */
  | {
      readonly kind: "start";
      /** Null where the build finds its code by itself. */
      readonly compiled: CompiledSqlite | null;
      readonly slab: SlabMemory;
      readonly databaseId: number;
      readonly control: SharedArrayBuffer;
      readonly settings: EngineSettings;
    }
  | {
      readonly kind: "command";
      readonly id: number;
      readonly command: CommandKind;
      readonly input: InputOf<CommandKind>;
    };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "request"; readonly number: number; readonly request: WorkerRequest }
  /** Pages have been read from the slab. */
  | { readonly kind: "accesses" }
  /** `id` 0: the start has failed. */
  | { readonly kind: "failed"; readonly id: number; readonly failure: PlainError }
  | { readonly kind: "done"; readonly id: number; readonly output: OutputOf<CommandKind> };

/** A `DatabaseError` on its way. */
export interface PlainError {
  readonly issue: DatabaseIssue;
  readonly message: string;
}
