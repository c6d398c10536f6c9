/**
 * A scripted far end of a linked transport, for behaviour that no real server has.
 */

import type { Transport } from "@barewire/client";
import { type LinkedConnection, linkedTransport } from "@barewire/client/memory";
import {
  decodeToRivet,
  encodeToEnvoy,
  type ToEnvoy,
  type ToRivet,
} from "@barewire/protocol/envoy-protocol";

export class RawServer {
  readonly links: LinkedConnection[] = [];
  readonly received: ToRivet[] = [];
  readonly transport: Transport;
  /** Is awaited before the next frame is taken. */
  hold: Promise<void> | undefined;

  constructor(subprotocol: string) {
    const version = Number(/\d+$/.exec(subprotocol)?.[0] ?? 0);
    this.transport = linkedTransport((_request, link) => {
      this.links.push(link);
      link.accept(subprotocol);
      return {
        frame: (bytes) => {
          this.received.push(decodeToRivet(bytes, version));
          return this.hold;
        },
        closed: () => undefined,
      };
    });
  }

  get link(): LinkedConnection {
    const link = this.links.at(-1);
    if (link === undefined) throw new Error("no client has connected");
    return link;
  }

  send(message: ToEnvoy): void {
    this.link.send(encodeToEnvoy(message, 3));
  }

  /** Starts actors without a database. */
  start(...actors: readonly string[]): void {
    const config = { name: "raw", key: null, createTs: 0n, input: null };
    const val = { config, hibernatingRequests: [], preloadedKv: null, sqliteStartupData: null };
    const inner = { tag: "CommandStartActor", val } as const;
    const commands = actors.map((actorId) => ({
      checkpoint: { actorId, generation: 1, index: 0n },
      inner,
    }));
    this.send({ tag: "ToEnvoyCommands", val: commands });
  }
}
