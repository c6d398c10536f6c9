/**
 * Whether the key-value store answers and can be written, asked seldom however often it is wanted
 * to be known. A store that is full still answers reads, and no database can commit to it.
 */

import { type Clock, randomBytes, SYSTEM_RANDOM } from "@barewire/clock";
import { type Kv, StorageError } from "@barewire/sqlite-storage";

/** How long an answer holds, and how long the store may take, in milliseconds. */
const VALID_MS = 1_000;
const TIMEOUT_MS = 2_000;
/** Other servers on the same store ask, too, and write the same key. */
const MAX_ATTEMPTS = 5;

/** No database has a key like these. */
const PROBE_KEY = new Uint8Array([0]);
const ROOM_KEYS = Array.from({ length: 16 }, (_, index) => new Uint8Array([0, index]));

const PROBE_SIZE = 16;
/** A small write may still fit into a store that has refused a larger one. */
const ROOM_SIZE = 65_536;

export type StoreHealth = {
  /** Whether the store answers and takes writes. */
  readonly isHealthy: () => Promise<boolean>;
  /** The store, whose refusals for want of room are noticed. */
  readonly kv: Kv;
};

export function createStoreHealth(
  kv: Kv,
  { monotonicMs }: Pick<Clock, "monotonicMs">,
): StoreHealth {
  const state = { isFull: false };
  let askedMs = Number.NEGATIVE_INFINITY;
  let answer = Promise.resolve(false);
  return {
    isHealthy: () => {
      if (monotonicMs() - askedMs > VALID_MS) {
        askedMs = monotonicMs();
        answer = probe(kv, state);
      }
      return answer;
    },
    kv: {
      limits: kv.limits,
      run: async (name, work, options) => {
        try {
          return await kv.run(name, work, options);
        } catch (error) {
          if (isFull(error)) state.isFull = true;
          throw error;
        }
      },
      close: () => kv.close(),
    },
  };
}

type State = { isFull: boolean };

async function probe(kv: Kv, state: State): Promise<boolean> {
  const options = { timeoutMs: TIMEOUT_MS, maxAttempts: MAX_ATTEMPTS, token: PROBE_KEY };
  try {
    if (state.isFull) await proveRoom(kv);
    state.isFull = false;
    const value = randomBytes(SYSTEM_RANDOM, PROBE_SIZE);
    await kv.run("health", async (tx) => tx.set(PROBE_KEY, value), options);
    return true;
  } catch (error) {
    if (isFull(error)) state.isFull = true;
    // Why it fails is told by the requests that fail with it.
    return false;
  }
}

/** Writes as much as a large commit, and removes it again. Throws what the store throws. */
async function proveRoom(kv: Kv): Promise<void> {
  const options = { timeoutMs: TIMEOUT_MS, maxAttempts: MAX_ATTEMPTS, token: PROBE_KEY };
  const value = randomBytes(SYSTEM_RANDOM, ROOM_SIZE);
  await kv.run(
    "health_room",
    async (tx) => {
      for (const key of ROOM_KEYS) tx.set(key, value);
    },
    options,
  );
  await kv.run(
    "health_room",
    async (tx) => {
      for (const key of ROOM_KEYS) tx.clear(key);
    },
    options,
  );
}

function isFull(error: unknown): boolean {
  return error instanceof StorageError && error.issue.kind === "kv-full";
}
