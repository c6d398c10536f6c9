/**
 * The adapter of bebop: generated readers and writers with fixed-width lengths.
 */

import type { ActorIntent, ActorState, Event } from "@barewire/protocol/envoy-protocol/v2";
import type { Messages } from "../../messages.js";
import { type Adapter, codec } from "../adapter.js";
import { ToEnvoy, ToRivet } from "../gen/bebop.js";

export const adapter: Adapter = {
  name: "bebop",
  kind: "javascript",
  packages: ["bebop"],
  note: "an optional is a message of one field; the root it decodes has a function of its own",
  codecs: ({ request, pages, http, events }) => ({
    request: codec(requestShape(request), ToRivet.encode, ToRivet.decode),
    pages: codec(pagesShape(pages), ToEnvoy.encode, ToEnvoy.decode),
    http: codec(httpShape(http), ToEnvoy.encode, ToEnvoy.decode),
    events: codec(eventsShape(events), ToRivet.encode, ToRivet.decode),
  }),
};

function requestShape({ val }: Messages["request"]): object {
  return { tag: 8, value: val };
}

function pagesShape({ val }: Messages["pages"]): object {
  if (val.data.tag !== "SqliteGetPagesOk") throw new Error("the bench has only successes");
  const { meta } = val.data.val;
  const pages = val.data.val.pages.map(({ pgno, bytes }) => ({ pgno, bytes: optional(bytes) }));
  return {
    tag: 7,
    value: { requestId: val.requestId, data: { tag: 1, value: { pages, meta } } },
  };
}

function httpShape({ val }: Messages["http"]): object {
  if (val.messageKind.tag !== "ToEnvoyRequestStart") throw new Error("the bench has one kind");
  const { actorId, method, path, headers, body, stream } = val.messageKind.val;
  const start = { actorId, method, path, headers, body: optional(body), isStream: stream };
  return {
    tag: 5,
    value: { messageId: val.messageId, messageKind: { tag: 1, value: start } },
  };
}

function eventsShape({ val }: Messages["events"]): object {
  const events = val.map(({ checkpoint, inner }) => ({ checkpoint, inner: eventShape(inner) }));
  return { tag: 2, value: { events } };
}

function eventShape(event: Event): object {
  switch (event.tag) {
    case "EventActorIntent":
      return { tag: 1, value: { intent: intentShape(event.val.intent) } };
    case "EventActorStateUpdate":
      return { tag: 2, value: { state: stateShape(event.val.state) } };
    case "EventActorSetAlarm":
      return { tag: 3, value: { alarmTs: optional(event.val.alarmTs) } };
    default:
      return event satisfies never;
  }
}

function intentShape({ tag }: ActorIntent): object {
  return { tag: tag === "ActorIntentSleep" ? 1 : 2, value: {} };
}

function stateShape(state: ActorState): object {
  if (state.tag === "ActorStateRunning") return { tag: 1, value: {} };
  const { code, message } = state.val;
  return { tag: 2, value: { code: code === "OK" ? 0 : 1, msg: optional(message) } };
}

function optional(value: unknown): object {
  return value === null ? {} : { v: value };
}
