/** Acknowledges commands and events by the checkpoint of the last one of each actor. */

import type {
  ActorCheckpoint,
  CommandWrapper,
  EventWrapper,
  ToEnvoy,
  ToRivet,
} from "../gen/envoy-protocol/versions.js";

/** The acknowledgement that a client sends for commands. */
export function acknowledgeCommands(commands: readonly CommandWrapper[]): ToRivet {
  const lastCommandCheckpoints = lastCheckpoints(commands);
  return { tag: "ToRivetAckCommands", val: { lastCommandCheckpoints } };
}

/** The acknowledgement that a server sends for events that it has handled. */
export function acknowledgeEvents(events: readonly EventWrapper[]): ToEnvoy {
  const lastEventCheckpoints = lastCheckpoints(events);
  return { tag: "ToEnvoyAckEvents", val: { lastEventCheckpoints } };
}

function lastCheckpoints(
  wrappers: readonly { readonly checkpoint: ActorCheckpoint }[],
): readonly ActorCheckpoint[] {
  const last = new Map(wrappers.map(({ checkpoint }) => [checkpoint.actorId, checkpoint]));
  return [...last.values()];
}
