/** What two sides agree on before a frame between them is a message, and when they part. */

export { CLOSE_CODES, type CloseMeaning, meaningOfClose } from "./close-codes.js";
export { databasesOf, type NamedDatabases, nameDatabases, type Query } from "./query.js";
export { decodeRefusal, encodeRefusal, rangeOf, type VersionRange } from "./refusal.js";
export {
  type Negotiated,
  negotiate,
  offerOf,
  selectedVersion,
  tokenOf,
  tokenSubprotocol,
} from "./subprotocols.js";
