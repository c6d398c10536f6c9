/**
 * `RecoveringEngine`: an engine that outlives a crash of SQLite.
 *
 * SQLite in WASM ends by a trap where it would end a process elsewhere. Then its memory is thrown
 * away, and a fresh SQLite is started over the same pages: those of the last commit. A transaction
 * that was open is rolled back by that, and nothing of it must be taken for part of another one.
 */

import type { Clock } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import type { PageStore } from "../page-store.js";
import type { CommandKind, InputOf, OutputOf } from "./commands.js";
import { type CrashIssue, crashIssueOf } from "./crash.js";
import { type CarriedState, type Engine, type EngineSettings, openEngine } from "./engine.js";
import { leadingKeyword } from "./leading-keyword.js";
import { MainFile } from "./main-file.js";
import { skipBlank } from "./sql-text.js";
import type { SqliteInstance } from "./sqlite-instance.js";
import type { ProgressHandler } from "./sqlite-module.js";

export interface RecoveringEngineOptions {
  readonly sqlite: SqliteInstance;
  readonly store: PageStore;
  readonly clock: Pick<Clock, "epochMs">;
  readonly settings: EngineSettings;
  /** Tells whether the command that runs is to end. */
  readonly onProgress: ProgressHandler;
  /** Starts the SQLite that takes the place of one that has crashed. */
  restart(): Promise<SqliteInstance>;
}

/** Opens the database. */
export async function openRecoveringEngine(
  options: RecoveringEngineOptions,
): Promise<RecoveringEngine> {
  const { store, settings, clock, onProgress, restart } = options;
  let { sqlite } = options;
  const limits = { ...settings, epochMs: clock.epochMs };
  const file = new MainFile(store, limits, settings.dbSizePages, () => sqlite.stack.isIntact);
  const open = async (carried: CarriedState | null): Promise<Engine> => {
    if (carried !== null) sqlite = await restart();
    return openEngine({ sqlite, store, file, settings, onProgress }, carried);
  };
  return new RecoveringEngine(file, open, await open(null));
}

export class RecoveringEngine {
  readonly #file: MainFile;
  readonly #open: (carried: CarriedState | null) => Promise<Engine>;
  /** Null after a crash, until another SQLite could be started. */
  #engine: Engine | null;
  #carried: CarriedState | null = null;
  /** The error of the commands of a transaction that a crash, or SQLite itself, has rolled back. */
  #rolledBack: DatabaseError | null = null;

  constructor(
    file: MainFile,
    open: (carried: CarriedState | null) => Promise<Engine>,
    engine: Engine,
  ) {
    this.#file = file;
    this.#open = open;
    this.#engine = engine;
  }

  /** Carries out a command. A call must not begin before the last one has returned. */
  async call<Kind extends CommandKind>(kind: Kind, input: InputOf<Kind>): Promise<OutputOf<Kind>> {
    const engine = this.#engine ?? (await this.#start());
    const allowed =
      this.#rolledBack === null ? input : this.#afterRollback(input, this.#rolledBack);
    let output: OutputOf<Kind>;
    try {
      output = await engine.handlers[kind](allowed);
      await engine.keepSettings();
    } catch (error) {
      const issue = engine.isIntact ? crashIssueOf(error) : STACK_OVERFLOW;
      if (issue === null) {
        this.#noteLost(engine, input, error);
        throw error;
      }
      if (kind === "close") throw new DatabaseError(issue, undefined, { cause: error });
      throw await this.#recover(engine, issue, error);
    }
    if (engine.isIntact) return output;
    throw await this.#recover(engine, STACK_OVERFLOW, null);
  }

  /**
   * SQLite may end a transaction because one of its statements fails. What the application does
   * next in it would be stored alone. A reserved connection is left to SQLite's own rule.
   */
  #noteLost(engine: Engine, input: object, error: unknown): void {
    if (!engine.takeLostTransaction() || !(error instanceof DatabaseError)) return;
    if ("place" in input && input.place !== "inside") return;
    const issue = { kind: "rolled-back", cause: error.issue } as const;
    this.#rolledBack = new DatabaseError(issue, undefined, { cause: error });
  }

  /**
   * Decides about a command while the transaction around it is gone: it fails, unless it belongs to
   * no transaction or ends this one.
   */
  #afterRollback<Input extends object>(input: Input, rolledBack: DatabaseError): Input {
    if (!("place" in input)) return input;
    const isInside = input.place === "inside" || input.place === "reserved";
    // A batch has no text of its own, and ends no transaction.
    const sql = "sql" in input && typeof input.sql === "string" ? input.sql : "";
    const keyword = leadingKeyword(sql, 0);
    const isRollback = ROLLBACK.test(sql.slice(skipBlank(sql, 0)));
    if (!isInside || isRollback || ENDS.has(keyword)) this.#rolledBack = null;
    if (!isInside) return input;
    if (!isRollback) throw rolledBack;
    // There is nothing left to roll back.
    return { ...input, sql: "SELECT 0 LIMIT 0" };
  }

  /** Throws the SQLite away and starts another one; returns what the command fails with. */
  async #recover(engine: Engine, issue: CrashIssue, cause: unknown): Promise<DatabaseError> {
    const options = cause === null ? undefined : { cause };
    const crashed = new DatabaseError(issue, undefined, options);
    const rolledBack = new DatabaseError({ kind: "rolled-back", cause: issue }, undefined, options);
    this.#carried = engine.carry(rolledBack);
    this.#engine = null;
    this.#file.crashed();
    if (engine.wasInTransaction) this.#rolledBack = rolledBack;
    // If that fails, too, the next command tries it again, and fails with the reason.
    await this.#start().catch(() => undefined);
    return engine.wasInTransaction ? rolledBack : crashed;
  }

  async #start(): Promise<Engine> {
    // SQLite reads the file as it opens it, which must be as the server has it.
    if (this.#file.isInDoubt) await this.#file.settle();
    const engine = await this.#open(this.#carried);
    this.#engine = engine;
    return engine;
  }
}

const STACK_OVERFLOW: CrashIssue = { kind: "sqlite-crashed", reason: "stack-overflow" };

/** Matches the rollback of a transaction, rather than one to a savepoint. */
const ROLLBACK = /^ROLLBACK(?:\s+TRANSACTION)?[\s;]*$/i;

/** Statements after which no transaction is open, whether they succeed or fail here. */
const ENDS: ReadonlySet<string> = new Set(["COMMIT", "END"]);
