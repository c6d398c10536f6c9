/** The server: listens, accepts connections, and drains them when it stops. */

import type { IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { SYSTEM_CLOCK, settledWithin, TokenBucket } from "@barewire/clock";
import {
  type HandlerEvent,
  Ownership,
  PATH_BUDGET,
  type ServerConnection,
} from "@barewire/server-handlers";
import {
  createSqliteStore,
  failureCodeOf,
  type Kv,
  readStorageFlags,
  type SqliteEngine,
} from "@barewire/sqlite-storage";
import { type WebSocket, WebSocketServer } from "ws";
import { type Admission, admit, type Denial, type Rejection } from "./admission.js";
import { ByteSemaphore } from "./byte-semaphore.js";
import { limitConcurrency } from "./concurrency-limit.js";
import type { Settings } from "./configuration/settings.js";
import { FrameBufferPool } from "./frame-buffer-pool.js";
import { handleHttpRequest } from "./http-endpoints.js";
import { addressOf, answerStatus, createHttp, type HttpServer } from "./http-server.js";
import { ListenError } from "./listen-error.js";
import type { Log } from "./log.js";
import { createMetrics } from "./metrics.js";
import { type Refusal, refusalOf, refused } from "./refusals.js";
import { readTlsFiles, readTokens } from "./setting-files.js";
import { serveSocket } from "./socket.js";
import { createStoreHealth, type StoreHealth } from "./store-health.js";
import type { Tokens } from "./tokens.js";

export type RunningServer = {
  /** `ws://host:port`, or `wss:` with TLS. */
  readonly url: string;
  readonly engine: SqliteEngine;
  /** Returns the number of open connections. */
  readonly connectionCount: () => number;
  /**
   * Drains the server: it accepts no more connections or requests, answers those that it has,
   * closes every database and then the store. Work that has not finished after `drainTimeout` is
   * aborted: acknowledged commits are durable, and any other is rolled back when its database is
   * opened next.
   */
  readonly stop: () => Promise<void>;
};

/** The time that a client has to complete the close handshake, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Listens on `settings.host` and `port`. Closes `kv` when it stops. Throws a `ConfigurationError`
 * or a `TokensError` if a file of the settings is missing or invalid, and a `ListenError`.
 */
export async function startServer(settings: Settings, kv: Kv, log: Log): Promise<RunningServer> {
  const server = new BarewireServer(settings, kv, log);
  await server.listen();
  return server;
}

class BarewireServer implements RunningServer {
  readonly engine: SqliteEngine;
  readonly #settings: Settings;
  readonly #kv: Kv;
  readonly #health: StoreHealth;
  readonly #log: Log;
  readonly #tokens: Tokens;
  readonly #http: HttpServer;
  readonly #upgrades: WebSocketServer;
  readonly #ownership = new Ownership();
  readonly #memory: ByteSemaphore;
  readonly #frames = new FrameBufferPool();
  readonly #pathBudget = new TokenBucket(SYSTEM_CLOCK, PATH_BUDGET);
  readonly #metrics: ReturnType<typeof createMetrics>;
  readonly #connections: Map<WebSocket, ServerConnection> = new Map();
  /** The connections that have not sent anything yet, and when they were opened; oldest first. */
  readonly #silent: Map<WebSocket, number> = new Map();
  /** The subprotocols of upgrades that were admitted, until the library asks for them. */
  readonly #admissions: WeakMap<IncomingMessage, string> = new WeakMap();
  #stopped: Promise<void> | null = null;

  constructor(settings: Settings, kv: Kv, log: Log) {
    this.#settings = settings;
    this.#kv = kv;
    this.#health = createStoreHealth(kv, SYSTEM_CLOCK);
    this.#log = log;
    this.#tokens = readTokens(settings);
    this.#memory = new ByteSemaphore(settings.maxMemory, Number.POSITIVE_INFINITY);
    this.#metrics = createMetrics({
      connectionCount: () => this.#connections.size,
      heldSize: () => this.#memory.size,
    });
    this.engine = createSqliteStore({
      kv: limitConcurrency(this.#health.kv),
      thresholds: {
        maxStorageSize: BigInt(settings.maxDatabaseSize),
        pageCacheSize: settings.pageCache,
      },
      flags: readStorageFlags((name) => process.env[name]),
      observer: { record: this.#metrics.record, onEvent: log.engine },
    });
    this.#http = this.#createHttp();
    this.#upgrades = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // Pages are compressed already, and deflating them again costs more than it saves.
      perMessageDeflate: false,
      maxPayload: settings.maxFrameSize,
      handleProtocols: (_offered, request) => this.#admissions.get(request) ?? false,
      ...{ closeTimeout: CLOSE_TIMEOUT_MS },
    });
    // The messages of the library are constant texts.
    this.#upgrades.on("wsClientError", ({ message }, stream, request) => {
      this.#refuse(
        refused("websocket-handshake", { reason: message, ...addressOf(request.socket) }),
      );
      answerStatus(stream, 400);
    });
  }

  get url(): string {
    // The address is an object, because the server listens on a port and not on a pipe.
    const { address, family, port } = this.#http.server.address() as AddressInfo;
    const scheme = this.#settings.tlsCertFile === null ? "ws" : "wss";
    return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  }

  connectionCount = (): number => this.#connections.size;

  async listen(): Promise<void> {
    const { host, port } = this.#settings;
    const http = this.#http.server;
    await new Promise<void>((resolve, reject) => {
      http.once("error", (cause: NodeJS.ErrnoException) => {
        reject(new ListenError(cause.code ?? "unknown", { host, port }, { cause }));
      });
      http.listen({ host, port, backlog: 1_024 }, () => {
        http.removeAllListeners("error");
        // Accepting can fail later, as with too many open files; open connections are unaffected.
        http.on("error", ({ code }: NodeJS.ErrnoException) => {
          this.#log.failure("accepting failed", code ?? "unknown");
        });
        resolve();
      });
    });
  }

  stop = (): Promise<void> => {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  };

  #createHttp(): HttpServer {
    const { metrics, idleTimeout, maxConnections } = this.#settings;
    const options = {
      isHealthy: async () => this.#stopped === null && (await this.#health.isHealthy()),
      metrics: metrics ? this.#metrics : null,
      refuse: (request: IncomingMessage, status: number) =>
        this.#refuseRequest(request, refused("plain-http", { status })),
    };
    const http = createHttp({
      tls: readTlsFiles(this.#settings),
      timeoutMs: idleTimeout,
      maxConnections,
      connectionCount: () => this.#connections.size,
      refuse: (refusal) => this.#refuse(refusal),
    });
    http.server.on("request", (request, response) => {
      handleHttpRequest(request, response, options).catch((error: unknown) => {
        const code = failureCodeOf(error) ?? "unknown";
        this.#refuse({ event: "request-failed", kind: "failed", level: "error", facts: { code } });
        response.destroy();
      });
    });
    http.server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    return http;
  }

  /** Counts and logs what was refused. */
  #refuse(refusal: Refusal): void {
    this.#metrics.refusal(refusal);
    this.#log.refusal(refusal);
  }

  #refuseRequest(request: IncomingMessage, refusal: Refusal): void {
    const facts = { ...refusal.facts, ...addressOf(request.socket) };
    this.#refuse({ ...refusal, facts });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { maxActors, origins } = this.#settings;
    socket.on("error", () => socket.destroy());
    const asked = admit(request, { tokens: this.#tokens, origins, maxActors });
    const admission = this.#shortage(asked) ?? asked;
    if (admission.kind === "denied") {
      this.#refuseRequest(request, admission.refusal);
      answerStatus(socket, admission.status);
      return;
    }
    this.#admissions.set(request, admission.subprotocol);
    this.#upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      if (admission.kind === "rejected") {
        this.#refuseRequest(request, admission.refusal);
        rejectSocket(webSocket, admission);
        return;
      }
      // The socket is of TCP or TLS.
      const stream = request.socket as Socket;
      // Small responses must not wait for Nagle's algorithm.
      stream.setNoDelay(true);
      this.#http.open(stream);
      this.#serve(webSocket, socket, admission);
    });
  }

  /**
   * The reason why a client that would be admitted has to be rejected for lack of capacity; null if
   * there is none.
   */
  #shortage({ kind }: Admission): Denial | null {
    const denied = (refusal: Refusal): Denial => ({ kind: "denied", status: 503, refusal });
    if (kind !== "admitted") return null;
    if (this.#stopped !== null) return denied(refused("stopping"));
    const { maxConnections } = this.#settings;
    if (this.#connections.size < maxConnections || this.#closeSilent()) return null;
    return denied(refused("connection-limit", { maxConnections }));
  }

  /**
   * Disconnects a client that has sent nothing for a while, not even an answer to the first ping,
   * so that clients that only connect lock no other out. Returns whether there was one.
   */
  #closeSilent(): boolean {
    const [oldest] = this.#silent;
    if (oldest === undefined) return false;
    const [socket, openedMs] = oldest;
    if (SYSTEM_CLOCK.monotonicMs() - openedMs < this.#settings.pingInterval) return false;
    this.#refuse(refused("half-open", { reason: "silent" }));
    this.#forget(socket);
    socket.terminate();
    return true;
  }

  #forget(socket: WebSocket): void {
    this.#connections.delete(socket);
    this.#silent.delete(socket);
  }

  #serve(
    socket: WebSocket,
    stream: Duplex,
    { version, namespace, actors }: Extract<Admission, { readonly kind: "admitted" }>,
  ): void {
    const { maxConnectionMemory, maxFrameSize, pingInterval, idleTimeout } = this.#settings;
    const connection = serveSocket(socket, {
      version,
      namespace,
      actors,
      store: this.engine,
      ownership: this.#ownership,
      memory: this.#memory,
      frames: this.#frames,
      pathBudget: this.#pathBudget,
      maxMemory: maxConnectionMemory,
      maxFrameSize,
      stream,
      limits: { pingIntervalMs: pingInterval, idleTimeoutMs: idleTimeout },
      refuse: (refusal) => this.#refuse(refusal),
      observe: (event) => this.#observe(event),
      clock: SYSTEM_CLOCK,
    });
    this.#connections.set(socket, connection);
    this.#silent.set(socket, SYSTEM_CLOCK.monotonicMs());
    socket.once("message", () => this.#silent.delete(socket));
    socket.on("close", () => this.#forget(socket));
  }

  #observe(event: HandlerEvent): void {
    this.#metrics.handler(event);
    const refusal = refusalOf(event);
    if (refusal === null) this.#log.handler(event);
    else this.#refuse(refusal);
  }

  async #stop(): Promise<void> {
    this.#log.server("stopping", { connectionCount: this.#connections.size });
    const closed = new Promise<void>((resolve) => this.#http.server.close(() => resolve()));
    const drained = Promise.all([...this.#connections.values()].map((each) => each.drain()));
    await settledWithin(SYSTEM_CLOCK, this.#settings.drainTimeout, drained);
    // The last frames may still be leaving, and every close handshake has its own timeout.
    await settledWithin(
      SYSTEM_CLOCK,
      CLOSE_TIMEOUT_MS,
      Promise.all([...this.#connections.keys()].map(closedOf)),
    );
    for (const socket of this.#connections.keys()) socket.terminate();
    this.#http.server.closeAllConnections();
    await closed;
    await this.engine.stop();
    await this.#kv.close();
    this.#log.flush();
    this.#log.server("stopped");
  }
}

function closedOf(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

function rejectSocket(socket: WebSocket, { frame, code }: Rejection): void {
  // Nothing is read any more, and every error is followed by a close event.
  socket.on("error", () => undefined);
  if (frame !== null) socket.send(frame);
  socket.close(code);
}
