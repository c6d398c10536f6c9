/** The commands by which a server starts and stops an actor at a client. */

import type {
  ActorCheckpoint,
  ActorConfig,
  CommandWrapper,
  SqliteStartupData,
  StopActorReason,
  ToEnvoy,
} from "../gen/envoy-protocol/versions.js";

/** One message for each actor, because the pages of several may not fit into one message. */
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

/** The configuration of an actor that has only a name. `nowMs` counts from the Unix epoch. */
export function minimalActorConfig(name: string, nowMs: number): ActorConfig {
  return { name, key: null, createTs: BigInt(Math.floor(nowMs)), input: null };
}

export function stopCommand(checkpoint: ActorCheckpoint, reason: StopActorReason): CommandWrapper {
  return { checkpoint, inner: { tag: "CommandStopActor", val: { reason } } };
}
