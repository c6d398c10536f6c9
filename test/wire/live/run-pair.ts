/**
 * Connects a client and a server of two releases, and reports the outcome of every message.
 */

import { isDeepStrictEqual } from "node:util";
import { ClientError, type ClientEvent, createEnvoyClient } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import type { ToEnvoy } from "@barewire/protocol/envoy-protocol";
import { until } from "../../server/server-process.js";
import { newStore } from "../hooked-store.js";
import { Endpoint } from "./endpoint.js";
import { ACTOR, eventOf, NOTICES, REQUEST_TAGS, send, TUNNEL_MESSAGE } from "./messages.js";
import type { Released } from "./released.js";

/** The outcome of a message between two peers. */
export type Verdict =
  /** It arrived as it was sent, and was answered if it has an answer. */
  | { readonly kind: "works" }
  /** The newer peer knew that the older one lacks it, and did `instead`. */
  | { readonly kind: "falls back"; readonly since: number; readonly instead: string }
  /** Refused before it was sent, with `not-representable`: the other side has it since then. */
  | { readonly kind: "refused"; readonly since: number }
  /** The client that would send it does not know it. */
  | { readonly kind: "unknown" };

export type PairVerdicts = ReadonlyMap<string, Verdict>;

const WORKS: Verdict = { kind: "works" };
const RANGE = "ToRivetSqliteGetPageRangeRequest";
const GET = "ToRivetSqliteGetPagesRequest";
/** A message takes about a millisecond, and a pair waits for some forty of them. */
const PAUSE_MS = 1;

export async function runPair(client: Released, server: Released): Promise<PairVerdicts> {
  const endpoint = new Endpoint(server, newStore("engine"));
  const pair = new Pair(await endpoint.listen(), endpoint, client);
  try {
    return await pair.run();
  } finally {
    pair.close();
    await endpoint.close();
  }
}

/** The reason why a connection is refused, or null if it is not. */
export async function openPair(client: Released, server: Released): Promise<ClientError | null> {
  const endpoint = new Endpoint(server, newStore("engine"));
  const pair = new Pair(await endpoint.listen(), endpoint, client);
  try {
    await pair.client.started(ACTOR);
    return null;
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  } finally {
    pair.close();
    await endpoint.close();
  }
}

class Pair {
  readonly client: ReturnType<typeof createEnvoyClient>;
  readonly #endpoint: Endpoint;
  readonly #release: Released;
  readonly #received: ToEnvoy[] = [];
  readonly #events: ClientEvent[] = [];
  readonly #verdicts: Map<string, Verdict> = new Map();

  constructor(url: string, endpoint: Endpoint, release: Released) {
    this.#endpoint = endpoint;
    this.#release = release;
    const codec = release.client;
    this.client = createEnvoyClient({
      transport: webSocketTransport({ url }),
      namespace: "live",
      actors: [ACTOR],
      onEvent: (event) => this.#events.push(event),
      codec: {
        ...codec,
        decodeToEnvoy: (frame, version) => {
          const message = codec.decodeToEnvoy(frame, version);
          this.#received.push(message);
          return message;
        },
      },
    });
  }

  close(): void {
    this.client.close();
  }

  async run(): Promise<PairVerdicts> {
    const { startup } = await this.client.started(ACTOR);
    await this.#hears("ToEnvoyInit");
    await this.#hears("ToEnvoyCommands");
    this.#verdicts.set("ToEnvoyCommands: startup data", this.#startupVerdict(startup ?? null));
    await this.#tells("ToRivetAckCommands");
    await this.#hears("ToEnvoyPing");
    await this.#tells("ToRivetPong");
    for (const tag of REQUEST_TAGS) this.#verdicts.set(tag, await this.#asks(tag));
    for (const notice of NOTICES) {
      this.client.notify(notice);
      await this.#tells(notice.tag, notice);
    }
    this.#endpoint.connections[0]?.sendTunnelMessage(TUNNEL_MESSAGE);
    await this.#hears("ToEnvoyTunnelMessage", { tag: "ToEnvoyTunnelMessage", val: TUNNEL_MESSAGE });
    const event = eventOf(Number(startup?.generation ?? 0n), "ActorIntentSleep");
    this.client.notify(event);
    await this.#tells("ToRivetEvents", event);
    await until(
      "a message arrives",
      () =>
        this.#events.some(
          (told) => told.kind === "stop-requested" && told.reason === "SLEEP_INTENT",
        ),
      PAUSE_MS,
    );
    this.#verdicts.set("ToEnvoyCommands: stop", WORKS);
    await this.client.closeActor(ACTOR);
    await this.#hears("ToEnvoyAckEvents");
    return this.#verdicts;
  }

  /** The server receives it, equal to `sent` if that is given. */
  async #tells(tag: string, sent?: unknown): Promise<void> {
    await until(
      "a message arrives",
      () => this.#endpoint.received.some((message) => message.tag === tag && isSame(message, sent)),
      PAUSE_MS,
    );
    this.#verdicts.set(tag, WORKS);
  }

  /** The client receives it. */
  async #hears(tag: string, sent?: unknown): Promise<void> {
    await until(
      "a message arrives",
      () => this.#received.some((message) => message.tag === tag && isSame(message, sent)),
      PAUSE_MS,
    );
    this.#verdicts.set(tag, WORKS);
  }

  #startupVerdict(startup: object | null): Verdict {
    const { client, versions } = this.#release;
    if (startup !== null) return WORKS;
    if (!client.VERSIONS.includes(2)) return { kind: "unknown" };
    if (this.client.version !== versions[0]) throw new Error("no startup data from a peer of v2");
    return { kind: "falls back", since: 2, instead: "the actor starts without a database" };
  }

  async #asks(tag: (typeof REQUEST_TAGS)[number]): Promise<Verdict> {
    const newest = Math.max(...this.#release.versions);
    if (!this.#release.client.supports(newest, `ToRivet.${tag}`)) return { kind: "unknown" };
    const isSupported = this.client.supports(tag);
    try {
      const answer = await send(this.client, tag);
      if (!isSupported || !/(?:Ok|KvDropResponse)$/.test(answer.tag)) throw new Error(answer.tag);
      return WORKS;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      const { issue } = error;
      if (isSupported || issue.kind !== "not-representable" || issue.since === null) throw error;
      if (issue.path !== `ToRivet.${tag}` && issue.path !== tag) throw error;
      const { since } = issue;
      if (tag !== RANGE || !this.client.supports(GET)) return { kind: "refused", since };
      const answer = await send(this.client, GET);
      if (answer.tag !== "SqliteGetPagesOk") throw new Error(answer.tag);
      return { kind: "falls back", since, instead: `\`${GET}\` for the same pages` };
    }
  }
}

/**
 * A decoded message has the same values, though bytes may be views and absent fields be left out.
 */
function isSame(message: unknown, sent: unknown): boolean {
  return sent === undefined || isDeepStrictEqual(message, sent);
}
