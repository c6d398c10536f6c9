/** Commands and events are acknowledged by the last one of each actor. */

import type {
  ActorCheckpoint,
  CommandWrapper,
  EventWrapper,
  ToEnvoy,
  ToRivet,
} from "../gen/envoy-protocol/versions.js";

/** What a client answers commands with. */
export function acknowledgeCommands(commands: readonly CommandWrapper[]): ToRivet {
  const lastCommandCheckpoints = lastCheckpoints(commands);
  return { tag: "ToRivetAckCommands", val: { lastCommandCheckpoints } };
}

/** What a server answers events with, when it has done what they ask for. */
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
