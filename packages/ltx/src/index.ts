/** The entry of the LTX package: pages of a SQLite database in one checksummed blob. */

export {
  type DecodeLtxOptions,
  decodeLtx,
  findLtxFrame,
  type LtxReader,
  type OpenLtxOptions,
  openLtx,
} from "./decode.js";
export { encodeLtx, encodeLtxPieces } from "./encode.js";
export { type LtxFrame, type LtxPage, maxFrameSize, readLtxFrame } from "./frame.js";
export { HEADER_SIZE, type LtxHeader, lockPgno, readLtxHeader } from "./header.js";
export {
  LtxError,
  type LtxHeaderField,
  type LtxIssue,
  type LtxSection,
  type PageNumberFault,
} from "./ltx-error.js";
export { compressLz4Block, inflateLz4Block, maxCompressedSize } from "./lz4-block.js";
export { type LtxTail, readLtxTail } from "./tail.js";
export {
  type LtxContents,
  LtxVerifier,
  type LtxVerifierOptions,
} from "./verifier.js";
