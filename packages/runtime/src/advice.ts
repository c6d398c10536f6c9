/**
 * Advice about the commonest mistakes, which follows the reason in a message.
 */

export function adviceFor(value: unknown): string {
  if (value === undefined) return ": is the field missing? An absent optional is written as null";
  return isRawBuffer(value) ? " but an ArrayBuffer: pass new Uint8Array(buffer)" : "";
}

/** Memory without a view on it. It may come from another realm, so `instanceof` is not asked. */
function isRawBuffer(value: unknown): boolean {
  return /^\[object (?:Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}
