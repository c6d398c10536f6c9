/** Requests and their answers: who answers which, and what failures become. */

import * as requests from "@barewire/protocol/requests";
import { type SqliteStore, StorageError } from "@barewire/sqlite-storage";
import type { ConnectionOptions } from "./connection-options.js";
import type { OpenActor } from "./open-actor.js";

type Request = requests.Request;
type KvRequest = Extract<Request, { readonly tag: "ToRivetKvRequest" }>;
type SqliteRequest = Exclude<Request, KvRequest>;

/** The variant that a request is answered with, and what is told of it to observers. */
export type Response = { readonly variant: requests.Variant; readonly outcome: string };

const METHODS: { readonly [Tag in SqliteRequest["tag"]]: keyof SqliteStore } = {
  ToRivetSqliteGetPagesRequest: "getPages",
  ToRivetSqliteGetPageRangeRequest: "getPageRange",
  ToRivetSqliteCommitRequest: "commit",
  ToRivetSqliteCommitStageBeginRequest: "commitStageBegin",
  ToRivetSqliteCommitStageRequest: "commitStage",
  ToRivetSqliteCommitFinalizeRequest: "commitFinalize",
  ToRivetSqlitePersistPreloadHintsRequest: "persistPreloadHints",
};

/** The issues that the protocol has variants for, in the responses to some requests. */
const REFUSALS = {
  "fence-mismatch": "SqliteFenceMismatch",
  "commit-too-large": "SqliteCommitTooLarge",
  "stage-not-found": "SqliteStageNotFound",
} as const;

/** Never throws: what goes wrong is an answer. `actor` is the one that the request is about. */
export async function answerRequest(
  options: ConnectionOptions,
  request: Request,
  actor: OpenActor | undefined,
): Promise<Response> {
  // The same for what does not exist and for what is another's.
  if (actor === undefined) return refusal(request, "actor-missing", "the actor does not exist");
  const { store } = options;
  const { database, generation } = actor;
  try {
    if (request.tag === "ToRivetKvRequest") return await askKv(options, request, actor);
    const { tag, val } = request;
    const { data } = val;
    if (data.generation !== generation && !requests.mayBeRepeated(request, generation)) {
      await store.ensureOwner(database, data.generation);
      const reason = "the generation is not the one that this connection was given";
      throw new StorageError({ kind: "invalid-request", reason });
    }
    // The table above gives each request the method that takes it; TypeScript does not follow.
    const ask = store[METHODS[tag]] as (id: typeof database, request: object) => Promise<unknown>;
    const done = await ask.call(store, database, data);
    return { variant: requests.okVariant(tag, done), outcome: "ok" };
  } catch (error) {
    // The texts of other errors may hold anything, and stay here.
    if (!(error instanceof StorageError)) return refusal(request, "failed", "internal error");
    const { issue, message } = error;
    if (!("response" in issue)) return refusal(request, issue.kind, message);
    const { kind, response } = issue;
    const variant = requests.rejectionVariant(request.tag, REFUSALS[kind], response);
    return variant === null ? refusal(request, kind, message) : { variant, outcome: kind };
  }
}

/** `outcome` is for observers alone. */
export function refusal({ tag }: Request, outcome: string, message: string): Response {
  return { variant: requests.errorVariant(tag, message), outcome };
}

async function askKv(
  { onKvRequest, store }: ConnectionOptions,
  request: KvRequest,
  { database, generation }: OpenActor,
): Promise<Response> {
  if (onKvRequest === undefined) {
    return refusal(request, "kv-missing", "this server has no key-value store for actors");
  }
  // It has no fence of its own.
  if (generation !== null) await store.ensureOwner(database, generation);
  return { variant: await onKvRequest(database, request.val.data), outcome: "ok" };
}
