/** SQLite in the host's own thread: a call into WASM is suspended while it waits for a page. */

import type { Clock, Random } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import type { DatabaseSession } from "../session/database-session.js";
import type { PageFetcher } from "../session/page-fetcher.js";
import type { CommandKind, InputOf, OutputOf } from "../sqlite/commands.js";
import { openRecoveringEngine, type RecoveringEngine } from "../sqlite/crash-recovery.js";
import type { EngineSettings } from "../sqlite/engine.js";
import { createSqliteInstance, type SqliteInstance } from "../sqlite/sqlite-instance.js";
import { type CompiledSqlite, type StartBuild, startSqlite } from "../sqlite/sqlite-module.js";
import { createDirectPageStore } from "./direct-page-store.js";
import { PageWaits } from "./page-waits.js";
import type { Platform } from "./platform.js";
import type { InterruptSource, SqliteBinding } from "./sqlite-binding.js";
import { withStoreFailure } from "./store-failure.js";
import { TimeSlice } from "./time-slice.js";

export interface SuspendedBindingOptions {
  readonly compiled: CompiledSqlite | null;
  readonly fetcher: PageFetcher;
  readonly session: DatabaseSession;
  readonly settings: EngineSettings;
  readonly clock: Pick<Clock, "epochMs" | "monotonicMs">;
  readonly random: Pick<Random, "fill">;
  readonly giveWay: Platform["giveWay"];
}

/** Starts SQLite here; returns when the database is open. */
export async function bindSuspended(options: SuspendedBindingOptions): Promise<SqliteBinding> {
  const { compiled, fetcher, session, settings, clock, random, giveWay } = options;
  const restart = async (): Promise<SqliteInstance> => {
    const module = await startSqlite(startSuspending, compiled);
    const mode = settings.batchAtomicCheck;
    return createSqliteInstance({ module, waits: "suspended", clock, random, mode });
  };
  const failures: StoreFailures = { last: null };
  const onFailure = (error: DatabaseError): void => {
    failures.last = error;
  };
  const waits = new PageWaits();
  const slice = new TimeSlice(clock, giveWay);
  const opening = openRecoveringEngine({
    sqlite: await restart(),
    store: createDirectPageStore({ fetcher, session, slice, waits, onFailure }),
    clock,
    settings,
    onProgress: async () => {
      if (slice.isSpent) await slice.giveWay();
      return waits.isInterrupted ? 1 : 0;
    },
    restart,
  });
  const engine = await opening.catch((error: unknown) => {
    throw error instanceof DatabaseError ? withStoreFailure(error, failures.last) : error;
  });
  return new SuspendedBinding(engine, failures, waits);
}

/** Loads the JSPI build only where it runs, because platforms with workers do not need it. */
const startSuspending: StartBuild = async (options) => {
  // @ts-expect-error: the package has no types for its builds.
  const build: BuildModule = await import("@journeyapps/wa-sqlite/dist/wa-sqlite-jspi.mjs");
  return build.default(options);
};

type BuildModule = { readonly default: StartBuild };

/** The last failure of the page store since a command has begun. */
type StoreFailures = { last: DatabaseError | null };

class SuspendedBinding implements SqliteBinding {
  /** Nothing else runs in this thread while SQLite does, so only its own host can tell. */
  readonly waitedMs = 0;
  readonly #engine: RecoveringEngine;
  readonly #failures: StoreFailures;
  readonly #waits: PageWaits;
  #busy: Promise<unknown> = Promise.resolve();
  #terminate: (error: DatabaseError) => void = () => undefined;
  readonly #terminated: Promise<never>;
  #isEnded = false;

  constructor(engine: RecoveringEngine, failures: StoreFailures, waits: PageWaits) {
    this.#waits = waits;
    this.#engine = engine;
    this.#failures = failures;
    this.#terminated = new Promise((_, reject) => {
      this.#terminate = reject;
    });
    // It rejects even if no call is waiting, which must not count as an unhandled rejection.
    this.#terminated.catch(() => undefined);
  }

  call<Kind extends CommandKind>(
    kind: Kind,
    input: InputOf<Kind>,
    limit: InterruptSource | null = null,
  ): Promise<OutputOf<Kind>> {
    // SQLite can be in one call at a time only.
    const output = this.#busy.then(async () => {
      if (this.#isEnded) throw new DatabaseError({ kind: "closed" });
      this.#failures.last = null;
      this.#waits.restart();
      const forget = limit?.onReached(() => this.#waits.interrupt());
      try {
        return await this.#engine.call(kind, input);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        throw withStoreFailure(error, this.#failures.last);
      } finally {
        forget?.();
      }
    });
    this.#busy = output.catch(() => undefined);
    return Promise.race([output, this.#terminated]);
  }

  async close(): Promise<void> {
    this.#waits.interrupt();
    await this.call("close", {});
  }

  terminate(): void {
    this.#isEnded = true;
    this.#terminate(new DatabaseError({ kind: "closed" }));
  }
}
