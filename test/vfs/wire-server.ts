/** The real handlers over the real engine in memory, at the far end of a link that can be cut. */

import type { Transport } from "@barewire/client";
import { type LinkedConnection, linkedTransport } from "@barewire/client/memory";
import { SYSTEM_CLOCK } from "@barewire/clock";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import { Ownership, ServerConnection } from "@barewire/server-handlers";
import {
  createSqliteStore,
  type EngineThresholds,
  inspectDatabase,
  type Kv,
  type SqliteStore,
} from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { ByteSemaphore } from "../../packages/server/src/byte-semaphore.js";
import { allRows, databaseKeys } from "../../packages/storage/src/format/database-keys.js";

export type Direction = "to-server" | "to-client";

export interface WireServerOptions {
  /** The versions that the server speaks. */
  readonly versions?: readonly number[];
  readonly store?: MemoryStore;
  /** A store other than one in memory; then there are no `findings`. */
  readonly kv?: Kv;
  readonly thresholds?: Partial<EngineThresholds>;
  /** Wraps the engine. */
  readonly hook?: (store: SqliteStore) => SqliteStore;
}

export const NAMESPACE = "tests";

const MAX_MEMORY = 512 * 1024 * 1024;

export class WireServer {
  /** The stored state; a new server over the same store stands for a restarted one. */
  readonly memory: MemoryStore;
  readonly transport: Transport;
  /** The tag and outcome of every request that was answered. */
  readonly outcomes: string[] = [];
  connectionCount = 0;
  /** Called before each frame is passed on; true cuts the link instead. */
  cut: (direction: Direction) => boolean = () => false;
  readonly #links = new Set<LinkedConnection>();
  readonly #ownership = new Ownership();

  constructor(options: WireServerOptions = {}) {
    this.memory = options.store ?? new MemoryStore();
    const { thresholds = {} } = options;
    const kv = options.kv ?? openMemoryKv({ store: this.memory });
    const engine = createSqliteStore({ kv, thresholds });
    const store = options.hook?.(engine) ?? engine;
    const versions = options.versions ?? VERSIONS;
    this.transport = linkedTransport((request, link) => {
      this.connectionCount += 1;
      const nothing = { frame: () => undefined, closed: () => undefined };
      const negotiated = selectSubprotocol(offer(versions), request.subprotocols);
      if (negotiated.kind !== "selected") {
        if (negotiated.kind === "refused") {
          link.accept(negotiated.subprotocol);
          link.send(negotiated.frame);
        }
        link.close(1000);
        return nothing;
      }
      link.accept(negotiated.subprotocol);
      this.#links.add(link);
      const connection = new ServerConnection({
        version: negotiated.version,
        namespace: request.namespace,
        actors: request.actors,
        store,
        ownership: this.#ownership,
        semaphore: new ByteSemaphore(MAX_MEMORY, 1_024),
        clock: SYSTEM_CLOCK,
        send: (frame) => {
          if (this.cut("to-client")) link.sever();
          else link.send(frame);
          return undefined;
        },
        close: (code) => link.close(code),
        observe: (event) => {
          if (event.kind === "request") this.outcomes.push(`${event.tag} ${event.outcome}`);
        },
      });
      return {
        frame: (bytes) => {
          if (!this.cut("to-server")) return connection.receive(bytes);
          link.sever();
          return undefined;
        },
        closed: () => {
          this.#links.delete(link);
          void connection.ended();
        },
      };
    });
  }

  /** The connections that are open. */
  get linkCount(): number {
    return this.#links.size;
  }

  /** Cuts every link, like a server that is killed. */
  sever(): void {
    for (const link of this.#links) link.sever();
  }

  /** The violations that an inspection of one database finds. */
  findings(actor: string): readonly object[] {
    const id = { namespace: NAMESPACE, actorId: actor };
    const [heads, chunks] = allRows(databaseKeys(id));
    const rows = [...this.memory.contents().rows()].filter(([key]) =>
      [heads, chunks].some(
        ({ start, end }) => Buffer.compare(start, key) <= 0 && Buffer.compare(key, end) < 0,
      ),
    );
    return inspectDatabase(id, rows).findings;
  }
}
