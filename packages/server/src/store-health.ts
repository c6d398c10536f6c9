/**
 * The health of the key-value store: whether it can be written. The result is cached, so that
 * frequent health checks do not load the store. A full store still serves reads, but is unhealthy,
 * because no database can commit to it.
 */

import { type Clock, randomBytes, SYSTEM_RANDOM } from "@barewire/clock";
import { type Kv, StorageError } from "@barewire/sqlite-storage";

/** The time for which a result is cached, and the timeout of a probe, in milliseconds. */
const VALID_MS = 1_000;
const TIMEOUT_MS = 2_000;
/** Probes of other servers on the same store write the same key, and may conflict. */
const MAX_ATTEMPTS = 5;

/** Reserved keys that are never those of a database. */
const PROBE_KEY = new Uint8Array([0]);
const ROOM_KEYS = Array.from({ length: 16 }, (_, index) => new Uint8Array([0, index]));

const PROBE_SIZE = 16;
/** Large enough to fail on a full store, where a small write may still fit. */
const ROOM_SIZE = 65_536;

export type StoreHealth = {
  /** Resolves with whether the store can be written. */
  readonly isHealthy: () => Promise<boolean>;
  /** The store, wrapped so that failures of full storage are noticed. */
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
    // The cause is logged by the requests that fail for the same reason.
    return false;
  }
}

/** Writes and removes as much as a large commit. Throws the error of the store. */
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
