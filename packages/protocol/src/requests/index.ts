/** Requests and answers of envoy-protocol, which belong together by their names. */

export {
  answerTo,
  errorVariant,
  okVariant,
  type Refusal,
  refusalVariant,
  type Variant,
} from "./answers.js";
export { CLIENT_CODEC, type ClientCodec, SERVER_CODEC, type ServerCodec } from "./codecs.js";
export {
  type Address,
  actorIdOf,
  answerTagOf,
  mayBeRepeated,
  type Notice,
  type Request,
  type RequestData,
  type RequestTag,
  type Response,
  type ResponseData,
  requestOf,
} from "./requests.js";
export { sizeOf } from "./size.js";
export { type FullStorage, fullStorageOf, storageFullText } from "./storage-full.js";
