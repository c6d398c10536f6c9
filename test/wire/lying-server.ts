/**
 * The real handlers and engine behind a layer that decodes their messages, lies, and encodes them
 * again. Until it is armed it tells the truth.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Transport } from "@barewire/client";
import { type LinkedConnection, linkedTransport } from "@barewire/client/memory";
import { SYSTEM_CLOCK } from "@barewire/clock";
import {
  decodeToEnvoy,
  encodeToEnvoy,
  type SqliteMeta,
  type SqliteStartupData,
  type ToEnvoy,
  VERSIONS,
} from "@barewire/protocol/envoy-protocol";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import { Ownership, ServerConnection } from "@barewire/server-handlers";
import { createSqliteStore, type SqliteStore } from "@barewire/sqlite-storage";
import { type MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import { ByteSemaphore } from "../../packages/server/src/byte-semaphore.js";

/** Replaces a message; frames that are not messages are sent as they are. */
export type Lie = (message: ToEnvoy) => readonly (ToEnvoy | Uint8Array)[];

/** Replaces the acceptance of a connection; returns true if the connection needs nothing more. */
export type ConnectionLie = (link: LinkedConnection) => boolean;

const MAX_MEMORY = 512 * 1024 * 1024;
/** From this size on, what the making of a lie leaves behind is collected at once. */
const LARGE_BYTES = 1 << 20;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

export class LyingServer {
  readonly transport: Transport;
  lie: Lie | null = null;
  connectionLie: ConnectionLie | null = null;
  /** The number of messages that were changed, left out or added. */
  lies = 0;
  /** The CPU time that the layer itself has used. */
  lyingMs = 0;
  readonly #links = new Set<LinkedConnection>();

  /** `maxDeltaBytes` is the limit of one message that the server states. */
  constructor(memory: MemoryStore, maxDeltaBytes: bigint) {
    const engine = createSqliteStore({ kv: openMemoryKv({ store: memory }) });
    const store: SqliteStore = {
      ...engine,
      open: async (id) => {
        const start = await engine.open(id);
        return { ...start, meta: { ...start.meta, maxDeltaBytes } };
      },
    };
    const ownership = new Ownership();
    this.transport = linkedTransport((request, link) => {
      const nothing = { frame: () => undefined, closed: () => undefined };
      if (this.connectionLie?.(link) === true) return nothing;
      const negotiated = selectSubprotocol(offer(VERSIONS), request.subprotocols);
      if (negotiated.kind !== "selected") throw new Error("no common version");
      const { version } = negotiated;
      link.accept(negotiated.subprotocol);
      this.#links.add(link);
      const connection = new ServerConnection({
        version,
        namespace: request.namespace,
        actors: request.actors,
        store,
        ownership,
        semaphore: new ByteSemaphore(MAX_MEMORY, 1_024),
        clock: SYSTEM_CLOCK,
        send: (frame) => {
          for (const said of this.#say(frame, version)) link.send(said);
          return undefined;
        },
        close: (code) => link.close(code),
        observe: () => undefined,
      });
      return {
        frame: (bytes) => connection.receive(bytes),
        closed: () => {
          this.#links.delete(link);
          void connection.ended();
        },
      };
    });
  }

  sever(): void {
    for (const link of this.#links) link.sever();
  }

  #say(frame: Uint8Array, version: number): readonly Uint8Array[] {
    if (this.lie === null) return [frame];
    const begun = process.cpuUsage();
    const message = decodeToEnvoy(frame, version);
    const said = this.lie(message);
    const isTrue = said.length === 1 && said[0] === message;
    if (!isTrue) this.lies += 1;
    const frames = said.map((one) => {
      return one instanceof Uint8Array ? one : encodeToEnvoy(one, version);
    });
    // V8 collects on threads of its own, whose CPU time would be taken for work of the client.
    if (frames.some(({ length }) => length > LARGE_BYTES)) collectGarbage();
    const { user, system } = process.cpuUsage(begun);
    this.lyingMs += (user + system) / 1_000;
    return isTrue ? [frame] : frames;
  }
}

/** Lies about the database that an actor is started with. */
export function aboutStart(change: (start: SqliteStartupData) => SqliteStartupData | null): Lie {
  return (message) => {
    if (message.tag !== "ToEnvoyCommands") return [message];
    const val = message.val.map((command) => {
      const { inner } = command;
      if (inner.tag !== "CommandStartActor" || inner.val.sqliteStartupData === null) return command;
      const sqliteStartupData = change(inner.val.sqliteStartupData);
      return { ...command, inner: { ...inner, val: { ...inner.val, sqliteStartupData } } };
    });
    return [{ ...message, val }];
  };
}

/** Lies in the META of everything that has one. */
export function aboutMeta(change: (meta: SqliteMeta) => SqliteMeta): Lie {
  const lies = [
    aboutStart((start) => ({ ...start, meta: change(start.meta) })),
    aboutPages(({ meta }) => ({ meta: change(meta) })),
    aboutCommit((ok) => ({ ...ok, meta: change(ok.meta) })),
  ];
  // Each lie changes messages of its own kinds.
  return (message) =>
    lies.map((lie) => lie(message)).find(([said]) => said !== message) ?? [message];
}

type PagesMessage = Extract<
  ToEnvoy,
  { readonly tag: "ToEnvoySqliteGetPagesResponse" | "ToEnvoySqliteGetPageRangeResponse" }
>;
type PagesOk = Extract<
  PagesMessage["val"]["data"],
  { readonly tag: "SqliteGetPagesOk" | "SqliteGetPageRangeOk" }
>["val"];

/** Lies about pages that were requested. */
export function aboutPages(change: (ok: Pick<PagesOk, "pages" | "meta">) => Partial<PagesOk>): Lie {
  return (message) => {
    switch (message.tag) {
      case "ToEnvoySqliteGetPagesResponse": {
        const { data } = message.val;
        if (data.tag !== "SqliteGetPagesOk") return [message];
        const val = { ...data.val, ...change(data.val) };
        return [{ ...message, val: { ...message.val, data: { ...data, val } } }];
      }
      case "ToEnvoySqliteGetPageRangeResponse": {
        const { data } = message.val;
        if (data.tag !== "SqliteGetPageRangeOk") return [message];
        const val = { ...data.val, ...change(data.val) };
        return [{ ...message, val: { ...message.val, data: { ...data, val } } }];
      }
      default:
        return [message];
    }
  };
}

type CommitOk = { readonly newHeadTxid: bigint; readonly meta: SqliteMeta };

/** Lies about a commit that was applied. */
export function aboutCommit(change: (ok: CommitOk) => CommitOk): Lie {
  return (message) => {
    switch (message.tag) {
      case "ToEnvoySqliteCommitResponse": {
        const { data } = message.val;
        if (data.tag !== "SqliteCommitOk") return [message];
        return [{ ...message, val: { ...message.val, data: { ...data, val: change(data.val) } } }];
      }
      case "ToEnvoySqliteCommitFinalizeResponse": {
        const { data } = message.val;
        if (data.tag !== "SqliteCommitFinalizeOk") return [message];
        return [{ ...message, val: { ...message.val, data: { ...data, val: change(data.val) } } }];
      }
      default:
        return [message];
    }
  };
}
