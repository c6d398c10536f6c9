/**
 * Copies a message with another representation of the parts in which formats differ.
 */

export type Conversion = {
  readonly bytes: (value: Uint8Array) => unknown;
  readonly bigint: (value: bigint) => unknown;
  readonly map: (value: ReadonlyMap<string, unknown>) => unknown;
  /** Converts text, enum values included; by default it is kept. */
  readonly text?: (value: string) => string;
};

export function convert(conversion: Conversion): (value: unknown) => unknown {
  const copy = (value: unknown): unknown => {
    if (typeof value === "bigint") return conversion.bigint(value);
    if (typeof value === "string") return conversion.text?.(value) ?? value;
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Uint8Array) return conversion.bytes(value);
    // Every map of the four messages has strings as keys.
    if (value instanceof Map) return conversion.map(value as ReadonlyMap<string, unknown>);
    if (Array.isArray(value)) return value.map(copy);
    // A spread is used instead of `Object.fromEntries`, so that the copy has the layout of a
    // literal.
    const copied: Record<string, unknown> = { ...value };
    for (const [key, item] of Object.entries(copied)) copied[key] = copy(item);
    return copied;
  };
  return copy;
}

export function keep<T>(value: T): T {
  return value;
}

export function mapToObject(value: ReadonlyMap<string, unknown>): unknown {
  return Object.fromEntries(value);
}
