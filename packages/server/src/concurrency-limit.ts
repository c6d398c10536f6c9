/**
 * Limits the number of concurrent transactions with a fair semaphore.
 *
 * The timeout of a transaction starts when it begins. Without the limit, a thousand clients that
 * reconnect together would all begin at once, and most transactions would time out while they wait
 * for a connection to the store, only to be tried again. A transaction that waits here has not
 * begun.
 */

import type { Kv } from "@barewire/sqlite-storage";

/** Several for each connection of a driver to its store, so that no connection is idle. */
const MAX_TRANSACTIONS = 64;

/** Wraps `kv`. A transaction must not wait for another one that it begins: that could deadlock. */
export function limitConcurrency(kv: Kv, maxCount: number = MAX_TRANSACTIONS): Kv {
  const waiting: (() => void)[] = [];
  let count = 0;
  return {
    limits: kv.limits,
    run: async (name, work, options) => {
      // A finished transaction passes its slot on directly, so a newcomer cannot overtake.
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
