/** The handshake of a connection, for client and server, and the codes that close it. */

export { CLOSE_CODES, type CloseMeaning, classifyClose, type Rejection } from "./close-codes.js";
export { initMessage, type ServerTerms } from "./init.js";
export { MAX_ACTOR_ID_SIZE, MAX_NAMESPACE_SIZE, nameFault } from "./name-fault.js";
export { appendDatabases, type NamedDatabases, parseDatabases, type Query } from "./query.js";
export { tokenOf, tokenSubprotocol } from "./token.js";
