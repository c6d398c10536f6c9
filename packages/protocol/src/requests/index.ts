/** Requests and responses of envoy-protocol, which are paired by their names. */

export {
  type FullStorage,
  fullStorageOf,
  isStoreUnavailable,
  type StoredFault,
  storageFullText,
  storedFaultOf,
  storeUnavailableText,
} from "./failure-texts.js";
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
