/**
 * The four bench messages as values of envoy-protocol v2, by size: a page request, its response, an
 * HTTP request and a batch of events. The sizes of the codec table are those of `MESSAGES`.
 */

import type {
  EventWrapper,
  ToEnvoy,
  Event as ToldEvent,
  ToRivet,
} from "@barewire/protocol/envoy-protocol/v2";
import { PAGE_SIZE } from "@barewire/protocol/page-size";

const ACTOR_ID = "0193d2f4-5c1e-7f2a-b1c3-9a8e7d6c5b4a";
const EPOCH_MS = 1_764_000_000_000n;

export type MessageName = "request" | "pages" | "http" | "events";

export const MESSAGE_NAMES: readonly MessageName[] = ["request", "pages", "http", "events"];

export type Messages = {
  readonly request: ToRivet & { readonly tag: "ToRivetSqliteGetPagesRequest" };
  readonly pages: ToEnvoy & { readonly tag: "ToEnvoySqliteGetPagesResponse" };
  readonly http: ToEnvoy & { readonly tag: "ToEnvoyTunnelMessage" };
  readonly events: ToRivet & { readonly tag: "ToRivetEvents" };
};

export const MESSAGES: Messages = {
  request: pageRequest(64),
  pages: pageResponse(64),
  http: httpRequest(),
  events: eventBatch(100),
};

/** Asks for `count` pages. */
function pageRequest(count: number): Messages["request"] {
  const data = { actorId: ACTOR_ID, generation: 3n, pgnos: pageNumbers(count) };
  return { tag: "ToRivetSqliteGetPagesRequest", val: { requestId: 7, data } };
}

/** `count` pages of 4,096 bytes. */
export function pageResponse(count: number): Messages["pages"] {
  const pages = pageNumbers(count).map((pgno, index) => ({
    pgno,
    bytes: noise(PAGE_SIZE, index + 1),
  }));
  const meta = {
    generation: 3n,
    headTxid: 123_456_789_012n,
    materializedTxid: 123_456_789_000n,
    dbSizePages: 20_000,
    pageSize: PAGE_SIZE,
    creationTsMs: EPOCH_MS,
    maxDeltaBytes: 8_388_608n,
  };
  return {
    tag: "ToEnvoySqliteGetPagesResponse",
    val: { requestId: 7, data: { tag: "SqliteGetPagesOk", val: { pages, meta } } },
  };
}

/** `count` events, of every kind in turn. */
export function eventBatch(count: number): Messages["events"] {
  return { tag: "ToRivetEvents", val: Array.from({ length: count }, (_, index) => event(index)) };
}

function event(index: number): EventWrapper {
  const actorId = ACTOR_ID.slice(0, -3) + String(100 + (index % 900));
  return {
    checkpoint: { actorId, generation: 1 + (index % 5), index: BigInt(1000 + index) },
    inner: happening(index),
  };
}

function happening(index: number): ToldEvent {
  switch (index % 4) {
    case 0: {
      const tag = index % 8 === 0 ? "ActorIntentSleep" : "ActorIntentStop";
      return { tag: "EventActorIntent", val: { intent: { tag, val: null } } };
    }
    case 1:
      return {
        tag: "EventActorStateUpdate",
        val: { state: { tag: "ActorStateRunning", val: null } },
      };
    case 2: {
      const val =
        index % 3 === 0
          ? { code: "ERROR" as const, message: `actor crashed: exit code ${index}` }
          : { code: "OK" as const, message: null };
      return { tag: "EventActorStateUpdate", val: { state: { tag: "ActorStateStopped", val } } };
    }
    default: {
      const alarmTs = index % 7 === 0 ? null : EPOCH_MS + BigInt(index);
      return { tag: "EventActorSetAlarm", val: { alarmTs } };
    }
  }
}

function httpRequest(): Messages["http"] {
  const start = {
    actorId: ACTOR_ID,
    method: "POST",
    path: "/api/v1/rooms/42/messages?limit=50",
    headers: new Map([
      ["host", "actor.example.internal"],
      ["user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"],
      ["accept", "application/json, text/plain, */*"],
      ["accept-encoding", "gzip, deflate, br, zstd"],
      ["accept-language", "en-GB,en;q=0.9"],
      ["authorization", `Bearer ${"eyJhbGciOiJIUzI1NiJ9".repeat(8)}`],
      ["content-type", "application/json"],
      ["content-length", "64"],
      ["x-request-id", "5f1c0a9e-6f1d-4b0e-9f61-0f6b6d1f2c3d"],
      ["x-forwarded-for", "203.0.113.7, 10.0.0.3"],
      ["cookie", `session=${"a1b2c3d4".repeat(6)}`],
      ["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"],
    ]),
    body: noise(64, 11),
    stream: false,
  };
  return {
    tag: "ToEnvoyTunnelMessage",
    val: {
      messageId: { gatewayId: noise(4, 9), requestId: noise(4, 10), messageIndex: 513 },
      messageKind: { tag: "ToEnvoyRequestStart", val: start },
    },
  };
}

function pageNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 1 + index * 37);
}

/** Bytes that look like a database page: a third of them zero, the rest noise, always the same. */
function noise(size: number, seed: number): Uint8Array {
  let state = seed | 1;
  return Uint8Array.from({ length: size }, (_, index) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return index % 3 === 0 ? 0 : state >>> 24;
  });
}
