/**
 * Commits pages with marks, and reads the marks later.
 */

import {
  ClientError,
  type ClientEvent,
  createEnvoyClient,
  type EnvoyClient,
} from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import { type Mark, markOf, pageOf } from "./marked-pages.js";

export const NAMESPACE = "tests";
export type ConnectOptions = {
  readonly actors?: readonly string[];
  readonly token?: string;
  readonly onEvent?: (event: ClientEvent) => void;
  readonly maxFailureCount?: number;
};

export function connect(url: string, options: ConnectOptions = {}): EnvoyClient {
  const { actors = ["one"], token, onEvent = () => undefined, maxFailureCount = 1 } = options;
  return createEnvoyClient({
    transport: webSocketTransport(token === undefined ? { url } : { url, token }),
    namespace: NAMESPACE,
    actors,
    onEvent,
    limits: { maxFailureCount },
  });
}

/** Returns the answer to a commit: its txid, or the tag of the refusal. */
async function commit(
  client: EnvoyClient,
  actorId: string,
  expectedHeadTxid: bigint,
  pages: readonly (readonly [pgno: number, bytes: Uint8Array])[],
): Promise<bigint | string> {
  const dirtyPages = pages.map(([pgno, bytes]) => ({ pgno, bytes }));
  const newDbSizePages = Math.max(...pages.map(([pgno]) => pgno));
  const data = { expectedHeadTxid, dirtyPages, newDbSizePages };
  const answer = await client.request(actorId, "ToRivetSqliteCommitRequest", data);
  return answer.tag === "SqliteCommitOk" ? answer.val.newHeadTxid : answer.tag;
}

/** The newest txid and the marks of pages 1 to `count`, null beyond the end. */
export async function readMarks(
  client: EnvoyClient,
  actorId: string,
  count: number,
): Promise<{ readonly headTxid: bigint; readonly marks: readonly (Mark | null)[] }> {
  const marks: (Mark | null)[] = [];
  let headTxid = 0n;
  for (let first = 1; first <= count || first === 1; first += 256) {
    const size = Math.min(256, count - first + 1);
    const pgnos = Array.from({ length: size }, (_, index) => first + index);
    const answer = await client.request(actorId, "ToRivetSqliteGetPagesRequest", { pgnos });
    if (answer.tag !== "SqliteGetPagesOk") throw new Error(`read: ${answer.tag}`);
    headTxid = answer.val.meta.headTxid;
    marks.push(...answer.val.pages.map(({ bytes }) => (bytes === null ? null : markOf(bytes))));
  }
  return { headTxid, marks };
}

export type Stream = {
  /** The number of commits that were acknowledged, one after another. */
  readonly acknowledgedCount: number;
  readonly sentCount: number;
  /** The reason of its end: `over`, the tag of a refusal, or the kind of the failure. */
  readonly end: string;
};

export type StreamOptions = {
  /** The number of commits that are sent ahead of their answers. */
  readonly windowCount?: number;
  /** The head of the database at the begin; 0 by default. */
  readonly headTxid?: bigint;
  /** Tells that no more commits may begin. */
  readonly isOver?: () => boolean;
  readonly onAcknowledged?: (count: number) => void;
};

/**
 * Commits a page, then another one, until one commit fails or all is over. The commit of txid n
 * writes page n, if the sequence of the first is 1.
 */
export async function commitStream(
  client: EnvoyClient,
  actorId: string,
  owner: number,
  options: StreamOptions = {},
): Promise<Stream> {
  const { windowCount = 8, headTxid = 0n } = options;
  const { isOver = () => false, onAcknowledged = () => undefined } = options;
  const answers: Promise<bigint | string>[] = [];
  let sentCount = 0;
  for (let acknowledgedCount = 0; ; ) {
    while (answers.length < windowCount && !isOver()) {
      const head = headTxid + BigInt(sentCount);
      sentCount += 1;
      const page = [Number(head) + 1, pageOf({ owner, sequence: sentCount })] as const;
      answers.push(commit(client, actorId, head, [page]).catch(kindOf));
    }
    const answer = await answers.shift();
    if (answer === undefined) return { acknowledgedCount, sentCount, end: "over" };
    if (typeof answer === "string") {
      const rest = await Promise.all(answers);
      if (rest.some((each) => typeof each !== "string")) throw new Error("out of order");
      return { acknowledgedCount, sentCount, end: answer };
    }
    acknowledgedCount += 1;
    if (answer !== headTxid + BigInt(acknowledgedCount)) throw new Error(`txid ${answer}`);
    onAcknowledged(acknowledgedCount);
  }
}

function kindOf(error: unknown): string {
  return error instanceof ClientError ? error.issue.kind : String(error);
}
