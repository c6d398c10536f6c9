/**
 * `LtxVerifier`: the one strict reader of whole blobs. A blob is pushed in chunks of any size;
 * every byte is checked at once, and no more than one frame is buffered.
 */

import { Crc64 } from "./crc64.js";
import {
  BLOCK_SIZE_SIZE,
  checkPgno,
  FRAME_HEADER_SIZE,
  inflate,
  type LtxFrame,
  maxFrameSize,
  PAGE_HEADER_SIZE,
  readBlockSize,
  readPageHeader,
} from "./frame.js";
import { HEADER_SIZE, type LtxHeader, readLtxHeader } from "./header.js";
import { LtxError, type LtxSection } from "./ltx-error.js";
import {
  fileChecksum,
  readFileChecksum,
  TRAILER_SIZE,
  TRAILER_SUMMED_SIZE,
  writeIndex,
} from "./tail.js";

const DEFAULT_MAX_PAGES = 1_048_576;

export type LtxVerifierOptions = {
  /** Refuses a blob of more pages. The default is 1,048,576. */
  readonly maxPages?: number;
  /**
   * Is called with every page as it is inflated, in memory of its own. The file checksum comes
   * last, so these bytes must not be relied on until `finish` has returned.
   */
  readonly onPage?: (pgno: number, bytes: Uint8Array) => void;
};

export type LtxContents = { readonly header: LtxHeader; readonly frames: readonly LtxFrame[] };

/** The section that is expected next. All but the index are buffered until they are complete. */
type Expected = "header" | "page-header" | "block-size" | "block" | "index" | "trailer" | "end";

export class LtxVerifier {
  readonly #maxPages: number;
  readonly #onPage: ((pgno: number, bytes: Uint8Array) => void) | undefined;
  readonly #checksum = new Crc64();
  readonly #frames: LtxFrame[] = [];
  #header: LtxHeader | undefined;
  #failure: unknown;
  #expected: Expected = "header";
  #expectedSize = HEADER_SIZE;
  /** The first bytes of the section, if a chunk ended inside it. */
  #kept = new Uint8Array(HEADER_SIZE);
  #keptSize = 0;
  /** The page number of the frame that is being read. */
  #pgno = 0;
  #frameOffset = HEADER_SIZE;
  /** The index that follows from the frames, and the number of its bytes that have been read. */
  #index: Uint8Array = new Uint8Array(0);
  /** The page that was inflated last, where no caller keeps it. */
  #unkeptPage: Uint8Array = new Uint8Array(0);
  #indexOffset = 0;

  constructor(options: LtxVerifierOptions = {}) {
    this.#maxPages = options.maxPages ?? DEFAULT_MAX_PAGES;
    this.#onPage = options.onPage;
  }

  /** Takes the next bytes of the blob; the caller may reuse `chunk` afterwards. */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      let rest = chunk;
      while (rest.length > 0) rest = rest.subarray(this.#take(rest));
    } catch (cause) {
      this.#failure = cause;
      throw cause;
    }
  }

  /** Is called after the last byte; only then is the blob known to be valid. */
  finish(): LtxContents {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#expected !== "end" || this.#header === undefined) {
      throw new LtxError({ kind: "truncated", section: sectionOf(this.#expected) });
    }
    return { header: this.#header, frames: this.#frames };
  }

  /** Takes at least one of the bytes, and returns how many were taken. */
  #take(bytes: Uint8Array): number {
    if (this.#expected === "end") throw new LtxError({ kind: "trailing" });
    if (this.#expected === "index") return this.#compareIndex(bytes);
    const wantedSize = this.#expectedSize - this.#keptSize;
    if (bytes.length < wantedSize) {
      this.#kept.set(bytes, this.#keptSize);
      this.#keptSize += bytes.length;
      return bytes.length;
    }
    if (this.#keptSize === 0) {
      this.#read(bytes.subarray(0, wantedSize));
      return wantedSize;
    }
    this.#kept.set(bytes.subarray(0, wantedSize), this.#keptSize);
    this.#keptSize = 0;
    this.#read(this.#kept.subarray(0, this.#expectedSize));
    return wantedSize;
  }

  /** Takes a complete section, and decides what is expected next. */
  #read(bytes: Uint8Array): void {
    switch (this.#expected) {
      case "header":
        this.#readHeader(bytes);
        break;
      case "page-header":
        this.#readPageHeader(bytes);
        break;
      case "block-size":
        this.#readBlockSize(bytes);
        break;
      case "block":
        this.#readBlock(bytes);
        break;
      case "trailer":
        this.#readTrailer(bytes);
        break;
      case "index":
      case "end":
        // These sections are not buffered: they take the bytes that there are.
        break;
      default:
        this.#expected satisfies never;
    }
  }

  /** The header, in sections that follow it. */
  #knownHeader(): LtxHeader {
    return this.#header as LtxHeader;
  }

  #readHeader(bytes: Uint8Array): void {
    const header = readLtxHeader(bytes);
    this.#checksum.update(bytes);
    this.#header = header;
    this.#kept = new Uint8Array(maxFrameSize(header.pageSize));
    this.#unkeptPage = new Uint8Array(this.#onPage === undefined ? header.pageSize : 0);
    this.#expect("page-header", PAGE_HEADER_SIZE);
  }

  #readPageHeader(bytes: Uint8Array): void {
    const pgno = readPageHeader(bytes);
    this.#checksum.update(bytes);
    if (pgno === undefined) {
      this.#index = writeIndex(this.#frames);
      this.#expected = "index";
      return;
    }
    checkPgno(this.#knownHeader(), pgno, this.#pgno);
    if (this.#frames.length >= this.#maxPages) {
      throw new LtxError({ kind: "limit", maxPages: this.#maxPages });
    }
    this.#pgno = pgno;
    this.#expect("block-size", BLOCK_SIZE_SIZE);
  }

  #readBlockSize(bytes: Uint8Array): void {
    const blockSize = readBlockSize(bytes, this.#pgno, this.#knownHeader().pageSize);
    this.#checksum.update(bytes);
    this.#expect("block", blockSize);
  }

  #readBlock(bytes: Uint8Array): void {
    const { pageSize } = this.#knownHeader();
    const page = this.#onPage === undefined ? this.#unkeptPage : new Uint8Array(pageSize);
    inflate(bytes, this.#pgno, pageSize, page, 0);
    this.#checksum.update(page);
    const size = FRAME_HEADER_SIZE + bytes.length;
    this.#frames.push({ pgno: this.#pgno, offset: this.#frameOffset, size });
    this.#frameOffset += size;
    this.#onPage?.(this.#pgno, page);
    this.#expect("page-header", PAGE_HEADER_SIZE);
  }

  #compareIndex(bytes: Uint8Array): number {
    const size = Math.min(bytes.length, this.#index.length - this.#indexOffset);
    for (let at = 0; at < size; at += 1) {
      if (bytes[at] !== this.#index[this.#indexOffset + at]) {
        throw new LtxError({ kind: "index", reason: "does not match the page frames" });
      }
    }
    this.#checksum.update(bytes.subarray(0, size));
    this.#indexOffset += size;
    if (this.#indexOffset === this.#index.length) this.#expect("trailer", TRAILER_SIZE);
    return size;
  }

  #readTrailer(bytes: Uint8Array): void {
    const checksum = readFileChecksum(bytes);
    this.#checksum.update(bytes.subarray(0, TRAILER_SUMMED_SIZE));
    if (checksum !== fileChecksum(this.#checksum.digest())) {
      throw new LtxError({ kind: "checksum" });
    }
    this.#expect("end", 0);
  }

  #expect(expected: Expected, size: number): void {
    this.#expected = expected;
    this.#expectedSize = size;
  }
}

function sectionOf(expected: Expected): LtxSection {
  switch (expected) {
    case "header":
      return "header";
    case "page-header":
    case "block-size":
    case "block":
      return "pages";
    case "index":
      return "index";
    case "trailer":
    case "end":
      return "trailer";
    default:
      return expected satisfies never;
  }
}
