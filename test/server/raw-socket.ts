/**
 * A misbehaving client: a socket that sends given bytes, and reads only on demand.
 */

import {
  decodeToEnvoy,
  encodeToRivet,
  type ToEnvoy,
  type ToRivet,
} from "@barewire/protocol/envoy-protocol";
import { WebSocket } from "ws";
import { until } from "./server-process.js";

const VERSION = 3;
const SUBPROTOCOLS = ["envoy-protocol.v3", "envoy-protocol.refused"];

export type RawSocketOptions = {
  readonly namespace?: string;
  readonly actors?: readonly string[];
  readonly token?: string;
  readonly subprotocols?: readonly string[];
};

export type Answer = Extract<ToEnvoy, { readonly val: { readonly requestId: number } }>;

export class RawSocket {
  readonly socket: WebSocket;
  /** The received messages except pings, which are answered. */
  readonly received: ToEnvoy[] = [];
  /** The code that it was closed with, or the status of HTTP that refused it. */
  readonly closed: Promise<number>;
  closeCode: number | null = null;
  /** The ids begin above those of messages that a test writes itself. */
  #requestId = 1_000_000;

  constructor(url: string, options: RawSocketOptions = {}) {
    const { namespace = "n", actors = ["one"], token, subprotocols = SUBPROTOCOLS } = options;
    const query = new URLSearchParams({ namespace });
    for (const actor of actors) query.append("actor", actor);
    const shown = token === undefined ? [] : [`envoy-protocol.token.${token}`];
    this.socket = new WebSocket(`${url}/?${query}`, [...subprotocols, ...shown], {
      maxPayload: 64 * 1024 * 1024,
    });
    this.socket.on("message", (data: Buffer) => this.#take(data));
    this.socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.on("unexpected-response", (_request, response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      });
      this.socket.on("close", (code) => resolve(code));
    });
    void this.closed.then((code) => {
      this.closeCode = code;
    });
  }

  /** Waits until its actors have started. Throws if they do not. */
  async started(actorCount = 1): Promise<this> {
    await until("the actors start", () => {
      if (this.closeCode !== null) throw new Error(`closed with ${this.closeCode}`);
      return this.#starts().length >= actorCount;
    });
    return this;
  }

  /** The generation of the actor that was opened first. */
  get generation(): bigint {
    const [inner] = this.#starts();
    return (inner?.tag === "CommandStartActor" && inner.val.sqliteStartupData?.generation) || 0n;
  }

  sendBytes(frame: Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(frame);
  }

  send(message: ToRivet): void {
    this.sendBytes(encodeToRivet(message, VERSION, { memory: "own" }));
  }

  /** Sends a request under an id of its own and waits for the answer, or for the end. */
  async ask(make: (requestId: number) => ToRivet): Promise<Answer["val"]["data"] | null> {
    this.#requestId += 1;
    const requestId = this.#requestId;
    this.send(make(requestId));
    let answer: ToEnvoy | undefined;
    await until("the request is answered", () => {
      answer = this.received.find((each) => isAnswerTo(each, requestId));
      return answer !== undefined || this.closeCode !== null;
    });
    return answer !== undefined && isAnswerTo(answer, requestId) ? answer.val.data : null;
  }

  async close(): Promise<void> {
    this.socket.resume();
    this.socket.close(1000);
    await this.closed;
  }

  #starts() {
    const commands = this.received.flatMap((each) =>
      each.tag === "ToEnvoyCommands" ? each.val : [],
    );
    return commands.map(({ inner }) => inner);
  }

  #take(data: Buffer): void {
    // A version refusal has a layout of its own.
    if (this.socket.protocol !== "envoy-protocol.v3") return;
    const message = decodeToEnvoy(data, VERSION);
    if (message.tag === "ToEnvoyPing") this.send({ tag: "ToRivetPong", val: message.val });
    else this.received.push(message);
  }
}

function isAnswerTo(message: ToEnvoy, requestId: number): message is Answer {
  const { val } = message;
  return val !== null && "requestId" in val && val.requestId === requestId;
}

/** A request of `actorId` for a few pages. */
export function readOf(actorId: string, generation: bigint, pgnos: readonly number[] = [1]) {
  return (requestId: number): ToRivet => ({
    tag: "ToRivetSqliteGetPagesRequest",
    val: { requestId, data: { actorId, generation, pgnos } },
  });
}
