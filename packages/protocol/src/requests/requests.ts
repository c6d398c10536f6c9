/**
 * Requests: how they are addressed, and which response belongs to which request.
 *
 * All of it follows from names, so a new pair of messages needs no line here: the answer to
 * `ToRivet…Request` is `ToEnvoy…Response`.
 */

import type { SqliteGeneration, ToEnvoy, ToRivet } from "../gen/envoy-protocol/versions.js";

export type RequestTag = Extract<ToRivet["tag"], `ToRivet${string}Request`>;

export type Request = Extract<ToRivet, { readonly tag: RequestTag }>;

export type Response = Extract<ToEnvoy, { readonly val: { readonly requestId: number } }>;

/** A message to a server that has no response. */
export type Notice = Exclude<ToRivet, Request>;

type DataOf<Tag extends RequestTag> = Extract<Request, { tag: Tag }>["val"]["data"];

type Without<T, Names extends string> = T extends unknown ? Omit<T, Names> : never;

/** The data of a request without its address. */
export type RequestData<Tag extends RequestTag> = Without<DataOf<Tag>, "actorId" | "generation">;

export type ResponseData<Tag extends RequestTag> = Tag extends `ToRivet${infer Name}Request`
  ? Extract<Response, { tag: `ToEnvoy${Name}Response` }>["val"]["data"]
  : never;

/** The address of a request: its id, its actor, and the generation of the owner. */
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
  // A request with variants has the actor outside of its data, any other inside, with a generation.
  // A property that does not belong to a message is not encoded.
  const addressed = "tag" in data ? data : { ...data, actorId, generation };
  const val = { actorId, requestId, data: addressed };
  // The signature has seen to it that `data` is what belongs to `tag`, but for what was added.
  return { tag, val } as Request;
}

/**
 * Tells whether the request may be a commit whose answer was lost, with the connection that had
 * sent it: it names the generation of that connection, and the store recognises its idempotency
 * token.
 */
export function mayBeRepeated({ tag, val }: Request, generation: SqliteGeneration | null): boolean {
  const isCommit = tag === "ToRivetSqliteCommitRequest";
  return isCommit && generation !== null && val.data.generation < generation;
}

/** The actor that a request is about. */
export function actorIdOf({ tag, val }: Request): string {
  return tag === "ToRivetKvRequest" ? val.actorId : val.data.actorId;
}

/** The tag of the response to a request. */
export function responseTagOf(tag: RequestTag): Response["tag"] {
  // Every request has an answer of its name, which a test of the types below would miss first.
  return `ToEnvoy${nameOf(tag)}Response` as Response["tag"];
}

/** The common name of the messages of a request, such as `SqliteGetPages`. */
export function nameOf(tag: RequestTag): string {
  return tag.slice("ToRivet".length, -"Request".length);
}
