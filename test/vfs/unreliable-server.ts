/**
 * Handlers and engine behind links that a schedule cuts, on a manual clock. Other owners come in
 * between, the server restarts, and answers are delayed or lost inside the store.
 */

import type { ConnectionEvents, OpenRequest, Transport } from "@barewire/client";
import { linkedTransport } from "@barewire/client/memory";
import { sleep } from "@barewire/clock";
import { ManualClock } from "@barewire/clock/testing";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { Ownership, ServerConnection } from "@barewire/server-handlers";
import { createSqliteStore, type SqliteStore, StorageError } from "@barewire/sqlite-storage";
import { MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { ByteSemaphore } from "../../packages/server/src/byte-semaphore.js";

export const ID = { namespace: "tests", actorId: "one" };
export const SIZE_PAGES = 8;

/** With `cut-after` the frame arrives, and nothing that follows from it does. */
export type FrameFate = "pass" | "cut-before" | "cut-after";
export type Direction = "to-server" | "to-client";

/** A commit that the engine has applied: the call that it answered, and its txid. */
export type Done = { readonly txid: bigint; readonly marker: number | null };

const MAX_MEMORY = 512 * 1024 * 1024;

export class UnsteadyServer {
  readonly clock: ManualClock = new ManualClock(1_000_000);
  readonly memory: MemoryStore = new MemoryStore();
  /**
   * The requests of the session under test, in order; a commit that is recognised again is there
   * twice.
   */
  readonly done: Done[] = [];
  /** The generations that were assigned. */
  opens = 0;
  /** The fate of the next frame. */
  fateOf: (direction: Direction) => FrameFate = () => "pass";
  /** Runs while the client connects. */
  beforeConnect: () => Promise<void> = async () => undefined;
  /** The time that the next commit takes after it was applied. */
  holdMs: () => number = () => 0;
  /** Tells whether the store does not know the outcome of the next commit. */
  isResultLost: () => boolean = () => false;
  /** Tells whether the server learns of a link that is cut. */
  isTold: () => boolean = () => true;
  #engine: SqliteStore = this.#newEngine();
  #ownership = new Ownership();

  /** Simulates a crash: the memory of the server is lost. */
  restart(): void {
    this.#engine = this.#newEngine();
    this.#ownership = new Ownership();
  }

  readonly transport: Transport = {
    open: (request, events) => {
      let send: (frame: Uint8Array) => void = () => undefined;
      let close: (code: number) => void = () => undefined;
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        if (this.isTold()) close(CLOSE_CODES.abnormal);
        queueMicrotask(() => events.closed(CLOSE_CODES.abnormal));
      };
      const pass = (direction: Direction, deliver: () => unknown): void => {
        if (isOver) return;
        const fate = this.fateOf(direction);
        if (fate !== "cut-before") deliver();
        if (fate !== "pass") end();
      };
      void this.beforeConnect().then(() => {
        if (isOver) return;
        const inner = this.#link(request, {
          opened: (subprotocol) => (isOver ? undefined : events.opened(subprotocol)),
          frame: (bytes) => pass("to-client", () => events.frame(bytes)),
          closed: (code) => {
            if (!isOver) events.closed(code);
            isOver = true;
          },
        });
        send = (frame) => inner.send(frame);
        close = (code) => inner.close(code);
      });
      return {
        bufferedSize: () => 0,
        send: (frame) => pass("to-server", () => send(frame)),
        close: (code) => {
          if (!isOver) close(code);
          isOver = true;
        },
      };
    },
  };

  /** Reads the stored state without opening the database. */
  async read(): Promise<{ readonly head: bigint; readonly markers: readonly number[] }> {
    const engine = createSqliteStore({
      kv: openMemoryKv({ store: new MemoryStore(this.memory.contents()) }),
    });
    const { generation, meta } = await engine.open(ID);
    const pgnos = Array.from({ length: meta.dbSizePages }, (_, index) => index + 1);
    const { pages } = await engine.getPages(ID, { actorId: ID.actorId, generation, pgnos });
    return { head: meta.headTxid, markers: pages.map(({ bytes }) => markerOf(bytes)) };
  }

  /** An engine of another server, on the same store. */
  other(): SqliteStore {
    const { clock } = this;
    const random = { number: () => 0.5 };
    const kv = openMemoryKv({ store: this.memory, clock, random });
    return createSqliteStore({ kv, clock, random });
  }

  #newEngine(): SqliteStore {
    const engine = this.other();
    const carriedOut = async (txid: bigint, marker: number | null): Promise<void> => {
      this.done.push({ txid, marker });
      const holdMs = this.holdMs();
      if (holdMs > 0) await sleep(this.clock, holdMs);
      if (this.isResultLost()) throw new StorageError({ kind: "kv-unknown-result" });
    };
    return {
      ...engine,
      open: async (id) => {
        this.opens += 1;
        return await engine.open(id);
      },
      commit: async (id, request) => {
        const answer = await engine.commit(id, request);
        await carriedOut(answer.newHeadTxid, markerOf(request.dirtyPages[0]?.bytes ?? null));
        return answer;
      },
      commitFinalize: async (id, request) => {
        const answer = await engine.commitFinalize(id, request);
        await carriedOut(answer.newHeadTxid, null);
        return answer;
      },
    };
  }

  #link(request: OpenRequest, events: ConnectionEvents): ReturnType<Transport["open"]> {
    const linked = linkedTransport(({ subprotocols, namespace, actors }, link) => {
      const negotiated = selectSubprotocol(offer(VERSIONS), subprotocols);
      if (negotiated.kind !== "selected") throw new Error("no common version");
      link.accept(negotiated.subprotocol);
      const connection = new ServerConnection({
        version: negotiated.version,
        namespace,
        actors,
        store: this.#engine,
        ownership: this.#ownership,
        semaphore: new ByteSemaphore(MAX_MEMORY, 1_024),
        clock: this.clock,
        send: (frame) => {
          link.send(frame);
          return undefined;
        },
        close: (code) => link.close(code),
        observe: () => undefined,
      });
      return {
        frame: (bytes) => connection.receive(bytes),
        closed: () => void connection.ended(),
      };
    });
    return linked.open(request, events);
  }
}

/** A page that names the commit by which it was written. */
export function markedPage(marker: number): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  new DataView(page.buffer).setUint32(0, marker);
  return page;
}

function markerOf(bytes: Uint8Array | null): number {
  return bytes === null ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}
