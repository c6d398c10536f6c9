/** SQL databases whose pages are at a Barewire server. */

export type { Database, DatabaseMetrics } from "./database/database.js";
export {
  DatabaseError,
  type DatabaseIssue,
  type FenceIssue,
  type RequestOutcome,
} from "./database/database-error.js";
export {
  type CreateEnvironmentOptions,
  createEnvironment,
  type DatabaseOptions,
  type OpenDatabaseOptions,
  openDatabase,
  openSession,
} from "./database/open-database.js";
export type { SqlRow, SqlScope, SqlStatement } from "./database/sql-scope.js";
export type { BindingKind, DatabaseWorld, Environment } from "./host/environment.js";
export type { FetchedPage } from "./pages/fetch-plan.js";
export type { PageCounters, SourceCounts } from "./pages/page-counters.js";
export {
  type PageFlags,
  type PagePreset,
  presetFlags,
  readPageFlags,
} from "./pages/page-flags.js";
export type { HintRange, HintSnapshot } from "./pages/recent-pages.js";
export { currentPlatform, type Platform, type Thread } from "./platform/platform.js";
export type {
  CommitPage,
  DatabaseSession,
  PagesAnswer,
  SessionStart,
} from "./session/database-session.js";
export type { EngineCounters, RunResult, StatementInfo } from "./sqlite/commands.js";
export type { SqlParameter, SqlParameters, SqlValue } from "./sqlite/sql-value.js";
