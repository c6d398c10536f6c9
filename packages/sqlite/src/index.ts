/** SQL databases whose pages are at a Barewire server. */

export type { FetchBudget } from "./cache/fetch-budget.js";
export type { FetchedPage, PageSource, ScanMode } from "./cache/fetch-plan.js";
export type { PageCounters, SourceCounts } from "./cache/page-counters.js";
export { DEFAULT_PAGE_FLAGS, type PageFlags, readPageFlags } from "./cache/page-flags.js";
export type { CallIssue, TurnHolder } from "./call-issue.js";
export type { CallOptions, CallSignal } from "./database/call-limit.js";
export type { BatchStatement } from "./database/check-parameters.js";
export type { Database, DatabaseMetrics } from "./database/database.js";
export type {
  CreateSharedRuntimeOptions,
  DatabaseOptions,
  OpenDatabaseOptions,
  SessionOptions,
} from "./database/database-options.js";
export {
  createSharedRuntime,
  openDatabase,
  openDatabaseOnSession,
} from "./database/open-database.js";
export type {
  ArrayRows,
  ObjectRows,
  RowOptions,
  SqlRow,
  SqlRowArray,
  SqlValues,
} from "./database/row-form.js";
export type { BindingKind, SharedRuntime } from "./database/shared-runtime.js";
export type {
  BatchResult,
  IterateOptions,
  ReservedConnection,
  SqlScope,
  SqlStatement,
} from "./database/sql-scope.js";
export {
  DatabaseError,
  type DatabaseIssue,
  type FenceIssue,
  type RequestOutcome,
} from "./database-error.js";
export type { ChunkPosition, CommitPage, CommitPort, SettledDatabase } from "./page-store.js";
export type {
  KeyOrder,
  KeyTerm,
  PlannedAccess,
  PlannedCursor,
  PlanValue,
  QueryPlan,
  StatementRun,
} from "./plan/query-plan.js";
export {
  type ContentCause,
  type CreatePredictor,
  type DatabasePages,
  joinPredictors,
  NO_PREDICTION,
  type Observation,
  type Prediction,
  type Predictor,
  type ReadOutcome,
} from "./prefetch/predictor.js";
export type { HintSnapshot } from "./prefetch/recent-pages.js";
export type { HintRange } from "./prefetch/scan-ranges.js";
export type { ConnectOptions } from "./session/connect-options.js";
export type {
  DatabaseSession,
  PagesResponse,
  SessionStart,
} from "./session/database-session.js";
export type {
  EngineCounters,
  IntegerMode,
  RunResult,
  StatementInfo,
} from "./sqlite/commands.js";
export type { SqlParameter, SqlParameters, SqlValue } from "./sqlite/sql-value.js";
export {
  type CallContext,
  currentPlatform,
  type Platform,
  type WorkerThread,
} from "./worker/platform.js";
