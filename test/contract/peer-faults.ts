/**
 * The known faults and missing limits of the peer. Each is told from any other difference by a
 * predicate, so that no new difference can hide behind it.
 */

import type { Pair, Verdict } from "./differential.js";
import { peerMapping } from "./peer-value.js";

export type Difference = {
  readonly pair: Pair;
  readonly bytes: Uint8Array;
  readonly ours: Verdict;
  readonly theirs: Verdict;
};

/** The name of the one fault that explains the difference; null if none does. */
export function faultOf(difference: Difference): string | null {
  return PEER_FAULTS.find(({ explains }) => explains(difference))?.name ?? null;
}

type PeerFault = {
  readonly name: string;
  readonly reason: string;
  readonly explains: (difference: Difference) => boolean;
};

export const PEER_FAULTS: readonly PeerFault[] = [
  {
    name: "byte order mark",
    reason: "its TextDecoder, used from 256 bytes on, drops a leading U+FEFF (no `ignoreBOM`)",
    explains: ({ pair, ours, theirs }) =>
      ours.ok && theirs.ok && isByteOrderMarkLoss(pair, ours.value, theirs.value),
  },
  {
    name: "no depth limit",
    reason: "it recurses as deeply as the message says",
    explains: ({ pair, bytes, ours, theirs }) =>
      !ours.ok &&
      theirs.ok &&
      String(ours.error).includes("deeper than maxDepth") &&
      pair.mapping.same(pair.ours.decode(bytes, { maxDepth: 1_000 }), theirs.value),
  },
];

/** The peer uses the platform's decoder for texts of this length and longer. */
const DECODER_BYTES = 256;

export function isByteOrderMarkLoss(
  { name, graph }: Pair,
  ours: unknown,
  theirs: unknown,
): boolean {
  const lost = (text: string) =>
    text.startsWith("\ufeff") && Buffer.byteLength(text) >= DECODER_BYTES ? text.slice(1) : text;
  const sameText = (text: string, peerText: unknown) => lost(text) === peerText;
  return peerMapping(name, graph, { sameText }).same(ours, theirs);
}
