/** Answers: the variants that responses have in common, and the message that carries one. */

import { answerTagOf, nameOf, type Request, type RequestTag, type Response } from "./requests.js";

/** A variant of the response that belongs to a request. */
export type Variant = { readonly tag: string; readonly val: unknown };

/** The variant for what was done; `val` is absent where there is nothing to tell. */
export function okVariant(tag: RequestTag, val?: unknown): Variant {
  return { tag: `${nameOf(tag)}Ok`, val: val ?? null };
}

/** The variant for failures that have none of their own. */
export function errorVariant(tag: RequestTag, message: string): Variant {
  const isKv = tag === "ToRivetKvRequest";
  return { tag: isKv ? "KvErrorResponse" : "SqliteErrorResponse", val: { message } };
}

/** What can be refused with a variant of its own, though not in every response. */
export type Refusal = "SqliteFenceMismatch" | "SqliteCommitTooLarge" | "SqliteStageNotFound";

/** The variant for a refusal; null if the response to the request has none for it. */
export function refusalVariant(tag: RequestTag, refusal: Refusal, val: unknown): Variant | null {
  return isRefusalOf(tag, refusal) ? { tag: refusal, val } : null;
}

/** The message that answers a request with a variant that its response has. */
export function answerTo({ tag, val }: Request, variant: Variant): Response {
  const { requestId } = val;
  // A response is named after its request, and has the variants that are made for it here.
  return { tag: answerTagOf(tag), val: { requestId, data: variant } } as Response;
}

function isRefusalOf(tag: RequestTag, refusal: Refusal): boolean {
  switch (refusal) {
    case "SqliteFenceMismatch":
      return tag !== "ToRivetKvRequest";
    case "SqliteCommitTooLarge":
      return tag === "ToRivetSqliteCommitRequest";
    case "SqliteStageNotFound":
      return tag === "ToRivetSqliteCommitFinalizeRequest";
    default:
      return refusal satisfies never;
  }
}
