/** The entry of the package: everything that generated codecs call. They import it as `bare`. */

export { readString, writeString } from "#strings";
export { CodecError } from "./codec-error.js";
export type {
  DecodeOptions,
  EncodeOptions,
  ErrorLocation,
  ErrorLocator,
  Limits,
} from "./codec-options.js";
export {
  convertMap,
  isDroppable,
  narrowToBigint,
  narrowToF32,
  narrowToNumber,
  notRepresentable,
  rejectValue,
  requireLength,
  requirePresent,
  type Step,
  same,
  widenToBigint,
} from "./conversion.js";
export { type DecisionCall, decide, decideNew, type ResultCheck } from "./decision-call.js";
export { decode } from "./decode.js";
export { encode, requireEncodable } from "./encode.js";
export { checkRevision, GeneratedCodeError } from "./generated-code.js";
export { type OnOmitted, omitEntries, omitItems, withOmissions } from "./omit.js";
export type { Some } from "./optional.js";
export { DataKeys, duplicateKey, readCount } from "./read-collection.js";
export { dataAt, readData, readFixedData } from "./read-data.js";
export {
  boolAt,
  f32At,
  f64At,
  i8At,
  i16At,
  i32At,
  i64At,
  readBool,
  readF32,
  readF64,
  readI8,
  readI16,
  readI32,
  readI64,
  readU8,
  readU16,
  readU32,
  readU64,
  u8At,
  u16At,
  u32At,
  u64At,
} from "./read-number.js";
export { readInt, readLength as readTag, readUint, unknownTag } from "./read-varint.js";
export { claim, Reader } from "./reader.js";
export { enterRecursion, leaveRecursion } from "./recursion.js";
export type { ConvertStep, PartNames } from "./trace-conversion.js";
export { readFixedTypedArray, readTypedArray } from "./typed-array.js";
export {
  readFixedU32List,
  readU32List,
  writeFixedU32List,
  writeU32List,
} from "./u32-list.js";
export {
  type Availability,
  type AvailabilityRange,
  type Conversion,
  conversionError,
  embed,
  embeddedVersion,
  minVersion,
  missingRoot,
  type PathOf,
  type Protocol,
  type Support,
  supportOf,
  supports,
  unsupportedVersion,
  withErrorLocator,
} from "./versioned-codec.js";
export {
  attempt,
  type DecisionFailedIssue,
  type MalformedIssue,
  type NotRepresentableIssue,
  type Result,
  type SchemaName,
  type UnencodableIssue,
  type UnsupportedVersionIssue,
  WireError,
  type WireIssue,
} from "./wire-error.js";
export { duplicateDataKey, requireCount, writeCount, writeSize } from "./write-collection.js";
export { writeData, writeFixedData } from "./write-data.js";
export {
  writeBool,
  writeF32,
  writeF64,
  writeI8,
  writeI16,
  writeI32,
  writeI64,
  writeU8,
  writeU16,
  writeU32,
  writeU64,
} from "./write-number.js";
export {
  unknownValue,
  unknownVariant,
  writeInt,
  writeLength as writeTag,
  writeUint,
} from "./write-varint.js";
export { Writer } from "./writer.js";
