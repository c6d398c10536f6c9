/**
 * What a client offers: requests with their answers, the databases that it has open, and events.
 *
 * The types follow the names of the protocol, so a new pair of messages needs no line here: the
 * answer to `ToRivet…Request` is `ToEnvoy…Response`.
 */

import type { ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";

export type RequestTag = Extract<ToRivet["tag"], `ToRivet${string}Request`>;

type RequestOf<Tag extends RequestTag> = Extract<ToRivet, { readonly tag: Tag }>["val"];

type ResponseOf<Tag extends RequestTag> = Tag extends `ToRivet${infer Name}Request`
  ? Extract<ToEnvoy, { readonly tag: `ToEnvoy${Name}Response` }>["val"]
  : never;

/** The fields of a request that the client does not fill in: it knows the current generation. */
export type RequestData<Tag extends RequestTag> = Omit<
  RequestOf<Tag>["data"],
  "actorId" | "generation"
>;

export type ResponseData<Tag extends RequestTag> = ResponseOf<Tag>["data"];

export type RequestOptions = {
  /** From the call to the answer; 30,000 by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};
