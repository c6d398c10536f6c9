/**
 * What no codec can do better than: writing a message costs at least one allocation and a copy of
 * its bytes, reading it costs at least the objects that it becomes.
 */

import type { Cell } from "../codec/cell.js";
import { MESSAGE_NAMES, type MessageName } from "../messages.js";
import { EMPTY_DECODES } from "./empty-decodes.js";

export const LIMIT = "physical limit";

/** `encoded` has the bytes of each message as our codec writes them. */
export function limitCells(encoded: Readonly<Record<MessageName, Uint8Array>>): readonly Cell[] {
  return MESSAGE_NAMES.flatMap((message) => {
    const bytes = Uint8Array.from(encoded[message]);
    const cell = { codec: LIMIT, message, encodedSize: bytes.length };
    const emptyDecode = EMPTY_DECODES[message];
    return [
      { ...cell, direction: "encode" as const, run: () => copyOf(bytes) },
      { ...cell, direction: "decode" as const, run: () => emptyDecode(bytes) },
    ];
  });
}

/** An allocation that nobody has filled with zeros, and one copy. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}
