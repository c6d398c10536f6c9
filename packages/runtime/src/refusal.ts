/**
 * What a cursor throws at what it will not read or write. A cursor knows the place and the reason,
 * but neither protocol nor root: `decode` and `encode` add them, and make a `WireError` of it.
 */

import type { DecodeOptions } from "./decode.js";
import type { EncodeOptions } from "./encode.js";
import { type SchemaName, WireError, type WireIssue } from "./wire-error.js";

export type Detail =
  | { readonly kind: "malformed"; readonly offset: number; readonly reason: string }
  | { readonly kind: "unencodable"; readonly reason: string };

export class Refusal extends Error {
  readonly detail: Detail;

  constructor(detail: Detail) {
    super(detail.reason);
    this.detail = detail;
  }
}

/** Bytes that are no encoding, found at `offset`. */
export function malformed(offset: number, reason: string): Refusal {
  return new Refusal({ kind: "malformed", offset, reason });
}

/** A value that has no encoding. Says what kind of value it is, never what it contains. */
export function unencodable(value: unknown, allowed: string): Refusal {
  return unencodableKind(value === null ? "null" : typeof value, allowed);
}

export function unencodableKind(found: string, allowed: string): Refusal {
  return new Refusal({ kind: "unencodable", reason: `${found} is not ${allowed}` });
}

/**
 * The error that leaves `decode` or `encode`; one that is none of the wire's passes through.
 * `subject` is the message or the value.
 */
export function wireError(
  error: unknown,
  schema: SchemaName,
  root: string,
  subject: unknown,
  options: (DecodeOptions & EncodeOptions) | undefined,
): unknown {
  if (!(error instanceof Refusal)) return error;
  const { detail } = error;
  const issue: WireIssue = {
    ...schema,
    root,
    path: root,
    ...detail,
    ...options?.explain?.(detail.kind, root, subject, options),
  };
  const place = issue.kind === "malformed" ? `, byte ${issue.offset}` : "";
  return new WireError(
    issue,
    `${issue.protocol} v${issue.version}, ${issue.path}${place}: ${issue.reason}`,
  );
}
