/** Responses: the variants that they have in common, and the message with one of them. */

import { nameOf, type Request, type RequestTag, type Response, responseTagOf } from "./requests.js";

/** A variant of the response that belongs to a request. */
export type Variant = { readonly tag: string; readonly val: unknown };

/** The variant for success. `val` is omitted where the response has no data. */
export function okVariant(tag: RequestTag, val?: unknown): Variant {
  return { tag: `${nameOf(tag)}Ok`, val: val ?? null };
}

/** The variant for a failure that has no variant of its own. */
export function errorVariant(tag: RequestTag, message: string): Variant {
  const isKv = tag === "ToRivetKvRequest";
  return { tag: isKv ? "KvErrorResponse" : "SqliteErrorResponse", val: { message } };
}

/** The rejections that have a variant of their own, though not in every response. */
export type Rejection = "SqliteFenceMismatch" | "SqliteCommitTooLarge" | "SqliteStageNotFound";

/** The variant for a rejection; null if the response to the request has none for it. */
export function rejectionVariant(
  tag: RequestTag,
  rejection: Rejection,
  val: unknown,
): Variant | null {
  return isRejectionOf(tag, rejection) ? { tag: rejection, val } : null;
}

/** The message that answers a request with a variant that its response has. */
export function responseTo({ tag, val }: Request, variant: Variant): Response {
  const { requestId } = val;
  // A response is named after its request, and has the variants that are made for it here.
  return { tag: responseTagOf(tag), val: { requestId, data: variant } } as Response;
}

function isRejectionOf(tag: RequestTag, rejection: Rejection): boolean {
  switch (rejection) {
    case "SqliteFenceMismatch":
      return tag !== "ToRivetKvRequest";
    case "SqliteCommitTooLarge":
      return tag === "ToRivetSqliteCommitRequest";
    case "SqliteStageNotFound":
      return tag === "ToRivetSqliteCommitFinalizeRequest";
    default:
      return rejection satisfies never;
  }
}
