/**
 * What a cursor throws at what it will not read or write. A cursor knows the place and the reason,
 * but neither protocol nor root: `decode` and `encode` add them, and make a `WireError` of it.
 */

import type { DecodeOptions, EncodeOptions } from "./codec-options.js";
import { type SchemaName, WireError } from "./wire-error.js";

/** The message is the reason. */
export class Refusal extends Error {
  readonly facts: Facts;

  constructor(reason: string, facts: Facts = { kind: "unencodable" }) {
    super(reason);
    this.facts = facts;
  }
}

export type Facts =
  | { readonly kind: "unencodable" }
  | { readonly kind: "malformed"; readonly offset: number };

/** Bytes that are no encoding, found at `offset`. */
export function malformed(offset: number, reason: string): Refusal {
  return new Refusal(reason, { kind: "malformed", offset });
}

/** A value that has no encoding. Says what kind of value it is, never what it contains. */
export function unencodable(value: unknown, allowed: string): Refusal {
  return new Refusal(`${value === null ? value : typeof value} is not ${allowed}`);
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
  const { facts, message } = error;
  const issue = {
    ...schema,
    root,
    path: root,
    reason: message,
    ...facts,
    ...options?.explain?.(facts.kind, root, subject, options),
  };
  const place = "offset" in issue ? `, byte ${issue.offset}` : "";
  return new WireError(issue, `${issue.path}${place}: ${issue.reason}`);
}
