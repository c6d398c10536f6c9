/**
 * `StorageError`: every failure of the engine that the disk, another owner or a request may cause.
 */

import type {
  SqliteCommitTooLarge,
  SqliteFenceMismatch,
  SqliteStageNotFound,
} from "@barewire/protocol/envoy-protocol";
import { storageFullText, storeUnavailableText } from "@barewire/protocol/requests";

/** A refusal or failure of the key-value store. */
export type KvIssue =
  /** Every attempt met a change by another transaction. */
  | { readonly kind: "kv-conflict"; readonly attempts: number }
  /** The attempt was rolled back because it reached its time-out. */
  | { readonly kind: "kv-timeout"; readonly timeoutMs: number }
  | {
      readonly kind: "kv-too-large";
      readonly what: "key" | "value" | "transaction";
      readonly actualSize: number;
      readonly maxSize: number;
    }
  /** The commit may have happened or not; only reading again tells. */
  | { readonly kind: "kv-unknown-result" }
  | { readonly kind: "kv-closed" }
  /** The disk or its quota is full. Nothing was written. */
  | { readonly kind: "kv-full" }
  /** The path holds something other than a store, or a damaged one. */
  | { readonly kind: "kv-unusable"; readonly fault: StoreFault }
  /** The store cannot be reached, or is starting. Nothing was written. */
  | { readonly kind: "kv-unavailable" }
  /** Any other failure; its `cause` is for a local log and may name paths. */
  | { readonly kind: "kv-failed" };

/** The reason why the file of a store, its lock file or its folder cannot be used. */
export type StoreFault =
  | "not-a-store"
  | "other-version"
  | "other-page-size"
  | "cut-off"
  | "damaged"
  | "is-a-folder"
  | "not-a-file"
  | "no-disk"
  | "folder-is-a-file"
  | "no-such-folder"
  | "no-permission"
  | "read-only";

/**
 * A refusal or finding of the engine. Three kinds carry the refusal that the protocol has for it.
 */
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
  /**
   * The stored data contradicts itself; `reason` is a constant text. `state` is there if it does so
   * because something was interrupted.
   */
  | {
      readonly kind: "corrupt";
      readonly part: CorruptPart;
      readonly reason: string;
      readonly state?: "unfinished-migration";
    };

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
 * and answered; the `cause` may not.
 */
export class StorageError extends Error {
  readonly issue: StorageIssue;

  constructor(issue: StorageIssue, options?: ErrorOptions) {
    super(describe(issue), options);
    this.name = "StorageError";
    this.issue = issue;
  }
}

/** Rejects a request; `reason` is a constant text that says which field is wrong, and how. */
export function invalidRequest(reason: string): StorageError {
  return new StorageError({ kind: "invalid-request", reason });
}

function describe(issue: StorageIssue): string {
  switch (issue.kind) {
    case "kv-conflict":
      return `gave up after ${issue.attempts} attempts that conflicted with others; try again`;
    case "kv-timeout":
      return `a transaction took longer than ${issue.timeoutMs} ms and was rolled back; try again`;
    case "kv-too-large":
      return `the ${issue.what} has ${issue.actualSize} bytes, the limit is ${issue.maxSize}`;
    case "kv-unknown-result":
      return "the commit got no answer from the store; read again to find out its outcome";
    case "kv-closed":
      return "the store is closed; open it again";
    case "kv-full":
      return storageFullText("store", "its disk or disk quota is full; nothing was written");
    case "kv-unusable":
      return STORE_FAULTS[issue.fault];
    case "kv-unavailable":
      return storeUnavailableText("it cannot be reached; nothing was written; try again later");
    case "kv-failed":
      return "the store failed to read or write; check its disk or its server";
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
      return storageFullText(
        "quota",
        `the quota is ${issue.maxSize} bytes, ${issue.usedSize} would be used`,
      );
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

const STORE_FAULTS: { readonly [Fault in StoreFault]: string } = {
  "not-a-store":
    "the file is not an LMDB data file; name one, or a path where there is no file yet",
  "other-version":
    "expected an LMDB data file of format version 2 and of this kind of machine; export its databases where it was written",
  "other-page-size":
    "expected pages of 4,096 to 65,536 bytes in the LMDB data file and got another size",
  "cut-off":
    "the LMDB data file is truncated: it ends before its last page in use; restore it from a copy",
  damaged: "the LMDB data file is damaged: its pages contradict each other; restore it from a copy",
  "is-a-folder": "expected the path of an LMDB data file and got a folder; name a file inside it",
  "not-a-file": "expected a regular file for the store and got a device, a pipe or a socket",
  "no-disk":
    "the path of the store is in a file system of the kernel, such as /proc; choose one on a disk",
  "folder-is-a-file": "expected a folder in the path of the store and got a file; correct the path",
  "no-such-folder": "the folder of the store does not exist and cannot be created; create it first",
  "no-permission":
    "this process may not read and write the data file of the store, its lock file or its folder; change the permissions",
  "read-only":
    "the store is on a disk that is mounted read-only; mount it writable, or choose another path",
};

function tooLarge({ actualSizeBytes, maxSizeBytes }: SqliteCommitTooLarge): string {
  return `the commit has ${actualSizeBytes} bytes, the limit is ${maxSizeBytes}; stage it in chunks`;
}
