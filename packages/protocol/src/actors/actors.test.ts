/** The life of an actor: what one side says, the other understands, through every version. */

import { expect, test } from "vitest";
import {
  decodeToEnvoy,
  decodeToRivet,
  type EventWrapper,
  encodeToEnvoy,
  encodeToRivet,
  type ToEnvoyAckEvents,
  VERSIONS,
} from "../gen/envoy-protocol/versions.js";
import { acknowledgeCommands, acknowledgeEvents } from "./acknowledge.js";
import { minimalActorConfig, startCommand, stopCommand } from "./commands.js";
import { closedActors, requestedAction, stoppedEvent } from "./events.js";

const CHECKPOINT = { actorId: "one", generation: 4, index: 9n };

/** The events of the message that an actor has stopped, as they arrive in `version`. */
function check(version: number): readonly EventWrapper[] {
  const arrived = decodeToRivet(encodeToRivet(stoppedEvent(CHECKPOINT), version), version);
  expect(arrived.tag).toBe("ToRivetEvents");
  return arrived.tag === "ToRivetEvents" ? arrived.val : [];
}

function acknowledged(events: readonly EventWrapper[]): ToEnvoyAckEvents {
  const message = acknowledgeEvents(events);
  if (message.tag !== "ToEnvoyAckEvents") throw new Error("not an acknowledgement");
  return message.val;
}

test.each(VERSIONS)(
  "v%i: the last event closes its actor, and its acknowledgement says so",
  (v) => {
    const events = check(v);
    expect(events.map(requestedAction)).toEqual(["close"]);
    expect(events[0]?.checkpoint).toMatchObject({ actorId: "one", generation: 4 });
    expect(closedActors(acknowledged(events))).toEqual(["one"]);
  },
);

test("an event of an application closes nothing, however it is acknowledged", () => {
  const inner = { tag: "EventActorSetAlarm", val: { alarmTs: 1n } } as const;
  const event = { checkpoint: CHECKPOINT, inner };
  expect(requestedAction(event)).toBeNull();
  expect(closedActors(acknowledged([event]))).toEqual([]);
});

test("an intent asks for its stop command; an actor that runs asks for nothing", () => {
  const wishes = (["ActorIntentSleep", "ActorIntentStop"] as const).map((tag) =>
    requestedAction({
      checkpoint: CHECKPOINT,
      inner: { tag: "EventActorIntent", val: { intent: { tag, val: null } } },
    }),
  );
  expect(wishes).toEqual(["SLEEP_INTENT", "STOP_INTENT"]);
  const state = { tag: "ActorStateRunning", val: null } as const;
  const inner = { tag: "EventActorStateUpdate", val: { state } } as const;
  expect(requestedAction({ checkpoint: CHECKPOINT, inner })).toBeNull();
});

test("what is acknowledged is the last of each actor", () => {
  const commands = [
    stopCommand({ actorId: "one", generation: 1, index: 0n }, "LOST"),
    stopCommand({ actorId: "two", generation: 1, index: 0n }, "LOST"),
    stopCommand({ actorId: "one", generation: 1, index: 1n }, "LOST"),
  ];
  expect(acknowledgeCommands(commands)).toEqual({
    tag: "ToRivetAckCommands",
    val: { lastCommandCheckpoints: [commands[2]?.checkpoint, commands[1]?.checkpoint] },
  });
});

test.each(VERSIONS)("v%i: an actor is started without a database", (version) => {
  const config = minimalActorConfig("database", 1.5);
  expect(config).toEqual({ name: "database", key: null, createTs: 1n, input: null });
  const message = startCommand(CHECKPOINT, config, null);
  expect(decodeToEnvoy(encodeToEnvoy(message, version), version)).toEqual(message);
});
