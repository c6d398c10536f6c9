/** The server: listens, accepts connections, and drains them when it stops. */

import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { SYSTEM_CLOCK, settledWithin, TokenBucket } from "@barewire/clock";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import { Ownership, PATH_BUDGET, type ServerConnection } from "@barewire/server-handlers";
import {
  createSqliteStore,
  type Kv,
  readStorageFlags,
  type SqliteEngine,
} from "@barewire/sqlite-storage";
import { type WebSocket, WebSocketServer } from "ws";
import { type Admission, admit } from "./admission.js";
import { ByteSemaphore } from "./byte-semaphore.js";
import { limitConcurrency } from "./concurrency-limit.js";
import { ConfigurationError } from "./configuration/read-settings.js";
import { flagOf, type SettingName, type Settings } from "./configuration/settings.js";
import { FrameBufferPool } from "./frame-buffer-pool.js";
import { handleHttpRequest } from "./http-endpoints.js";
import type { Log } from "./log.js";
import { createMetrics } from "./metrics.js";
import { serveSocket } from "./socket.js";
import { createStoreHealth, type StoreHealth } from "./store-health.js";
import { NO_TOKENS, parseTokens, singleToken, type Tokens } from "./tokens.js";

export type RunningServer = {
  /** `ws://host:port`, or `wss:` with TLS. */
  readonly url: string;
  readonly engine: SqliteEngine;
  /** Returns the number of open connections. */
  readonly connectionCount: () => number;
  /**
   * Takes no more connections or requests, answers those that it has, closes every database and
   * then the store. What has not finished after `drainTimeout` is cut off: what was acknowledged is
   * durable, and what was not is undone when its database is opened next.
   */
  readonly stop: () => Promise<void>;
};

/** The time that a client has to complete the close handshake, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/** The longest interval at which Node looks for HTTP sockets without a request. */
const MAX_CHECK_INTERVAL_MS = 2_000;

/** Sockets beyond `maxConnections`: plain HTTP, and clients that are being rejected. */
const SPARE_SOCKETS = 256;

/**
 * Listens on `settings.host` and `port`. Closes `kv` when it stops. Throws a `ConfigurationError`
 * or a `TokensError` if a file of the settings is missing or invalid, and a `ListenError`.
 */
export async function startServer(settings: Settings, kv: Kv, log: Log): Promise<RunningServer> {
  const server = new BarewireServer(settings, kv, log);
  await server.listen();
  return server;
}

/** The address cannot be listened on. `code` is that of the system, such as `EADDRINUSE`. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(
      `the server cannot listen: ${code}; check --host and --port, and whether the port is in use`,
      options,
    );
    this.code = code;
  }
}

class BarewireServer implements RunningServer {
  readonly engine: SqliteEngine;
  readonly #settings: Settings;
  readonly #kv: Kv;
  readonly #health: StoreHealth;
  readonly #log: Log;
  readonly #tokens: Tokens;
  readonly #http: Server;
  readonly #upgrades: WebSocketServer;
  readonly #ownership = new Ownership();
  readonly #memory: ByteSemaphore;
  readonly #frames = new FrameBufferPool();
  readonly #pathBudget = new TokenBucket(SYSTEM_CLOCK, PATH_BUDGET);
  readonly #metrics: ReturnType<typeof createMetrics>;
  readonly #connections: Map<WebSocket, ServerConnection> = new Map();
  /** The subprotocols of upgrades that were admitted, until the library asks for them. */
  readonly #admissions: WeakMap<IncomingMessage, string> = new WeakMap();
  #stopped: Promise<void> | null = null;

  constructor(settings: Settings, kv: Kv, log: Log) {
    this.#settings = settings;
    this.#kv = kv;
    this.#health = createStoreHealth(kv, SYSTEM_CLOCK);
    this.#log = log;
    this.#tokens = tokensOf(settings);
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
  }

  get url(): string {
    // The address is an object, because the server listens on a port and not on a pipe.
    const { address, family, port } = this.#http.address() as AddressInfo;
    const scheme = this.#settings.tlsCertFile === null ? "ws" : "wss";
    return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  }

  connectionCount = (): number => this.#connections.size;

  async listen(): Promise<void> {
    const { host, port } = this.#settings;
    await new Promise<void>((resolve, reject) => {
      this.#http.once("error", (cause: NodeJS.ErrnoException) => {
        reject(new ListenError(cause.code ?? "unknown", { cause }));
      });
      this.#http.listen({ host, port, backlog: 1_024 }, () => {
        this.#http.removeAllListeners("error");
        // Accepting can fail later, as with too many open files; open connections are unaffected.
        this.#http.on("error", ({ code }: NodeJS.ErrnoException) => {
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

  #createHttp(): Server {
    const { tlsCertFile, tlsKeyFile, metrics, idleTimeout } = this.#settings;
    const options = {
      isHealthy: async () => this.#stopped === null && (await this.#health.isHealthy()),
      metrics: metrics ? this.#metrics : null,
    };
    const limits = {
      headersTimeout: idleTimeout,
      requestTimeout: idleTimeout,
      connectionsCheckingInterval: Math.min(idleTimeout, MAX_CHECK_INTERVAL_MS),
    };
    const http =
      tlsCertFile === null || tlsKeyFile === null
        ? createHttpServer(limits)
        : createTlsServer(limits, tlsCertFile, tlsKeyFile);
    http.maxConnections = this.#settings.maxConnections + SPARE_SOCKETS;
    http.on("request", (request, response) => {
      handleHttpRequest(request, response, options).catch(() => response.destroy());
    });
    http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    return http;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { maxConnections, maxActors, origins } = this.#settings;
    socket.on("error", () => socket.destroy());
    const isFull = this.#connections.size >= maxConnections;
    if (this.#stopped !== null || isFull) {
      rejectUpgrade(socket, 503);
      return;
    }
    const admission = admit(request, { tokens: this.#tokens, origins, maxActors });
    if (admission.kind === "denied") {
      rejectUpgrade(socket, admission.status);
      return;
    }
    this.#admissions.set(request, admission.subprotocol);
    this.#upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      // Small responses must not wait for Nagle's algorithm. The socket is of TCP or TLS.
      (request.socket as Socket).setNoDelay(true);
      this.#acceptUpgrade(webSocket, socket, admission);
    });
  }

  #acceptUpgrade(
    socket: WebSocket,
    stream: Duplex,
    admission: Exclude<Admission, { readonly kind: "denied" }>,
  ): void {
    switch (admission.kind) {
      case "version-refused":
        socket.on("error", () => undefined);
        socket.send(admission.frame);
        socket.close(CLOSE_CODES.normal);
        break;
      case "rejected":
        socket.on("error", () => undefined);
        socket.close(admission.code);
        break;
      case "admitted":
        this.#serve(socket, stream, admission);
        break;
      default:
        admission satisfies never;
    }
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
      observe: (event) => {
        this.#log.handler(event);
        this.#metrics.handler(event);
      },
      clock: SYSTEM_CLOCK,
    });
    this.#connections.set(socket, connection);
    socket.on("close", () => this.#connections.delete(socket));
  }

  async #stop(): Promise<void> {
    this.#log.server("stopping", { connectionCount: this.#connections.size });
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    const drained = Promise.all([...this.#connections.values()].map((each) => each.drain()));
    await settledWithin(SYSTEM_CLOCK, this.#settings.drainTimeout, drained);
    // The last frames may still be leaving, and every close handshake has its own timeout.
    await settledWithin(
      SYSTEM_CLOCK,
      CLOSE_TIMEOUT_MS,
      Promise.all([...this.#connections.keys()].map(closedOf)),
    );
    for (const socket of this.#connections.keys()) socket.terminate();
    this.#http.closeAllConnections();
    await closed;
    await this.engine.stop();
    await this.#kv.close();
    this.#log.server("stopped");
  }
}

function tokensOf({ token, tokensFile }: Settings): Tokens {
  if (token !== null) return singleToken(token);
  if (tokensFile === null) return NO_TOKENS;
  return parseTokens(readSettingFile("tokensFile", tokensFile).toString("utf8"));
}

type HttpLimits = {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
};

function createTlsServer(limits: HttpLimits, certFile: string, keyFile: string): Server {
  const cert = readSettingFile("tlsCertFile", certFile);
  const key = readSettingFile("tlsKeyFile", keyFile);
  try {
    return createHttpsServer({ ...limits, handshakeTimeout: limits.headersTimeout, cert, key });
  } catch {
    // The error of the library may quote the files, so it is not passed on.
    const files = `${flagOf("tlsCertFile")} and ${flagOf("tlsKeyFile")}`;
    throw new ConfigurationError([
      `${files} must be a certificate chain and its private key, both as PEM`,
    ]);
  }
}

function readSettingFile(name: SettingName, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new ConfigurationError([
      `the file of ${flagOf(name)} cannot be read: name a file that the server may read`,
    ]);
  }
}

function closedOf(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

const STATUS_TEXTS = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  503: "Service Unavailable",
} as const;

function rejectUpgrade(socket: Duplex, status: keyof typeof STATUS_TEXTS): void {
  const head = `HTTP/1.1 ${status} ${STATUS_TEXTS[status]}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
