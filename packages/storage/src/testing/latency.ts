/**
 * Delays a `Kv`, so that it is as slow as a remote one.
 */

import { type Clock, sleep } from "@barewire/clock";
import type { Kv, KvTransaction } from "../kv/kv.js";
import { aroundReads } from "./observed-transaction.js";

export type KvLatency = {
  /** The delay before each call of `run`. */
  readonly runMs?: number;
  /** The delay before each read of a transaction. */
  readonly readMs?: number;
};

export function addLatency(
  kv: Kv,
  { runMs = 0, readMs = 0 }: KvLatency,
  clock: Pick<Clock, "setTimer">,
): Kv {
  const wait = async (ms: number) => {
    if (ms > 0) await sleep(clock, ms);
  };
  return {
    limits: kv.limits,
    run: async (name, work, options) => {
      await wait(runMs);
      const late = (tx: KvTransaction) =>
        aroundReads(tx, async (_operation, proceed) => {
          await wait(readMs);
          return await proceed();
        });
      return await kv.run(name, (tx) => work(late(tx)), options);
    },
    close: () => kv.close(),
  };
}
