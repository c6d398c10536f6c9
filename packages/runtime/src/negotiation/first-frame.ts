/**
 * The first frame of each direction of a byte stream, such as a TCP socket. The side that connects
 * sends an offer; the other answers with a selection, with a refusal, or, to a peer of another
 * protocol, with its own offer. What follows a selection is in that version. All numbers are
 * little-endian, and these layouts never change:
 *
 *     offer       0  4 bytes  "BWOF"
 *                 4  u8       size of the protocol's name, from 1
 *                 5  u8       number of versions, from 1
 *                 6  …        the name, in ASCII
 *                 …  u16      each version, ascending
 *
 *     selection   0  4 bytes  "BWSV"
 *                 4  u16      the version, one of the offer
 *
 *     refusal     as in `refusal.ts`
 */

import type {
  NegotiationIssue,
  OtherProtocol,
  ProtocolViolation,
  VersionRefused,
} from "./negotiation-error.js";
import { isProtocolName, isVersion, negotiate, type Offer, type Selected } from "./offer.js";
import { decodeRefusal, encodeRefusal, hasMagic, REFUSAL_MAGIC, REFUSAL_SIZE } from "./refusal.js";

const OFFER_MAGIC = "BWOF";
const SELECTION_MAGIC = "BWSV";
const MAGIC_SIZE = 4;
const OFFER_HEADER_SIZE = 6;
const SELECTION_SIZE = 6;
const VERSION_SIZE = 2;

/** A frame that has been looked for at the beginning of a stream; `size` bytes belong to it. */
export type FrameRead<Outcome> =
  | { readonly kind: "incomplete" }
  | { readonly kind: "complete"; readonly outcome: Outcome; readonly size: number };

/** The answer to an offer. */
export type OfferAnswer = {
  readonly outcome: Selected | NegotiationIssue;
  /**
   * It is sent to the peer; after anything but a selection the stream is closed then. Null for a
   * peer that speaks no such protocol, to which nothing is sent.
   */
  readonly frame: Uint8Array | null;
};

/** The frame that a side which connects sends first. */
export function encodeOffer({ protocol, versions }: Offer): Uint8Array {
  const versionsAt = OFFER_HEADER_SIZE + protocol.length;
  const frame = new Uint8Array(versionsAt + VERSION_SIZE * versions.length);
  setText(frame, 0, OFFER_MAGIC);
  frame[4] = protocol.length;
  frame[5] = versions.length;
  setText(frame, OFFER_HEADER_SIZE, protocol);
  const view = new DataView(frame.buffer);
  versions.forEach((version, index) => {
    view.setUint16(versionsAt + VERSION_SIZE * index, version, true);
  });
  return frame;
}

/** Reads the offer of a peer at the beginning of `bytes`, and answers it. */
export function readOffer(own: Offer, bytes: Uint8Array): FrameRead<OfferAnswer> {
  const read = readOfferFrame(bytes);
  if (read === "incomplete") return { kind: "incomplete" };
  if (read === "malformed") {
    const outcome = violation(own, "malformed offer frame");
    return { kind: "complete", outcome: { outcome, frame: null }, size: 0 };
  }
  const { offer, size } = read;
  const outcome = negotiate(own, offer);
  const answer = { outcome, frame: answerFrame(own, outcome) };
  return { kind: "complete", outcome: answer, size };
}

/** Reads the answer to an offer at the beginning of `bytes`. */
export function readAnswer(own: Offer, bytes: Uint8Array): FrameRead<Selected | NegotiationIssue> {
  const known = Math.min(bytes.length, MAGIC_SIZE);
  if (known < MAGIC_SIZE) {
    const isBegun = [SELECTION_MAGIC, REFUSAL_MAGIC, OFFER_MAGIC].some((magic) =>
      hasMagic(bytes, magic),
    );
    return isBegun ? { kind: "incomplete" } : malformedAnswer(own);
  }
  if (hasMagic(bytes, SELECTION_MAGIC)) {
    if (bytes.length < SELECTION_SIZE) return { kind: "incomplete" };
    return { kind: "complete", outcome: selectionOf(own, bytes), size: SELECTION_SIZE };
  }
  if (hasMagic(bytes, REFUSAL_MAGIC)) {
    if (bytes.length < REFUSAL_SIZE) return { kind: "incomplete" };
    const outcome = decodeRefusal(own, bytes.subarray(0, REFUSAL_SIZE));
    return { kind: "complete", outcome, size: REFUSAL_SIZE };
  }
  const read = readOfferFrame(bytes);
  if (read === "incomplete") return { kind: "incomplete" };
  if (read === "malformed") return malformedAnswer(own);
  const { offer, size } = read;
  // A peer of the same protocol would have selected a version, or refused.
  if (offer.protocol === own.protocol) return malformedAnswer(own);
  const { protocol } = own;
  const outcome = { kind: "other-protocol", protocol, peer: offer.protocol } as const;
  return { kind: "complete", outcome, size };
}

/**
 * Collects the first frame of a stream, whose chunks may end anywhere.
 *
 *     const first = new FirstFrame((bytes) => readOffer(own, bytes));
 *     socket.on("data", (chunk) => {
 *       const read = first.push(chunk);
 *       if (read !== null) answer(read.outcome, read.rest);
 *     });
 */
export class FirstFrame<Outcome> {
  readonly #read: (bytes: Uint8Array) => FrameRead<Outcome>;
  #held: Uint8Array = new Uint8Array(0);
  #isComplete = false;

  constructor(read: (bytes: Uint8Array) => FrameRead<Outcome>) {
    this.#read = read;
  }

  /** Returns the outcome with the bytes behind the frame; null if more bytes are needed. */
  push(chunk: Uint8Array): { readonly outcome: Outcome; readonly rest: Uint8Array } | null {
    if (this.#isComplete) throw new Error("the first frame is complete; what follows is not of it");
    const bytes = this.#held.length === 0 ? chunk : joined(this.#held, chunk);
    const read = this.#read(bytes);
    this.#isComplete = read.kind === "complete";
    if (read.kind === "complete") {
      this.#held = new Uint8Array(0);
      return { outcome: read.outcome, rest: bytes.subarray(read.size) };
    }
    // The memory of a chunk may be used again. A frame is small, so what is held is small, too.
    this.#held = bytes.slice();
    return null;
  }
}

function readOfferFrame(
  bytes: Uint8Array,
): { readonly offer: Offer; readonly size: number } | "incomplete" | "malformed" {
  if (!hasMagic(bytes, OFFER_MAGIC)) return "malformed";
  const [nameSize, count] = [bytes[4], bytes[5]];
  if (nameSize === 0 || count === 0) return "malformed";
  if (nameSize === undefined || count === undefined) return "incomplete";
  const versionsAt = OFFER_HEADER_SIZE + nameSize;
  const size = versionsAt + VERSION_SIZE * count;
  if (bytes.length < size) return "incomplete";
  const protocol = String.fromCharCode(...bytes.subarray(OFFER_HEADER_SIZE, versionsAt));
  const view = new DataView(bytes.buffer, bytes.byteOffset + versionsAt, VERSION_SIZE * count);
  const versions = Array.from({ length: count }, (_, index) =>
    view.getUint16(VERSION_SIZE * index, true),
  );
  const isAscending = versions.every(
    (version, index) => isVersion(version) && version > (versions[index - 1] ?? 0),
  );
  if (!isAscending || !isProtocolName(protocol)) return "malformed";
  return { offer: { protocol, versions }, size };
}

function answerFrame(
  own: Offer,
  negotiated: Selected | VersionRefused | OtherProtocol,
): Uint8Array {
  switch (negotiated.kind) {
    case "selected": {
      const frame = new Uint8Array(SELECTION_SIZE);
      setText(frame, 0, SELECTION_MAGIC);
      new DataView(frame.buffer).setUint16(MAGIC_SIZE, negotiated.version, true);
      return frame;
    }
    case "version-refused":
      return encodeRefusal(own);
    case "other-protocol":
      return encodeOffer(own);
    default:
      return negotiated satisfies never;
  }
}

function selectionOf(own: Offer, bytes: Uint8Array): Selected | ProtocolViolation {
  const { protocol, versions } = own;
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint16(MAGIC_SIZE, true);
  if (versions.includes(version)) return { kind: "selected", protocol, version };
  return violation(own, "the peer has selected a version that was not offered");
}

function malformedAnswer(own: Offer): {
  readonly kind: "complete";
  readonly outcome: ProtocolViolation;
  readonly size: number;
} {
  const outcome = violation(own, "malformed answer to an offer frame");
  return { kind: "complete", outcome, size: 0 };
}

function violation({ protocol }: Offer, reason: string): ProtocolViolation {
  return { kind: "protocol-violation", protocol, reason };
}

function setText(frame: Uint8Array, offset: number, text: string): void {
  for (let index = 0; index < text.length; index++) frame[offset + index] = text.charCodeAt(index);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
