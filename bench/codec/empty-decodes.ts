/**
 * The four messages built without reading: the same literals, arrays, maps and views as a decoder
 * creates, with values that cost nothing. Only `data` refers to the message, for its memory.
 */

import type { EventWrapper, Event as ToldEvent } from "@barewire/protocol/envoy-protocol/v2";
import type { MessageName, Messages } from "../messages.js";

const PAGE_COUNT = 64;
const PAGE_BYTES = 4096;
const EVENT_COUNT = 100;
const HEADERS = Array.from({ length: 12 }, (_, index) => `header-${index}`);

type EmptyDecodes = { readonly [N in MessageName]: (bytes: Uint8Array) => Messages[N] };

export const EMPTY_DECODES: EmptyDecodes = {
  request: emptyRequest,
  pages: emptyPages,
  http: emptyHttp,
  events: emptyEvents,
};

function emptyRequest(): Messages["request"] {
  const pgnos = new Array<number>(PAGE_COUNT);
  for (let index = 0; index < PAGE_COUNT; index++) pgnos[index] = index;
  return {
    tag: "ToRivetSqliteGetPagesRequest",
    val: { requestId: 7, data: { actorId: "actor", generation: 3n, pgnos } },
  };
}

function emptyPages(bytes: Uint8Array): Messages["pages"] {
  const pages = new Array<{ pgno: number; bytes: Uint8Array }>(PAGE_COUNT);
  for (let index = 0; index < PAGE_COUNT; index++) {
    const at = index * PAGE_BYTES;
    pages[index] = { pgno: index, bytes: bytes.subarray(at, at + PAGE_BYTES) };
  }
  const meta = {
    generation: 3n,
    headTxid: 3n,
    materializedTxid: 3n,
    dbSizePages: 20_000,
    pageSize: PAGE_BYTES,
    creationTsMs: 3n,
    maxDeltaBytes: 3n,
  };
  return {
    tag: "ToEnvoySqliteGetPagesResponse",
    val: { requestId: 7, data: { tag: "SqliteGetPagesOk", val: { pages, meta } } },
  };
}

function emptyHttp(bytes: Uint8Array): Messages["http"] {
  const headers = new Map<string, string>();
  for (const header of HEADERS) headers.set(header, header);
  const start = {
    actorId: "actor",
    method: "POST",
    path: "/",
    headers,
    body: bytes.slice(0, 64),
    stream: false,
  };
  return {
    tag: "ToEnvoyTunnelMessage",
    val: {
      messageId: {
        gatewayId: bytes.slice(0, 4),
        requestId: bytes.slice(4, 8),
        messageIndex: 513,
      },
      messageKind: { tag: "ToEnvoyRequestStart", val: start },
    },
  };
}

function emptyEvents(): Messages["events"] {
  const val = new Array<EventWrapper>(EVENT_COUNT);
  for (let index = 0; index < EVENT_COUNT; index++) {
    val[index] = {
      checkpoint: { actorId: "actor", generation: 1, index: 3n },
      inner: emptyEvent(index),
    };
  }
  return { tag: "ToRivetEvents", val };
}

function emptyEvent(index: number): ToldEvent {
  switch (index % 4) {
    case 0:
      return {
        tag: "EventActorIntent",
        val: { intent: { tag: "ActorIntentStop", val: null } },
      };
    case 1:
      return {
        tag: "EventActorStateUpdate",
        val: { state: { tag: "ActorStateRunning", val: null } },
      };
    case 2:
      return {
        tag: "EventActorStateUpdate",
        val: { state: { tag: "ActorStateStopped", val: { code: "OK", message: null } } },
      };
    default:
      return { tag: "EventActorSetAlarm", val: { alarmTs: 3n } };
  }
}
