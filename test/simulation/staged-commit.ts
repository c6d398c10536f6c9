/**
 * A commit in pieces, as an owner sends it: chunks one after the other without waiting for answers,
 * then the last word. Whatever got no answer is sent once more, perhaps to another server, which
 * has seen none of it.
 */

import { encodeLtx } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { pick } from "../contract/seeded-random.js";
import type { Server } from "./cluster.js";
import { type CommitIntent, Violation } from "./database-model.js";
import type { CommitEnd, Owner, Ownership } from "./owner.js";
import { pageOf } from "./page-content.js";
import { MAX_SKEW_MS, STAGE_EXPIRY_MS } from "./tuning.js";

const MAX_CHUNKS = 4;
const MAX_ROUNDS = 3;

type Stage = {
  readonly txid: bigint;
  readonly begunAtMs: number;
  readonly intent: CommitIntent;
  readonly chunks: readonly Uint8Array[];
};

export type StagedEnd = { readonly end: CommitEnd; readonly intent: CommitIntent };

/** The commit; nothing if there was none. */
export async function commitInPieces(owner: Owner, own: Ownership): Promise<StagedEnd | undefined> {
  const stage = await begin(owner, own);
  if (stage === undefined) return undefined;
  const { intent } = stage;
  owner.note(`stages ${stage.txid} on ${intent.expectedHeadTxid} in ${stage.chunks.length} chunks`);
  // Some stages are abandoned, so that others find what they have left.
  if (owner.cluster.random(5) === 0) {
    await sendChunks(owner, own, stage, owner.cluster.random(stage.chunks.length + 1));
    return undefined;
  }
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const stored = sendChunks(owner, own, stage, stage.chunks.length);
    // The last word may be sent before the first chunk was answered.
    const isPatient = owner.cluster.random(2) === 0;
    if (isPatient && !(await stored) && owner.cluster.random(2) === 0) {
      own.server = pick(owner.cluster.random, owner.cluster.servers);
      continue;
    }
    const end = await finalize(owner, own, stage, stored);
    if (end !== "missing") return { end, intent };
    await owner.pause();
  }
  return { end: "lost", intent };
}

async function begin(owner: Owner, own: Ownership): Promise<Stage | undefined> {
  const { cluster, database } = owner;
  const { id } = database;
  const { server, generation } = own;
  const chosen = owner.choose(own);
  const request = { actorId: id.actorId, generation };
  const begunAtMs = cluster.scheduler.nowMs;
  const begun = server.engine.commitStageBegin(id, request);
  const answer = await cluster.ask(server, "begin", begun);
  if (answer.kind === "refused" && answer.issue.kind === "fence-mismatch") owner.checkFence(own);
  if (answer.kind !== "ok") return undefined;
  const { txid } = answer.value;
  // An LTX file without pages would be none.
  const pages = chosen.pages.size > 0 ? chosen.pages : new Map([[1, cluster.newContent()]]);
  const intent = { ...chosen, pages, txid };
  return { txid, begunAtMs, intent, chunks: split(owner, fileOf(intent, txid)) };
}

function fileOf({ pages, newSize }: CommitIntent, txid: bigint): Uint8Array {
  const header = {
    pageSize: PAGE_SIZE,
    commit: newSize,
    minTxid: txid,
    maxTxid: txid,
    timestampMs: 1n,
  };
  const dirty = [...pages].map(([pgno, content]) => ({ pgno, bytes: pageOf(pgno, content) }));
  return encodeLtx(header, dirty);
}

function split({ cluster }: Owner, file: Uint8Array): readonly Uint8Array[] {
  const count = 1 + cluster.random(MAX_CHUNKS);
  const cuts = Array.from({ length: count - 1 }, () => 1 + cluster.random(file.length - 1));
  const ends = [...new Set([...cuts, file.length])].sort((a, b) => a - b);
  return ends.map((end, index) => file.subarray(index === 0 ? 0 : ends[index - 1], end));
}

/** Sends the first `count` chunks at once. Gives whether all are stored for certain. */
async function sendChunks(
  owner: Owner,
  own: Ownership,
  { txid, chunks }: Stage,
  count: number,
): Promise<boolean> {
  const { cluster, database } = owner;
  const { id } = database;
  const { server, generation } = own;
  const sent = chunks.slice(0, count).map((bytes, chunkIdx) => {
    const isLast = chunkIdx === chunks.length - 1;
    const request = { actorId: id.actorId, generation, txid, chunkIdx, bytes, isLast };
    return cluster.ask(server, "chunk", server.engine.commitStage(id, request));
  });
  const answers = await Promise.all(sent);
  const [firstBad] = answers.filter(({ kind }) => kind !== "ok");
  if (firstBad?.kind === "refused") {
    const { kind } = firstBad.issue;
    if (kind === "fence-mismatch") owner.checkFence(own);
    if (kind === "invalid-request") cluster.violate(new Violation("a chunk was refused"));
  }
  return firstBad === undefined;
}

/** The outcome is "missing" if the stage is not complete, or is gone. */
async function finalize(
  owner: Owner,
  own: Ownership,
  stage: Stage,
  stored: Promise<boolean>,
): Promise<CommitEnd | "missing"> {
  const { cluster, database } = owner;
  const { id } = database;
  const { txid, intent } = stage;
  let isMissing = false;
  const end = await owner.untilKnown(own, intent, async (server: Server) => {
    const request = {
      actorId: id.actorId,
      generation: own.generation,
      expectedHeadTxid: intent.expectedHeadTxid,
      txid,
      newDbSizePages: intent.newSize,
    };
    const finalized = server.engine.commitFinalize(id, request);
    const answer = await cluster.ask(server, "finalize", finalized);
    if (answer.kind === "ok") owner.acknowledge(intent, answer.value);
    if (answer.kind === "refused") {
      if (answer.issue.kind === "invalid-request") {
        cluster.violate(new Violation("a staged file was refused"));
      }
      isMissing = answer.issue.kind === "stage-not-found";
      if (isMissing && (await stored)) checkMissing(owner, own, stage);
    }
    return answer;
  });
  return isMissing && end !== "committed" ? "missing" : end;
}

/** A stage whose chunks were all stored is gone for a reason only. */
function checkMissing({ cluster, database }: Owner, own: Ownership, stage: Stage): void {
  const { txid, begunAtMs, intent } = stage;
  const { model } = database;
  const hasExpired = cluster.scheduler.nowMs >= begunAtMs + STAGE_EXPIRY_MS - 2 * MAX_SKEW_MS;
  const isNewest = model.meta?.nextTxid === txid + 1n;
  const isOnHead = model.head.txid === intent.expectedHeadTxid;
  if (hasExpired || !isNewest || !isOnHead || !model.isOwner(own.generation)) return;
  cluster.violate(new Violation(`stage ${txid} was complete and is gone`));
}
