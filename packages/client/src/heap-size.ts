/** Estimates the heap size of a message, for the limit in bytes of the queue. */

/** The size of a number, a boolean or a reference. */
const SLOT_SIZE = 8;
/** The size of the header of an object. */
const HEADER_SIZE = 16;

/** The approximate number of bytes that a message, or a part of one, keeps alive. */
export function estimateHeapSize(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return SLOT_SIZE;
  const parts: readonly unknown[] = value instanceof Map ? [...value] : Object.values(value);
  return parts.reduce((sum: number, part) => sum + estimateHeapSize(part), HEADER_SIZE);
}
