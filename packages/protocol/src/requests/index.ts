/** Requests and responses of envoy-protocol, which are paired by their names. */

export {
  type Address,
  actorIdOf,
  mayBeRepeated,
  type Notice,
  type Request,
  type RequestData,
  type RequestTag,
  type Response,
  type ResponseData,
  requestOf,
  responseTagOf,
} from "./requests.js";
export {
  errorVariant,
  okVariant,
  type Rejection,
  rejectionVariant,
  responseTo,
  type Variant,
} from "./responses.js";
export { type FullStorage, fullStorageOf, storageFullText } from "./storage-full.js";
export { type StoredFault, storedFaultOf } from "./stored-fault.js";
