/**
 * Requests: how they are addressed, and which answer belongs to which.
 *
 * All of it follows from names, so a new pair of messages needs no line here: the answer to
 * `ToRivet…Request` is `ToEnvoy…Response`.
 */

import type { SqliteGeneration, ToEnvoy, ToRivet } from "../gen/envoy-protocol/versions.js";

export type RequestTag = Extract<ToRivet["tag"], `ToRivet${string}Request`>;

export type Request = Extract<ToRivet, { readonly tag: RequestTag }>;

export type Response = Extract<ToEnvoy, { readonly val: { readonly requestId: number } }>;

/** A message to a server that has no answer. */
export type Notice = Exclude<ToRivet, Request>;

type DataOf<Tag extends RequestTag> = Extract<Request, { tag: Tag }>["val"]["data"];

type Without<T, Names extends string> = T extends unknown ? Omit<T, Names> : never;

/** What a request says, but for what it is addressed with. */
export type RequestData<Tag extends RequestTag> = Without<DataOf<Tag>, "actorId" | "generation">;

export type ResponseData<Tag extends RequestTag> = Tag extends `ToRivet${infer Name}Request`
  ? Extract<Response, { tag: `ToEnvoy${Name}Response` }>["val"]["data"]
  : never;

/** Which actor a request is about, as whose owner, and what its answer will name. */
export type Address = {
  readonly requestId: number;
  readonly actorId: string;
  readonly generation: SqliteGeneration;
};

/** The request as a message. */
export function requestOf<Tag extends RequestTag>(
  tag: Tag,
  data: RequestData<Tag>,
  { requestId, actorId, generation }: Address,
): Request {
  // What has variants names its actor outside, everything else inside, where it has a generation
  // too. What does not belong to a message is not encoded.
  const addressed = "tag" in data ? data : { ...data, actorId, generation };
  const val = { actorId, requestId, data: addressed };
  // The signature has seen to it that `data` is what belongs to `tag`, but for what was added.
  return { tag, val } as Request;
}

/**
 * Whether it may be a commit whose answer was lost, with the connection that had sent it: it names
 * the generation of that one, and the store knows it again.
 */
export function mayBeRepeated({ tag, val }: Request, generation: SqliteGeneration | null): boolean {
  const isCommit = tag === "ToRivetSqliteCommitRequest";
  return isCommit && generation !== null && val.data.generation < generation;
}

/** The actor that a request is about. */
export function actorIdOf({ tag, val }: Request): string {
  return tag === "ToRivetKvRequest" ? val.actorId : val.data.actorId;
}

/** The tag of what answers a request. */
export function answerTagOf(tag: RequestTag): Response["tag"] {
  // Every request has an answer of its name, which a test of the types below would miss first.
  return `ToEnvoy${nameOf(tag)}Response` as Response["tag"];
}

/** What the messages that belong to a request are named after: `SqliteGetPages`, for one. */
export function nameOf(tag: RequestTag): string {
  return tag.slice("ToRivet".length, -"Request".length);
}
