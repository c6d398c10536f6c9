/**
 * A scripted client: it sends given messages, and keeps all that it receives.
 */

import type { Connection, Transport } from "@barewire/client";
import {
  decodeToEnvoy,
  encodeToRivet,
  type ToEnvoy,
  type ToRivet,
} from "@barewire/protocol/envoy-protocol";
import { settle } from "./settle.js";

export type RawOptions = {
  readonly version?: number;
  readonly namespace?: string;
  readonly actors?: readonly string[];
};

export class RawClient {
  readonly received: ToEnvoy[] = [];
  closeCode: number | null = null;
  readonly #connection: Connection;
  readonly #version: number;

  constructor(transport: Transport, options: RawOptions = {}) {
    const { version = 3, namespace = "tests", actors = ["one"] } = options;
    this.#version = version;
    const subprotocols = [`envoy-protocol.v${version}`];
    this.#connection = transport.open(
      { subprotocols, namespace, actors },
      {
        opened: () => undefined,
        frame: (bytes) => {
          this.received.push(decodeToEnvoy(bytes, version));
        },
        closed: (code) => {
          this.closeCode = code;
        },
      },
    );
  }

  sendBytes(frame: Uint8Array): void {
    this.#connection.send(frame);
  }

  send(message: ToRivet): void {
    this.sendBytes(encodeToRivet(message, this.#version));
  }

  close(): void {
    this.#connection.close(1000);
  }

  /** The number of bytes that the server has not taken. */
  bufferedSize(): number {
    return this.#connection.bufferedSize();
  }

  /** Sends the message and returns all that came since, without pings. */
  async ask(message: ToRivet): Promise<readonly ToEnvoy[]> {
    const seenCount = this.received.length;
    this.send(message);
    await settle();
    return this.received.slice(seenCount).filter(({ tag }) => tag !== "ToEnvoyPing");
  }
}

/** A read of page 1. */
export function readOf(actorId: string, generation: bigint, requestId = 1): ToRivet {
  const data = { actorId, generation, pgnos: [1] };
  return { tag: "ToRivetSqliteGetPagesRequest", val: { requestId, data } };
}

/** The event that closes the database of an actor. */
export function stoppedOf(actorId: string, generation: number): ToRivet {
  const state = { tag: "ActorStateStopped", val: { code: "OK", message: null } } as const;
  const inner = { tag: "EventActorStateUpdate", val: { state } } as const;
  return { tag: "ToRivetEvents", val: [{ checkpoint: { actorId, generation, index: 0n }, inner }] };
}
