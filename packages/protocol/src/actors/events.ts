/**
 * The events that a client sends about an actor. The event that it has stopped is the last one and
 * closes its database; its acknowledgement confirms that the database is closed.
 */

import type {
  ActorCheckpoint,
  EventWrapper,
  StopActorReason,
  ToEnvoyAckEvents,
  ToRivet,
} from "../gen/envoy-protocol/versions.js";

/** The index of an actor's last event: applications count theirs from the other end. */
const LAST_INDEX = 2n ** 63n - 1n;

/** The message that an actor has stopped, with the checkpoint of any command of its run. */
export function stoppedEvent(checkpoint: ActorCheckpoint): ToRivet {
  const state = { tag: "ActorStateStopped", val: { code: "OK", message: null } } as const;
  const inner = { tag: "EventActorStateUpdate", val: { state } } as const;
  const val = [{ checkpoint: { ...checkpoint, index: LAST_INDEX }, inner }];
  return { tag: "ToRivetEvents", val };
}

/** The actors whose last event has been acknowledged, so that their databases are closed. */
export function closedActors({ lastEventCheckpoints }: ToEnvoyAckEvents): readonly string[] {
  return lastEventCheckpoints.flatMap(({ actorId, index }) =>
    index === LAST_INDEX ? [actorId] : [],
  );
}

/** The action that an event requests: to close the database, to send a stop command, or none. */
export function requestedAction({ inner }: EventWrapper): "close" | StopActorReason | null {
  switch (inner.tag) {
    case "EventActorIntent":
      return inner.val.intent.tag === "ActorIntentSleep" ? "SLEEP_INTENT" : "STOP_INTENT";
    case "EventActorStateUpdate":
      return inner.val.state.tag === "ActorStateStopped" ? "close" : null;
    case "EventActorSetAlarm":
      return null;
    default:
      return inner satisfies never;
  }
}
