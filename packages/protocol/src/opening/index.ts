/** What two sides agree on when a connection opens, and what they mean when they close it. */

export { CLOSE_CODES, type CloseMeaning, closeCodeOf, meaningOfClose } from "./close-codes.js";
export { initMessage, type ServerTerms } from "./init.js";
export { databasesOf, type NamedDatabases, nameDatabases, type Query } from "./query.js";
export {
  encodeRefusal,
  meaningOfRefusal,
  type RefusalMeaning,
  type VersionRange,
} from "./refusal.js";
export {
  type Negotiated,
  negotiate,
  offerOf,
  selectedVersion,
  tokenOf,
  tokenSubprotocol,
} from "./subprotocols.js";
