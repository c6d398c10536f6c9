// @generated from chat/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// How two builds of chat agree on a version, on every transport. A refusal is final: the
// same two builds will refuse each other again.

import { type Offer, createOffer } from "@barewire/runtime/negotiation";

export type {
  FrameRead,
  NegotiationIssue,
  Offer,
  OfferAnswer,
  OtherProtocol,
  ProtocolViolation,
  Selected,
  SubprotocolChoice,
  VersionRange,
  VersionRefused,
} from "@barewire/runtime/negotiation";
export {
  decodeRefusal,
  encodeOffer,
  encodeRefusal,
  FirstFrame,
  NegotiationError,
  negotiate,
  offeredSubprotocols,
  readAnswer,
  readOffer,
  recordVersion,
  requireVersion,
  selectedVersion,
  selectSubprotocol,
} from "@barewire/runtime/negotiation";

/** Every version that this build supports, oldest first. */
const VERSIONS: readonly number[] = [1, 2, 3];

/** What this build offers to a peer: all versions that it supports, or only `versions`. */
export function offer(versions: readonly number[] = VERSIONS): Offer {
  return createOffer("chat", versions);
}
