/** A commit that is on its way: what a reconnect says of it. */

import type { World } from "@barewire/transport";

/** What the next start of the database, after a reconnect, says about a commit on its way. */
export type Verdict = "committed" | "not-committed" | "silent";

export type PendingCommit = {
  /** `silent` if nothing has been said in time. */
  readonly verdict: Promise<Verdict>;
  readonly settle: (verdict: Verdict) => void;
};

/** To be called before the commit is sent. */
export function expectVerdict(world: World, timeoutMs: number): PendingCommit {
  let settle: PendingCommit["settle"] = () => undefined;
  const verdict = new Promise<Verdict>((resolve) => {
    const stop = world.schedule(() => settle("silent"), timeoutMs);
    settle = (said) => {
      stop();
      resolve(said);
    };
  });
  return { verdict, settle };
}
