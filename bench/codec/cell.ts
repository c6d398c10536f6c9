/** One cell of the table: a codec, a message, a direction. */

import { MESSAGE_NAMES, type MessageName, type Messages } from "../messages.js";
import type { Adapter, Encoded } from "./adapter.js";
import { sameValue } from "./same-value.js";

export type Direction = "encode" | "decode";

export const DIRECTIONS: readonly Direction[] = ["encode", "decode"];

export type Cell = {
  readonly codec: string;
  readonly message: MessageName;
  readonly direction: Direction;
  readonly encodedSize: number;
  readonly run: () => unknown;
};

/** @throws Error if a message does not survive the codec. */
export function cellsOf(adapter: Adapter, messages: Messages): readonly Cell[] {
  const codecs = adapter.codecs(messages);
  return MESSAGE_NAMES.flatMap((message) => {
    const { value, encode, decode } = codecs[message];
    const encoded = ownCopy(encode());
    if (!sameValue(decode(encoded), value)) {
      throw new Error(`${adapter.name} does not give back the message "${message}"`);
    }
    const cell = { codec: adapter.name, message, encodedSize: encoded.length };
    return [
      { ...cell, direction: "encode" as const, run: encode },
      { ...cell, direction: "decode" as const, run: () => decode(encoded) },
    ];
  });
}

/** A message as it arrives: in memory of its own, and of the kind that the codec returned. */
function ownCopy(encoded: Encoded): Encoded {
  if (typeof encoded === "string") return encoded;
  const bytes = Uint8Array.from(encoded);
  return Buffer.isBuffer(encoded) ? Buffer.from(bytes.buffer) : bytes;
}
