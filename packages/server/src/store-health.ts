/** Whether the key-value store answers, asked seldom however often it is wanted to be known. */

import type { Kv } from "@barewire/sqlite-storage";

/** How long an answer holds, and how long the store may take, in milliseconds. */
const VALID_MS = 1_000;
const TIMEOUT_MS = 2_000;

/** No database has a key like it. */
const KEY = new Uint8Array([0]);

export function createStoreHealth(kv: Kv, monotonicMs: () => number): () => Promise<boolean> {
  let askedMs = Number.NEGATIVE_INFINITY;
  let answer = Promise.resolve(false);
  return () => {
    if (monotonicMs() - askedMs > VALID_MS) {
      askedMs = monotonicMs();
      answer = ask(kv);
    }
    return answer;
  };
}

async function ask(kv: Kv): Promise<boolean> {
  const options = { readOnly: true, timeoutMs: TIMEOUT_MS, maxAttempts: 1 };
  try {
    await kv.run("health", async (tx) => await tx.get(KEY), options);
    return true;
  } catch {
    // Why it fails is told by the requests that fail with it.
    return false;
  }
}
