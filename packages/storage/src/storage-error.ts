/** `StorageError`: everything that the disk, another owner or a request may do to the engine. */

import type {
  SqliteCommitTooLarge,
  SqliteFenceMismatch,
  SqliteStageNotFound,
} from "@barewire/protocol/envoy-protocol";

/** What the key-value store has refused or failed at. */
export type KvIssue =
  /** Every attempt met a change by another transaction. */
  | { readonly kind: "kv-conflict"; readonly attempts: number }
  /** Rolled back: the attempt took longer than it may. */
  | { readonly kind: "kv-timeout"; readonly timeoutMs: number }
  | {
      readonly kind: "kv-too-large";
      readonly what: "key" | "value" | "transaction";
      readonly actualSize: number;
      readonly maxSize: number;
    }
  /** The commit may have happened or not; nobody knows before reading again. */
  | { readonly kind: "kv-unknown-result" }
  | { readonly kind: "kv-closed" }
  /** The disk or its quota is full. Nothing was written. */
  | { readonly kind: "kv-full" }
  /** Anything else, in `cause`, which is for a local log and may name paths. */
  | { readonly kind: "kv-failed" };

/** What the engine has refused or found. Three kinds carry the refusal that the wire has for it. */
export type EngineIssue =
  /** Another owner has opened or written the database. */
  | { readonly kind: "fence-mismatch"; readonly response: SqliteFenceMismatch }
  | { readonly kind: "commit-too-large"; readonly response: SqliteCommitTooLarge }
  | { readonly kind: "stage-not-found"; readonly response: SqliteStageNotFound }
  /** There is no such database. */
  | { readonly kind: "database-missing" }
  /** The request contradicts itself or a limit; `reason` is a constant text. */
  | { readonly kind: "invalid-request"; readonly reason: string }
  | { readonly kind: "quota-exceeded"; readonly usedSize: bigint; readonly maxSize: bigint }
  /** Compaction is too far behind; the request may be repeated later. */
  | { readonly kind: "overloaded"; readonly reason: string }
  /** A record was written by a newer version of this software. */
  | { readonly kind: "unsupported-record"; readonly record: "meta" | "preload-hints" }
  /** What is stored contradicts itself; `reason` is a constant text. */
  | { readonly kind: "corrupt"; readonly part: CorruptPart; readonly reason: string };

export type CorruptPart =
  | "meta"
  | "page-index"
  | "delta"
  | "shard"
  | "chunk"
  | "preload-hints"
  | "stage"
  | "lease";

export type StorageIssue = KvIssue | EngineIssue;

/**
 * Branch on `issue.kind`. The message holds kinds, numbers and constant texts, so it may be logged
 * and answered; what it was caused by, in `cause`, may not.
 */
export class StorageError extends Error {
  readonly issue: StorageIssue;

  constructor(issue: StorageIssue, options?: ErrorOptions) {
    super(describe(issue), options);
    this.name = "StorageError";
    this.issue = issue;
  }
}

function describe(issue: StorageIssue): string {
  switch (issue.kind) {
    case "kv-conflict":
      return `gave up after ${issue.attempts} attempts that other transactions overtook; try again`;
    case "kv-timeout":
      return `a transaction took longer than ${issue.timeoutMs} ms and was rolled back; try again`;
    case "kv-too-large":
      return `a ${issue.what} of ${issue.actualSize} bytes; at most ${issue.maxSize} are allowed`;
    case "kv-unknown-result":
      return "the store did not say whether it has committed; read again to find out";
    case "kv-closed":
      return "the store is closed";
    case "kv-full":
      return "the store is full; nothing was written";
    case "kv-failed":
      return "the store has failed";
    case "fence-mismatch":
      return `fenced off: ${issue.response.reason}`;
    case "commit-too-large":
      return tooLarge(issue.response);
    case "stage-not-found":
      return `there is no complete staged commit ${issue.response.stageId}; begin a new one`;
    case "database-missing":
      return "the database does not exist";
    case "invalid-request":
      return `invalid request: ${issue.reason}`;
    case "quota-exceeded":
      return `the quota of ${issue.maxSize} bytes does not allow ${issue.usedSize}`;
    case "overloaded":
      return `overloaded: ${issue.reason}; try again later`;
    case "unsupported-record":
      return `the ${issue.record} record is newer than this software; update it`;
    case "corrupt":
      return `corrupt ${issue.part}: ${issue.reason}`;
    default:
      return issue satisfies never;
  }
}

function tooLarge({ actualSizeBytes, maxSizeBytes }: SqliteCommitTooLarge): string {
  return `a commit of ${actualSizeBytes} bytes; more than ${maxSizeBytes} have to be staged`;
}
