import {
  answering,
  BAD,
  type DataOf,
  HUGE,
  type LieCase,
  MAX_U64,
  NO_ANSWER,
  otherKind,
} from "./lie-case.js";
import { aboutCommit, type Lie } from "./lying-server.js";

export const COMMITTING: readonly LieCase[] = [
  {
    name: "txid 0",
    at: "commit",
    lie: aboutCommit((ok) => ({ ...ok, newHeadTxid: 0n })),
    outcomes: BAD,
  },
  {
    name: "the txid of the commit before",
    at: "commit",
    lie: aboutCommit((ok) => ({
      newHeadTxid: ok.newHeadTxid - 1n,
      meta: { ...ok.meta, headTxid: ok.newHeadTxid - 1n },
    })),
    outcomes: BAD,
  },
  {
    name: "a txid that is not the head",
    at: "commit",
    lie: aboutCommit((ok) => ({ ...ok, newHeadTxid: ok.newHeadTxid + 1n })),
    outcomes: BAD,
  },
  {
    name: "txid and head 2^64 - 1",
    at: "commit",
    lie: aboutCommit((ok) => ({ newHeadTxid: MAX_U64, meta: { ...ok.meta, headTxid: MAX_U64 } })),
    outcomes: ["fenced", "harmless"],
    why: "the next answer has another head",
  },
  {
    name: "another size than was committed",
    at: "commit",
    lie: aboutCommit((ok) => ({
      ...ok,
      meta: { ...ok.meta, dbSizePages: ok.meta.dbSizePages + 1 },
    })),
    outcomes: BAD,
  },
  {
    name: "size 10^9 after a commit",
    at: "commit",
    lie: aboutCommit((ok) => ({ ...ok, meta: { ...ok.meta, dbSizePages: HUGE } })),
    outcomes: BAD,
  },
  {
    name: "another page size after a commit",
    at: "commit",
    lie: aboutCommit((ok) => ({ ...ok, meta: { ...ok.meta, pageSize: 1 } })),
    outcomes: BAD,
  },
  {
    name: "the generation goes back after a commit",
    at: "commit",
    lie: aboutCommit((ok) => ({ ...ok, meta: { ...ok.meta, generation: 0n } })),
    outcomes: BAD,
  },
  {
    name: "META of another database after a commit",
    at: "commit",
    lie: aboutCommit((ok) => ({ ...ok, meta: { ...ok.meta, creationTsMs: 0n } })),
    outcomes: BAD,
  },
  {
    name: "too large, and it is not",
    at: "commit",
    lie: commitIs({
      tag: "SqliteCommitTooLarge",
      val: { actualSizeBytes: MAX_U64, maxSizeBytes: 0n },
    }),
    outcomes: ["harmless", "fenced"],
    why: "the same is staged then; it was carried out already",
  },
  {
    name: "an answer of another kind to a commit",
    at: "commit",
    lie: answering((m) => [otherKind(m)]),
    outcomes: ["harmless"],
    why: "the next start tells that it was carried out",
  },
  {
    name: "every answer to a commit twice",
    at: "commit",
    lie: answering((m) => [m, m]),
    outcomes: ["harmless"],
    why: "no request waits for the second",
  },
  { name: "no answer to a commit", at: "commit", lie: answering(() => []), outcomes: NO_ANSWER },
  { name: "stage txid 0", at: "stage", lie: beginIs(() => 0n), outcomes: BAD },
  {
    name: "the stage txid is the head",
    at: "stage",
    lie: beginIs((txid) => txid - 1n),
    outcomes: BAD,
  },
  {
    name: "stage txid 2^64 - 1",
    at: "stage",
    lie: beginIs(() => MAX_U64),
    outcomes: ["refused"],
    why: "the store has no such stage",
  },
  { name: "another chunk was stored", at: "stage", lie: chunkIs(), outcomes: BAD },
  {
    name: "the staged commit has another txid",
    at: "stage",
    lie: aboutCommit((ok) => ({
      newHeadTxid: ok.newHeadTxid + 1n,
      meta: { ...ok.meta, headTxid: ok.newHeadTxid + 1n },
    })),
    outcomes: BAD,
  },
  {
    name: "no stage is ever found",
    at: "stage",
    lie: finalizeIs({ tag: "SqliteStageNotFound", val: { stageId: 1n } }),
    outcomes: ["stage-lost", "fenced"],
  },
];

function commitIs(data: DataOf<"ToEnvoySqliteCommitResponse">): Lie {
  return (message) =>
    message.tag === "ToEnvoySqliteCommitResponse"
      ? [{ ...message, val: { ...message.val, data } }]
      : [message];
}

function finalizeIs(data: DataOf<"ToEnvoySqliteCommitFinalizeResponse">): Lie {
  return (message) =>
    message.tag === "ToEnvoySqliteCommitFinalizeResponse"
      ? [{ ...message, val: { ...message.val, data } }]
      : [message];
}

function beginIs(change: (txid: bigint) => bigint): Lie {
  return (message) => {
    if (message.tag !== "ToEnvoySqliteCommitStageBeginResponse") return [message];
    const { data } = message.val;
    if (data.tag !== "SqliteCommitStageBeginOk") return [message];
    const val = { txid: change(data.val.txid) };
    return [{ ...message, val: { ...message.val, data: { ...data, val } } }];
  };
}

function chunkIs(): Lie {
  return (message) => {
    if (message.tag !== "ToEnvoySqliteCommitStageResponse") return [message];
    const { data } = message.val;
    if (data.tag !== "SqliteCommitStageOk") return [message];
    const val = { chunkIdxCommitted: data.val.chunkIdxCommitted + 1 };
    return [{ ...message, val: { ...message.val, data: { ...data, val } } }];
  };
}
