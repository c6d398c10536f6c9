/**
 * The entry for agreeing on a version; a generated `negotiation.ts` exports it for its protocol.
 */

export {
  encodeOffer,
  FirstFrame,
  type FrameRead,
  type OfferAnswer,
  readAnswer,
  readOffer,
} from "./first-frame.js";
export {
  NegotiationError,
  type NegotiationIssue,
  type OtherProtocol,
  type ProtocolViolation,
  type VersionRange,
  type VersionRefused,
} from "./negotiation-error.js";
export { createOffer, negotiate, type Offer, requireVersion, type Selected } from "./offer.js";
export { decodeRefusal, encodeRefusal } from "./refusal.js";
export { recordVersion } from "./stored-record.js";
export {
  offeredSubprotocols,
  type SubprotocolChoice,
  selectedVersion,
  selectSubprotocol,
} from "./subprotocols.js";
