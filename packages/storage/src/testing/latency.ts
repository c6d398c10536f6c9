/** Makes a `Kv` as slow as one that is far away. */

import type { Kv, KvTransaction } from "../kv/kv.js";
import { type KvEnvironment, pause } from "../kv/kv-environment.js";
import { aroundReads } from "./observed-transaction.js";

export type KvLatency = {
  /** Before each call of `run`. */
  readonly runMs?: number;
  /** Before each read of a transaction. */
  readonly readMs?: number;
};

export function addLatency(
  kv: Kv,
  { runMs = 0, readMs = 0 }: KvLatency,
  environment: Pick<KvEnvironment, "startTimer">,
): Kv {
  const wait = async (ms: number) => {
    if (ms > 0) await pause(environment, ms);
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
