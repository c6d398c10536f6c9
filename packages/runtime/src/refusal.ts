/**
 * What a cursor throws: it knows the place and the reason, but neither protocol nor root.
 * `decode` and `encode` turn it into a `WireError`, which knows all of them.
 */

/** Bytes that are no encoding, found at `offset`; the message is the reason. */
export class Malformed extends Error {
  readonly offset: number;

  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

/** A value that has no encoding; the message is what is allowed. Its contents are not kept. */
export class Unencodable extends Error {
  readonly found: string;

  constructor(value: unknown, allowed: string) {
    super(allowed);
    this.found = kindOf(value);
  }
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  const size = (value as { readonly length?: unknown }).length;
  const name = Object.getPrototypeOf(value)?.constructor?.name ?? "object";
  return typeof size === "number" ? `${name} of ${size}` : name;
}
