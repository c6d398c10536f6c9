/**
 * Lets so many transactions run at one time; more wait for their turn.
 *
 * A transaction has a time limit that counts from when it begins. If a thousand clients that come
 * back at once all began, most would spend their limit waiting for a connection to the store, fail,
 * and be tried again: the store would be busy with what comes too late. Whoever waits here has not
 * begun.
 */

import type { Kv } from "@barewire/sqlite-storage";

/** Several for each connection that a driver has, so that none of them is ever idle. */
const MAX_TRANSACTIONS = 64;

/** `kv`, in turns. Transactions must not begin others that they wait for. */
export function limitConcurrency(kv: Kv, maxCount: number = MAX_TRANSACTIONS): Kv {
  const waiting: (() => void)[] = [];
  let count = 0;
  return {
    limits: kv.limits,
    run: async (name, work, options) => {
      // Whoever ends hands its place on, so nobody who comes later is let in between.
      if (count < maxCount) count += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await kv.run(name, work, options);
      } finally {
        const next = waiting.shift();
        if (next === undefined) count -= 1;
        else next();
      }
    },
    close: () => kv.close(),
  };
}
