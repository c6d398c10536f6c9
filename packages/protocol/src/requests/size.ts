/** Estimates the heap size of a message, for queues with a limit in bytes. */

/** The approximate number of bytes that a message, or a part of one, keeps alive. */
export function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  const parts: readonly unknown[] = value instanceof Map ? [...value] : Object.values(value);
  return parts.reduce((sum: number, part) => sum + sizeOf(part), 16);
}
