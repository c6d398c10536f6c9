/** A database over the wire: fills one with pages and makes the requests that are measured. */

import {
  decodeToEnvoy,
  encodeToRivet,
  type ToEnvoy,
  type ToRivet,
} from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { WebSocket } from "ws";
import type { Received } from "./rounds.js";

const VERSION = 3;
export const SUBPROTOCOLS: readonly string[] = ["envoy-protocol.v3", "envoy-protocol.refused"];
export const ACTOR = "bench";

const PAGES_PER_COMMIT = 256;

/** A ping has a tag and an i64, so longer messages need not be decoded. */
const PING_SIZE = 9;

/** The answers of a socket, one after another, for one waiting caller at a time. */
export class Answers {
  readonly #socket: WebSocket;
  readonly #frames: Uint8Array[] = [];
  #wake: () => void = () => undefined;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", this.#take);
  }

  readonly #take = (data: Buffer): void => {
    this.#frames.push(data);
    this.#wake();
  };

  /** Stops listening: frames belong to another reader from here on. */
  stop(): void {
    this.#socket.off("message", this.#take);
  }

  /** Returns the next message that `isWanted`, and skips all others. */
  async next(isWanted: (message: ToEnvoy) => boolean): Promise<[ToEnvoy, Uint8Array]> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else {
        const message = decodeToEnvoy(frame, VERSION);
        if (isWanted(message)) return [message, frame];
      }
    }
  }
}

/** Waits until the database is open. */
export async function openedGeneration(answers: Answers): Promise<bigint> {
  const [message] = await answers.next(({ tag }) => tag === "ToEnvoyCommands");
  if (message.tag !== "ToEnvoyCommands") throw new Error("not the commands");
  const [command] = message.val;
  if (command?.inner.tag !== "CommandStartActor") throw new Error("not a start");
  return command.inner.val.sqliteStartupData?.generation ?? 0n;
}

/** Commits pages 1 to `count`. Half of each page is text that repeats, half is noise. */
export async function fill(
  socket: WebSocket,
  answers: Answers,
  generation: bigint,
  count: number,
): Promise<void> {
  let head = 0n;
  for (let first = 1; first <= count; first += PAGES_PER_COMMIT) {
    const size = Math.min(PAGES_PER_COMMIT, count - first + 1);
    const dirtyPages = Array.from({ length: size }, (_, index) => {
      return { pgno: first + index, bytes: pageBytes(first + index) };
    });
    const newDbSizePages = first + size - 1;
    const data = { actorId: ACTOR, generation, expectedHeadTxid: head, dirtyPages, newDbSizePages };
    send(socket, { tag: "ToRivetSqliteCommitRequest", val: { requestId: first, data } });
    const [answer] = await answers.next(({ tag }) => tag === "ToEnvoySqliteCommitResponse");
    if (answer.tag !== "ToEnvoySqliteCommitResponse") throw new Error("not the answer");
    if (answer.val.data.tag !== "SqliteCommitOk") throw new Error(answer.val.data.tag);
    head = answer.val.data.val.newHeadTxid;
  }
}

/** A request for `count` pages from the first on, as a range where there is more than one. */
export function readRequest(generation: bigint, count: number): Uint8Array {
  const base = { actorId: ACTOR, generation };
  const message: ToRivet =
    count === 1
      ? {
          tag: "ToRivetSqliteGetPagesRequest",
          val: { requestId: 1, data: { ...base, pgnos: [1] } },
        }
      : {
          tag: "ToRivetSqliteGetPageRangeRequest",
          val: {
            requestId: count,
            data: { ...base, startPgno: 1, maxPages: count, maxBytes: 1_048_576n },
          },
        };
  return encodeToRivet(message, VERSION, { memory: "own" });
}

/** Answers pings for as long as the socket lives, as every client has to. */
export function answerPings(socket: WebSocket): void {
  socket.on("message", (data: Received) => {
    const [frame] = Array.isArray(data) ? data : [data];
    if (frame?.length !== PING_SIZE) return;
    const message = decodeToEnvoy(frame, VERSION);
    if (message.tag !== "ToEnvoyPing") return;
    send(socket, { tag: "ToRivetPong", val: { ts: message.val.ts } });
  });
}

function send(socket: WebSocket, message: ToRivet): void {
  socket.send(encodeToRivet(message, VERSION, { memory: "own" }));
}

function pageBytes(pgno: number): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  let state = pgno * 2_654_435_761;
  for (let index = 0; index < PAGE_SIZE; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = index % 128 < 64 ? 97 + (index % 16) : state >>> 24;
  }
  return bytes;
}
