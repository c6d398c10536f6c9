/**
 * The messages of the live matrix: each message of the protocol, in an order that works.
 */

import type { EnvoyClient } from "@barewire/client";
import { encodeLtx } from "@barewire/ltx";
import type { ToEnvoyTunnelMessage } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { Notice, RequestData, RequestTag } from "@barewire/protocol/requests";

export const ACTOR = "actor";

type Requests = { readonly [Tag in RequestTag]: RequestData<Tag> };

/** The requests in the order in which they are sent; the staged commit is that of txid 2. */
export const REQUESTS: Requests = {
  ToRivetKvRequest: { tag: "KvDropRequest", val: null },
  ToRivetSqliteCommitRequest: {
    expectedHeadTxid: 0n,
    dirtyPages: [{ pgno: 1, bytes: page(1) }],
    newDbSizePages: 1,
  },
  ToRivetSqliteGetPagesRequest: { pgnos: [1, 2] },
  ToRivetSqliteCommitStageBeginRequest: {},
  ToRivetSqliteCommitStageRequest: { txid: 2n, chunkIdx: 0, bytes: blob(), isLast: true },
  ToRivetSqliteCommitFinalizeRequest: { expectedHeadTxid: 1n, txid: 2n, newDbSizePages: 2 },
  ToRivetSqlitePersistPreloadHintsRequest: { hints: { pgnos: [1], ranges: [] } },
  ToRivetSqliteGetPageRangeRequest: { startPgno: 1, maxPages: 2, maxBytes: 65_536n },
};

const MESSAGE_ID = {
  gatewayId: Uint8Array.from([1, 2, 3, 4]),
  requestId: Uint8Array.from([5, 6, 7, 8]),
  messageIndex: 9,
};

export const TUNNEL_MESSAGE: ToEnvoyTunnelMessage = {
  messageId: MESSAGE_ID,
  messageKind: { tag: "ToEnvoyWebSocketMessage", val: { data: page(3), binary: true } },
};

/** An event about the only run of the actor. */
export function eventOf(run: number, tag: "ActorIntentSleep"): Notice {
  const checkpoint = { actorId: ACTOR, generation: run, index: 0n };
  const inner = { tag: "EventActorIntent", val: { intent: { tag, val: null } } } as const;
  return { tag: "ToRivetEvents", val: [{ checkpoint, inner }] };
}

export const NOTICES: readonly Notice[] = [
  {
    tag: "ToRivetMetadata",
    val: { prepopulateActorNames: new Map([["a", { metadata: "{}" }]]), metadata: null },
  },
  {
    tag: "ToRivetTunnelMessage",
    val: { messageId: MESSAGE_ID, messageKind: { tag: "ToRivetResponseAbort", val: null } },
  },
  { tag: "ToRivetStopping", val: null },
];

/** Sends a request of the list above. */
export function send(client: EnvoyClient, tag: RequestTag): Promise<{ readonly tag: string }> {
  return client.request(ACTOR, tag, REQUESTS[tag]);
}

// An object lists its keys in the order in which they were written.
export const REQUEST_TAGS = Object.keys(REQUESTS) as readonly RequestTag[];

function page(fill: number): Uint8Array {
  return new Uint8Array(PAGE_SIZE).fill(fill);
}

function blob(): Uint8Array {
  const pages = [{ pgno: 2, bytes: page(2) }];
  const header = { pageSize: PAGE_SIZE, commit: 2, minTxid: 2n, maxTxid: 2n, timestampMs: 0n };
  return encodeLtx(header, pages);
}
