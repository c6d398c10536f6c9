/** The error for JSON that is not a value of its type, or for a value that is not of its type. */

/** It names the path, the kind of what was found and what was expected, and never contents. */
export class JsonValueError extends Error {
  override readonly name = "JsonValueError";
  /** The path from the root: `ToServer.Batch[3].note`. */
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}
