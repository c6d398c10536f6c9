/** What a server tells a client to do with an actor. */

import type {
  ActorCheckpoint,
  ActorConfig,
  CommandWrapper,
  SqliteStartupData,
  StopActorReason,
  ToEnvoy,
} from "../gen/envoy-protocol/versions.js";

/** A message of its own for each actor: the pages of many would not fit into one. */
export function startCommand(
  checkpoint: ActorCheckpoint,
  config: ActorConfig,
  sqliteStartupData: SqliteStartupData | null,
): ToEnvoy {
  const val = { config, hibernatingRequests: [], preloadedKv: null, sqliteStartupData };
  return {
    tag: "ToEnvoyCommands",
    val: [{ checkpoint, inner: { tag: "CommandStartActor", val } }],
  };
}

/** Of an actor of which nothing is known but a name, at `nowMs` since the Unix epoch. */
export function plainConfig(name: string, nowMs: number): ActorConfig {
  return { name, key: null, createTs: BigInt(Math.floor(nowMs)), input: null };
}

export function stopCommand(checkpoint: ActorCheckpoint, reason: StopActorReason): CommandWrapper {
  return { checkpoint, inner: { tag: "CommandStopActor", val: { reason } } };
}
