/**
 * Tells whether two values have the same fields, whatever their prototypes.
 */

export function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return false;
  }
  const bytes = bytesOf(one);
  const otherBytes = bytesOf(other);
  if (bytes !== null || otherBytes !== null) {
    return bytes !== null && otherBytes !== null && Buffer.compare(bytes, otherBytes) === 0;
  }
  if (one instanceof Map) return other instanceof Map && sameValue([...one], [...other]);
  return hasFieldsOf(one, other) && hasFieldsOf(other, one);
}

function bytesOf(value: object): Uint8Array | null {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value instanceof Uint8Array ? value : null;
}

/** Compares values. Undefined means absent, and some codecs return prototypes with functions. */
function hasFieldsOf(one: object, other: object): boolean {
  return Object.entries(one).every(
    ([name, value]) =>
      value === undefined ||
      typeof value === "function" ||
      sameValue(value, (other as Record<string, unknown>)[name]),
  );
}
