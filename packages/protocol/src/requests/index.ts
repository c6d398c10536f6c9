/** Requests and responses of envoy-protocol, which are paired by their names. */

export { CLIENT_CODEC, type ClientCodec, SERVER_CODEC, type ServerCodec } from "./codecs.js";
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
export { sizeOf } from "./size.js";
export { type FullStorage, fullStorageOf, storageFullText } from "./storage-full.js";
