/** Requests and answers find each other by their names, whatever the protocol has of them. */

import { attempt } from "@barewire/runtime";
import { expect, test } from "vitest";
import * as v2 from "../gen/envoy-protocol/v2.js";
import {
  decodeToEnvoy,
  decodeToRivet,
  encodeToEnvoy,
  encodeToRivet,
  VERSIONS,
} from "../gen/envoy-protocol/versions.js";
import {
  fullStorageOf,
  isStoreUnavailable,
  storageFullText,
  storedFaultOf,
  storeUnavailableText,
} from "./failure-texts.js";
import {
  actorIdOf,
  type RequestData,
  type RequestTag,
  requestOf,
  responseTagOf,
} from "./requests.js";
import {
  errorVariant,
  okVariant,
  type Rejection,
  rejectionVariant,
  responseTo,
} from "./responses.js";

type Requests = { readonly [Tag in RequestTag]: RequestData<Tag> };

const REQUESTS: Requests = {
  ToRivetKvRequest: { tag: "KvDropRequest", val: null },
  ToRivetSqliteGetPagesRequest: { pgnos: [1] },
  ToRivetSqliteGetPageRangeRequest: { startPgno: 1, maxPages: 1, maxBytes: 1n },
  ToRivetSqliteCommitRequest: { expectedHeadTxid: 0n, dirtyPages: [], newDbSizePages: 1 },
  ToRivetSqliteCommitStageBeginRequest: {},
  ToRivetSqliteCommitStageRequest: {
    txid: 2n,
    chunkIdx: 0,
    bytes: Uint8Array.of(1),
    isLast: true,
  },
  ToRivetSqliteCommitFinalizeRequest: { expectedHeadTxid: 1n, txid: 2n, newDbSizePages: 2 },
  ToRivetSqlitePersistPreloadHintsRequest: { hints: { pgnos: [1], ranges: [] } },
};

const NEWEST = Math.max(...VERSIONS);

const ADDRESS = { requestId: 7, actorId: "one", generation: 3n };

// An object lists its keys as they were written.
const TAGS = Object.keys(REQUESTS) as readonly RequestTag[];

/** The request, as it arrives. */
function check(tag: RequestTag): ReturnType<typeof requestOf> {
  const request = requestOf(tag, REQUESTS[tag], ADDRESS);
  const arrived = decodeToRivet(encodeToRivet(request, NEWEST), NEWEST);
  expect(arrived.tag).toBe(tag);
  return request;
}

test.each(TAGS)("%s arrives with its actor and its id, and is answered with both kept", (tag) => {
  const request = check(tag);
  expect(actorIdOf(request)).toBe("one");
  const answer = responseTo(request, errorVariant(tag, "no"));
  const arrived = decodeToEnvoy(encodeToEnvoy(answer, NEWEST), NEWEST);
  expect(arrived.tag).toBe(responseTagOf(tag));
  expect(arrived).toMatchObject({ val: { requestId: 7, data: { val: { message: "no" } } } });
});

test("a request of an owner says of which generation", () => {
  const { val } = check("ToRivetSqliteGetPagesRequest");
  expect(val).toMatchObject({ data: { actorId: "one", generation: 3n, pgnos: [1] } });
});

test("what was done is told by the variant that is named after the request", () => {
  expect(okVariant("ToRivetSqliteGetPagesRequest", 1)).toEqual({ tag: "SqliteGetPagesOk", val: 1 });
  const tag = "ToRivetSqlitePersistPreloadHintsRequest";
  const done = responseTo(check(tag), okVariant(tag));
  expect(decodeToEnvoy(encodeToEnvoy(done, NEWEST), NEWEST)).toEqual({
    tag: "ToEnvoySqlitePersistPreloadHintsResponse",
    val: { requestId: 7, data: { tag: "SqlitePersistPreloadHintsOk", val: null } },
  });
});

/** A refusal as v2 has it, raised to the newest version, which may have more fields. */
function fenceMismatch(): object {
  const actualMeta = {
    generation: 1n,
    headTxid: 2n,
    materializedTxid: 0n,
    dbSizePages: 1,
    pageSize: 4_096,
    creationTsMs: 0n,
    maxDeltaBytes: 1n,
  };
  const val = { actualMeta, reason: "another owner" };
  const data = { tag: "SqliteFenceMismatch", val } as const;
  const tag = "ToEnvoySqliteGetPagesResponse";
  const bytes = v2.encodeToEnvoy({ tag, val: { requestId: 7, data } }, { memory: "own" });
  const raised = decodeToEnvoy(bytes, 2);
  if (raised.tag !== tag) throw new Error(`it became ${raised.tag}`);
  return raised.val.data.val;
}

const REJECTIONS: Readonly<Record<Rejection, object>> = {
  SqliteFenceMismatch: fenceMismatch(),
  SqliteCommitTooLarge: { actualSizeBytes: 2n, maxSizeBytes: 1n },
  SqliteStageNotFound: { stageId: 1n },
};

// An object lists its keys as they were written.
test.each(Object.keys(REJECTIONS) as readonly Rejection[])(
  "%s is used where it is known",
  (rejection) => {
    const val = REJECTIONS[rejection];
    for (const tag of TAGS) {
      const answer = responseTo(check(tag), { tag: rejection, val });
      const { ok } = attempt(() => encodeToEnvoy(answer, NEWEST));
      expect([tag, rejectionVariant(tag, rejection, val) !== null]).toEqual([tag, ok]);
    }
  },
);

test.each([
  [storageFullText("quota", "the quota of 5 bytes does not allow 6"), "quota"],
  [storageFullText("store", "anything"), "store"],
  // The text comes from servers that are older than the prefixes.
  ["the quota of 10737418240 bytes does not allow 10737422336", "quota"],
  ["the store is full; nothing was written", "store"],
  ["the store has failed", undefined],
  ["a text about a storage full (quota): of words", undefined],
  ["", undefined],
])("the refusal %j says what is full: %s", (text, what) => {
  expect(fullStorageOf(text)).toBe(what);
});

test.each([
  ["corrupt delta: a row is missing", "corrupt"],
  ["corrupt page-index: anything", "corrupt"],
  ["the meta record is newer than this software; update it", "newer-record"],
  ["invalid request: a corrupt delta: of words", undefined],
  ["corrupt", undefined],
  ["", undefined],
])("the refusal %j says what is wrong with the database: %s", (text, fault) => {
  expect(storedFaultOf(text)).toBe(fault);
});

test.each([
  [storeUnavailableText("anything"), true],
  ["the store failed to read or write; check its disk or its server", false],
  ["invalid request: store unavailable: ", false],
  ["", false],
])("the refusal %j says that the store is unavailable: %s", (text, expected) => {
  expect(isStoreUnavailable(text)).toBe(expected);
});
