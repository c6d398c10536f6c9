/** Handles requests: passes them to the store, and turns its results and errors into responses. */

import * as requests from "@barewire/protocol/requests";
import { failureCodeOf, type SqliteStore, StorageError } from "@barewire/sqlite-storage";
import type { ConnectionOptions, RequestEvent, RequestFailure } from "./connection-options.js";
import type { OpenActor } from "./open-actor.js";

type Request = requests.Request;
type KvRequest = Extract<Request, { readonly tag: "ToRivetKvRequest" }>;
type SqliteRequest = Exclude<Request, KvRequest>;

/** The variant of a response, and for observers the outcome and the code of what caused it. */
export type Response = {
  readonly variant: requests.Variant;
  readonly outcome: RequestEvent["outcome"];
  readonly code?: string;
};

/** The method of the store that handles a request. */
const METHODS: { readonly [Tag in SqliteRequest["tag"]]: keyof SqliteStore } = {
  ToRivetSqliteGetPagesRequest: "getPages",
  ToRivetSqliteGetPageRangeRequest: "getPageRange",
  ToRivetSqliteCommitRequest: "commit",
  ToRivetSqliteCommitStageBeginRequest: "commitStageBegin",
  ToRivetSqliteCommitStageRequest: "commitStage",
  ToRivetSqliteCommitFinalizeRequest: "commitFinalize",
  ToRivetSqlitePersistPreloadHintsRequest: "persistPreloadHints",
};

/** The variants for issues of the store. Only the responses to some requests have them. */
const REJECTIONS = {
  "fence-mismatch": "SqliteFenceMismatch",
  "commit-too-large": "SqliteCommitTooLarge",
  "stage-not-found": "SqliteStageNotFound",
} as const;

/**
 * Handles a request about `actor`, which is undefined if it is not open on this connection. Never
 * throws: every failure becomes a response.
 */
export async function handleRequest(
  options: ConnectionOptions,
  request: Request,
  actor: OpenActor | undefined,
): Promise<Response> {
  // The same text for an actor that does not exist and for one that another client may open.
  if (actor === undefined)
    return errorResponse(request, "actor-missing", "the actor does not exist");
  const { store } = options;
  const { database, generation } = actor;
  try {
    if (request.tag === "ToRivetKvRequest") return await handleKvRequest(options, request, actor);
    const { tag, val } = request;
    const { data } = val;
    if (data.generation !== generation && !requests.mayBeRepeated(request, generation)) {
      await store.ensureOwner(database, data.generation);
      const reason = "the generation is not the one that this connection was given";
      throw new StorageError({ kind: "invalid-request", reason });
    }
    // `METHODS` maps each request to a method with these parameters, which TypeScript cannot infer.
    const method = store[METHODS[tag]] as (id: typeof database, data: object) => Promise<unknown>;
    const result = await method.call(store, database, data);
    return { variant: requests.okVariant(tag, result), outcome: "ok" };
  } catch (error) {
    const code = failureCodeOf(error);
    return { ...failedResponse(request, error), ...(code !== undefined && { code }) };
  }
}

function failedResponse(request: Request, error: unknown): Response {
  // The message of any other error may contain secrets or data, so it is not sent.
  if (!(error instanceof StorageError)) return errorResponse(request, "failed", "internal error");
  const { issue, message } = error;
  if (!("response" in issue)) return errorResponse(request, issue.kind, message);
  const { kind, response } = issue;
  const variant = requests.rejectionVariant(request.tag, REJECTIONS[kind], response);
  return variant === null ? errorResponse(request, kind, message) : { variant, outcome: kind };
}

/** A response with the variant for failures that have no variant of their own. */
export function errorResponse(
  { tag }: Request,
  outcome: RequestFailure,
  message: string,
): Response {
  return { variant: requests.errorVariant(tag, message), outcome };
}

async function handleKvRequest(
  { onKvRequest, store }: ConnectionOptions,
  request: KvRequest,
  { database, generation }: OpenActor,
): Promise<Response> {
  if (onKvRequest === undefined) {
    return errorResponse(request, "kv-missing", "this server has no key-value store for actors");
  }
  // The key-value store does not check generations itself.
  if (generation !== null) await store.ensureOwner(database, generation);
  return { variant: await onKvRequest(database, request.val.data), outcome: "ok" };
}
