/** Commits whose pages say who wrote them and when, so that what was lost or mixed up shows. */

import {
  ClientError,
  type ClientEvent,
  createEnvoyClient,
  type EnvoyClient,
} from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";

export const NAMESPACE = "tests";
const PAGE_SIZE = 4_096;

export type Mark = { readonly owner: number; readonly sequence: number };

/** A page of nothing but its mark, again and again. */
export function pageOf({ owner, sequence }: Mark): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  const view = new DataView(bytes.buffer);
  for (let offset = 0; offset < PAGE_SIZE; offset += 8) {
    view.setUint32(offset, owner);
    view.setUint32(offset + 4, sequence);
  }
  return bytes;
}

/** Throws if the page is torn or was written by nobody. */
export function markOf(bytes: Uint8Array): Mark {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = { owner: view.getUint32(0), sequence: view.getUint32(4) };
  if (Buffer.compare(bytes, pageOf(mark)) !== 0) throw new Error("the page is torn");
  return mark;
}

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

/** What a commit is answered with: its txid, or the tag of the refusal. */
export async function commit(
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
  /** Commits 1 to this were acknowledged, one after another. */
  readonly acknowledgedCount: number;
  readonly sentCount: number;
  /** What ended it: the tag of a refusal, or the kind of the failure. */
  readonly end: string;
};

/**
 * Commits page 1, page 2, ... of an empty database, some ahead of their answers, until one fails or
 * `maxCount` have been sent. Commit n has txid n.
 */
export async function commitStream(
  client: EnvoyClient,
  actorId: string,
  owner: number,
  { windowCount = 8, maxCount = 100_000, onAcknowledged = (_count: number): void => undefined },
): Promise<Stream> {
  const answers: Promise<bigint | string>[] = [];
  let sentCount = 0;
  for (let acknowledgedCount = 0; ; ) {
    for (; answers.length < windowCount && sentCount < maxCount; sentCount += 1) {
      const page = [sentCount + 1, pageOf({ owner, sequence: sentCount + 1 })] as const;
      answers.push(commit(client, actorId, BigInt(sentCount), [page]).catch(kindOf));
    }
    const answer = await answers.shift();
    if (answer === undefined) return { acknowledgedCount, sentCount, end: "all" };
    if (typeof answer === "string") {
      const rest = await Promise.all(answers);
      if (rest.some((each) => typeof each !== "string")) throw new Error("out of order");
      return { acknowledgedCount, sentCount, end: answer };
    }
    acknowledgedCount += 1;
    if (answer !== BigInt(acknowledgedCount)) throw new Error(`txid ${answer}`);
    onAcknowledged(acknowledgedCount);
  }
}

function kindOf(error: unknown): string {
  return error instanceof ClientError ? error.issue.kind : String(error);
}
