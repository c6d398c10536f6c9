/**
 * The error that a cursor throws at bytes that it cannot read or at a value that it cannot write.
 *
 * A cursor knows the reason, and when reading the offset, but neither the protocol nor the root.
 * `decode` and `encode` catch the error, add both, and throw a `WireError` in its place.
 */

import type { DecodeOptions, EncodeOptions } from "./codec-options.js";
import {
  type MalformedIssue,
  type SchemaName,
  type UnencodableIssue,
  WireError,
} from "./wire-error.js";

/** Its message is the `reason` of the `WireError` that takes its place. */
export class CodecError extends Error {
  /** The offset of malformed bytes; undefined if a value is unencodable. */
  readonly offset: number | undefined;

  constructor(reason: string, offset?: number) {
    super(reason);
    this.offset = offset;
  }
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
  const { offset, message: reason } = error;
  const isMalformed = offset !== undefined;
  const kind = isMalformed ? "malformed" : "unencodable";
  // An issue has an offset exactly where its kind is `malformed`.
  const issue = {
    ...schema,
    root,
    path: root,
    reason,
    kind,
    ...(isMalformed && { offset }),
    ...options?.locateError?.(kind, root, subject, options),
  } as (MalformedIssue | UnencodableIssue) & { readonly offset?: number };
  const position = isMalformed ? `, byte ${issue.offset}` : "";
  return new WireError(issue, `${issue.path}${position}: ${issue.reason}`);
}
