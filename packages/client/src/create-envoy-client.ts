/** Makes a client that speaks every version of this build, in real time unless told otherwise. */

import * as protocol from "@barewire/protocol/envoy-protocol";
import { type ClientCodec, type ClientOptions, LIMITS } from "./client-options.js";
import { EnvoyClient } from "./envoy-client.js";

/** Connects at once. Throws nothing: what goes wrong is an event, and fails requests. */
export function createEnvoyClient(options: ClientOptions): EnvoyClient {
  const ignore = (): void => undefined;
  const listeners = { onEvent: ignore, onTunnelMessage: ignore };
  const limits = { ...LIMITS, ...options.limits };
  return new EnvoyClient({ ...listeners, world: WORLD, codec: CODEC, ...options, limits });
}

const CODEC: ClientCodec = {
  VERSIONS: protocol.VERSIONS,
  supports: protocol.supports,
  encodeToRivet: protocol.encodeToRivet,
  decodeToEnvoy: protocol.decodeToEnvoy,
};

const WORLD = {
  now: (): number => performance.now(),
  schedule: (task: () => void, delayMs: number): (() => void) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
