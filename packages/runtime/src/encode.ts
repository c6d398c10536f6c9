/** From a value to the bytes of one whole message. */

import type { Explainer } from "./explainer.js";
import { MAX_DEPTH } from "./limits.js";
import { Unencodable } from "./refusal.js";
import { type SchemaName, WireError } from "./wire-error.js";
import { SLAB_BYTES, Writer } from "./writer.js";

export type EncodeOptions = {
  /**
   * `shared` (the default) is fast: a small message is a view of a slab of 64 KiB that it shares
   * with other messages, keeps alive and must not be asked for its `buffer`. `own` has a buffer of
   * its own.
   */
  readonly memory?: "shared" | "own";
  /** How many values of recursive types may stand inside one another; 64 unless told. */
  readonly maxDepth?: number;
  /** Finds the path of what is unencodable. `explainer` of `@barewire/runtime/explain` makes one. */
  readonly explain?: Explainer;
};

/** Larger messages get a buffer of their own. */
const SHARED_BYTES = SLAB_BYTES / 4;

/** The writer between two messages. While one is written it is null, should a getter encode too. */
let spare: Writer | null = null;

/**
 * Encodes one message with `write`.
 *
 * @throws WireError of kind `unencodable`, before a byte has left.
 */
export function encode<T>(
  schema: SchemaName,
  root: string,
  value: T,
  write: (writer: Writer, value: T) => void,
  options?: EncodeOptions,
): Uint8Array {
  const writer = spare ?? new Writer();
  spare = null;
  writer.depth = options?.maxDepth ?? MAX_DEPTH;
  try {
    write(writer, value);
    return finish(writer, options?.memory === "own");
  } catch (error) {
    // A TypeError is what reading a field of null or undefined throws.
    if (!(error instanceof Unencodable || error instanceof TypeError)) throw error;
    throw unencodable(schema, root, value, error, options);
  } finally {
    writer.offset = writer.start;
    writer.blobs = null;
    // A slab that one large message has grown would be kept alive by the small ones after it.
    if (writer.bytes.length === SLAB_BYTES) spare = writer;
  }
}

function finish(writer: Writer, owns: boolean): Uint8Array {
  if (writer.blobs !== null) return writer.blobs.assemble(writer, writer.blobs);
  const { bytes, start, offset } = writer;
  if (owns || offset - start > SHARED_BYTES) return bytes.slice(start, offset);
  writer.start = offset;
  return bytes.subarray(start, offset);
}

function unencodable(
  { protocol, version }: SchemaName,
  root: string,
  value: unknown,
  cause: Unencodable | TypeError,
  { explain, maxDepth = MAX_DEPTH }: EncodeOptions = {},
): WireError {
  const misfit = cause instanceof Unencodable ? cause : new Unencodable(value, `a ${root}`);
  const { path, found, allowed } = explain?.encoding(root, value, maxDepth) ?? {
    path: root,
    found: misfit.found,
    allowed: misfit.message,
  };
  return new WireError(
    { kind: "unencodable", protocol, version, root, path, found, allowed },
    `${protocol} v${version}, ${path}: ${found} is not ${allowed}`,
  );
}
