/** Makes a client that speaks every version of this build, in real time unless told otherwise. */

import {
  decodeToEnvoy,
  encodeToRivet,
  supports,
  VERSIONS,
} from "@barewire/protocol/envoy-protocol";
import {
  type ClientCodec,
  type ClientOptions,
  type ClientWorld,
  LIMITS,
} from "./client-options.js";
import { EnvoyClient } from "./envoy-client.js";

/** Connects at once. Throws nothing: what goes wrong is an event, and fails requests. */
export function createEnvoyClient(options: ClientOptions): EnvoyClient {
  const limits = { ...LIMITS, ...options.limits };
  return new EnvoyClient({ codec: CODEC, world: WORLD, ...options, limits });
}

const CODEC: ClientCodec = { VERSIONS, supports, encodeToRivet, decodeToEnvoy };

const WORLD: ClientWorld = {
  now: () => performance.now(),
  schedule: (task, delayMs) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
