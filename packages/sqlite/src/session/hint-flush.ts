/** Sends what a database reads most to its server now and then, for the next open. */

import { type Clock, Timer } from "@barewire/clock";
import { ignoreDatabaseError } from "../database-error.js";
import type { PageResolver } from "../prefetch/page-resolver.js";
import type { HintSnapshot } from "../prefetch/recent-pages.js";
import type { DatabaseSession } from "./database-session.js";

export interface HintFlush {
  /** Sends the last hints, in order with everything else and without waiting, and ends. */
  finish(): void;
}

export interface HintFlushOptions {
  readonly resolver: PageResolver;
  readonly session: DatabaseSession;
  readonly clock: Pick<Clock, "setTimer">;
}

const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** A server that does not know hints is never sent any; what fails is forgotten. */
export function startHintFlush({ resolver, session, clock }: HintFlushOptions): HintFlush {
  const timer = new Timer(clock);
  const flush = (): void => {
    const hints = resolver.hints();
    // Hints change how fast the next open is, and nothing else.
    if (!isEmpty(hints)) void session.saveHints(hints, TIMEOUT_MS).catch(ignoreDatabaseError);
    timer.start(INTERVAL_MS, flush);
  };
  timer.start(INTERVAL_MS, flush);
  return {
    finish: () => {
      timer.stop();
      const hints = resolver.hints();
      if (!isEmpty(hints)) session.postHints(hints);
    },
  };
}

function isEmpty({ pgnos, ranges }: HintSnapshot): boolean {
  return pgnos.length === 0 && ranges.length === 0;
}
