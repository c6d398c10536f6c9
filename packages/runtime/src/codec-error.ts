/**
 * The error that a cursor throws at bytes that it cannot read or at a value that it cannot write.
 *
 * A cursor knows the reason, and when reading the offset, but neither the protocol nor the root.
 * `decode` and `encode` catch the error, add both, and throw a `WireError` in its place.
 */

import type { DecodeOptions, EncodeOptions } from "./codec-options.js";
import { type SchemaName, WireError } from "./wire-error.js";

/** Its message is the `reason` of the `WireError` that takes its place. */
export class CodecError extends Error {
  readonly fault: CodecFault;

  constructor(reason: string, fault: CodecFault = { kind: "unencodable" }) {
    super(reason);
    this.fault = fault;
  }
}

/** Whether bytes or a value are at fault, and for bytes the offset at which the fault was found. */
export type CodecFault =
  | { readonly kind: "unencodable" }
  | { readonly kind: "malformed"; readonly offset: number };

/** The bytes at `offset` are not a valid encoding. */
export function malformed(offset: number, reason: string): CodecError {
  return new CodecError(reason, { kind: "malformed", offset });
}

/** The value has no encoding. The message names its kind and never its contents. */
export function unencodable(value: unknown, allowed: string): CodecError {
  return new CodecError(`${value === null ? value : typeof value} is not ${allowed}`);
}

/**
 * The error that leaves `decode` or `encode`. An error that is not a `CodecError` is a bug of the
 * caller or of ours, and is returned as it is. `subject` is the message or the value.
 */
export function wireError(
  error: unknown,
  schema: SchemaName,
  root: string,
  subject: unknown,
  options: (DecodeOptions & EncodeOptions) | undefined,
): unknown {
  if (!(error instanceof CodecError)) return error;
  const { fault, message } = error;
  const issue = {
    ...schema,
    root,
    path: root,
    reason: message,
    ...fault,
    ...options?.locateError?.(fault.kind, root, subject, options),
  };
  const position = "offset" in issue ? `, byte ${issue.offset}` : "";
  return new WireError(issue, `${issue.path}${position}: ${issue.reason}`);
}
