/**
 * The adapter of avsc, compiled from the Avro schemas beside those of the other peers.
 */

import type { ActorIntent, ActorState, Event } from "@barewire/protocol/envoy-protocol/v2";
import avro, { type Type } from "avsc";
import type { Messages } from "../../messages.js";
import { type Adapter, type Codec, codec } from "../adapter.js";
import toEnvoySchema from "../peers/to-envoy.avsc";
import toRivetSchema from "../peers/to-rivet.avsc";

const toEnvoy = avro.Type.forSchema(toEnvoySchema);
const toRivet = avro.Type.forSchema(toRivetSchema);

function codecOf(type: Type, value: object): Codec {
  return codec<object, Buffer>(
    value,
    (message) => type.toBuffer(message),
    (bytes) => type.fromBuffer(bytes),
  );
}

export const adapter: Adapter = {
  name: "avsc",
  kind: "javascript",
  packages: ["avsc"],
  note: "64-bit integers are numbers, for Avro has no u64; a map is an object",
  codecs: ({ request, pages, http, events }) => ({
    request: codecOf(toRivet, requestShape(request)),
    pages: codecOf(toEnvoy, pagesShape(pages)),
    http: codecOf(toEnvoy, httpShape(http)),
    events: codecOf(toRivet, eventsShape(events)),
  }),
};

function requestShape({ val }: Messages["request"]): object {
  const { actorId, generation, pgnos } = val.data;
  const data = { actorId, generation: Number(generation), pgnos };
  return { ToRivetSqliteGetPagesRequest: { requestId: val.requestId, data } };
}

function pagesShape({ val }: Messages["pages"]): object {
  if (val.data.tag !== "SqliteGetPagesOk") throw new Error("the bench has only successes");
  const pages = val.data.val.pages.map(({ pgno, bytes }) => ({ pgno, bytes: buffer(bytes) }));
  const meta = Object.fromEntries(
    Object.entries(val.data.val.meta).map(([name, value]) => [name, Number(value)]),
  );
  const data = { SqliteGetPagesOk: { pages, meta } };
  return { ToEnvoySqliteGetPagesResponse: { requestId: val.requestId, data } };
}

function httpShape({ val }: Messages["http"]): object {
  if (val.messageKind.tag !== "ToEnvoyRequestStart") throw new Error("the bench has one kind");
  const { gatewayId, requestId, messageIndex } = val.messageId;
  const { actorId, method, path, headers, body, stream } = val.messageKind.val;
  return {
    ToEnvoyTunnelMessage: {
      messageId: { gatewayId: buffer(gatewayId), requestId: buffer(requestId), messageIndex },
      messageKind: {
        actorId,
        method,
        path,
        headers: Object.fromEntries(headers),
        body: buffer(body),
        stream,
      },
    },
  };
}

function eventsShape({ val }: Messages["events"]): object {
  const events = val.map(({ checkpoint, inner }) => ({
    checkpoint: {
      actorId: checkpoint.actorId,
      generation: checkpoint.generation,
      index: Number(checkpoint.index),
    },
    inner: eventShape(inner),
  }));
  return { ToRivetEvents: { events } };
}

function eventShape(event: Event): object {
  switch (event.tag) {
    case "EventActorIntent":
      return { EventActorIntent: { intent: intentShape(event.val.intent) } };
    case "EventActorStateUpdate":
      return { EventActorStateUpdate: { state: stateShape(event.val.state) } };
    case "EventActorSetAlarm": {
      const { alarmTs } = event.val;
      return { EventActorSetAlarm: { alarmTs: alarmTs === null ? null : Number(alarmTs) } };
    }
    default:
      return event satisfies never;
  }
}

function intentShape({ tag }: ActorIntent): object {
  return { [tag]: {} };
}

function stateShape(state: ActorState): object {
  if (state.tag === "ActorStateRunning") return { ActorStateRunning: {} };
  return { ActorStateStopped: state.val };
}

function buffer(bytes: Uint8Array | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes);
}
