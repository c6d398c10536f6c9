/** The tables of issues, each with the file that declares its kinds. */

import { CLIENT_ISSUES } from "./client-errors.js";
import type { ErrorEntry } from "./error-entry.js";
import { LTX_ISSUES, NEGOTIATION_ISSUES, WIRE_ISSUES } from "./runtime-errors.js";
import { SCHEMA_PROBLEMS } from "./schema-problems.js";
import { HANDLER_FAILURES, REFUSALS } from "./server-errors.js";
import { DATABASE_ISSUES } from "./sqlite-errors.js";
import { STORAGE_ISSUES, STORE_FAULTS, TRANSFER_ISSUES } from "./storage-errors.js";

export type ErrorSection = {
  /** The name of the error, or of the type that lists the kinds. */
  readonly name: string;
  readonly packageName: string;
  /** The file that declares the kinds. */
  readonly path: string;
  readonly about: string;
  readonly table: { readonly [kind: string]: ErrorEntry };
};

export const SECTIONS: readonly ErrorSection[] = [
  {
    name: "DatabaseError",
    packageName: "@barewire/sqlite",
    path: "packages/sqlite/src/database-error.ts",
    about: "Every failure of a database.",
    table: DATABASE_ISSUES,
  },
  {
    name: "ClientError",
    packageName: "@barewire/client",
    path: "packages/client/src/client-error.ts",
    about: "Why a request has no response, or why a client has ended; or a kind of `WireError`.",
    table: CLIENT_ISSUES,
  },
  {
    name: "WireError",
    packageName: "@barewire/runtime",
    path: "packages/runtime/src/wire-error.ts",
    about: "Thrown by codecs and converters.",
    table: WIRE_ISSUES,
  },
  {
    name: "NegotiationError",
    packageName: "@barewire/runtime",
    path: "packages/runtime/src/negotiation/negotiation-error.ts",
    about: "Why two builds of a protocol do not agree on a version. Each kind is final.",
    table: NEGOTIATION_ISSUES,
  },
  {
    name: "RefusalKind",
    packageName: "@barewire/server",
    path: "packages/server/src/refusals.ts",
    about:
      "What the server refuses before a request: a line `refused` with its kind, and one more of the metric `barewire_refusal_total`.",
    table: REFUSALS,
  },
  {
    name: "RequestFailure",
    packageName: "@barewire/server-handlers",
    path: "packages/server-handlers/src/connection-options.ts",
    about: "Why a request has failed, besides the kinds of `StorageError`.",
    table: HANDLER_FAILURES,
  },
  {
    name: "StorageError",
    packageName: "@barewire/sqlite-storage",
    path: "packages/storage/src/storage-error.ts",
    about: "What the store, another owner or a request does to the storage engine.",
    table: STORAGE_ISSUES,
  },
  {
    name: "StoreFault",
    packageName: "@barewire/sqlite-storage",
    path: "packages/storage/src/storage-error.ts",
    about: "The `fault` of `kv-unusable`; no command starts on such a store.",
    table: STORE_FAULTS,
  },
  {
    name: "TransferError",
    packageName: "@barewire/storage-cli",
    path: "packages/storage-cli/src/transfer/transfer-error.ts",
    about: "Imports and exports.",
    table: TRANSFER_ISSUES,
  },
  {
    name: "LtxError",
    packageName: "@barewire/ltx",
    path: "packages/ltx/src/ltx-error.ts",
    about: "Blobs of pages.",
    table: LTX_ISSUES,
  },
  {
    name: "ProblemCode",
    packageName: "@barewire/codegen",
    path: "codegen/src/schema/problem-code.ts",
    about:
      "The problems of schemas, locks, decisions and the configuration, by the codes that every command prints with `--format json`; the codes of `barewire check` are in [lint.md](lint.md).",
    table: SCHEMA_PROBLEMS,
  },
];
