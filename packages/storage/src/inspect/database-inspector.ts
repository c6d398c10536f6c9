/**
 * `DatabaseInspector`: checks all rows of a database against each other. It is the judge of the
 * engine, so it shares with it how rows are encoded and nothing of how they are changed.
 *
 * Rows come in the order of their keys, header rows before chunk rows, and none is kept: a database
 * may be larger than memory.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import { pageIndexEntryOf } from "../engine/page-index.js";
import { type DatabaseKeys, parseChunkKey } from "../format/database-keys.js";
import {
  chunkIndexOf,
  isCharged,
  type LogicalKey,
  numberOf,
  parseLogicalKey,
  stageTxidOf,
} from "../format/logical-key.js";
import {
  checkChunk,
  chunkCountOf,
  decodeHeader,
  type ValueHeader,
} from "../format/logical-value.js";
import { decodeMetaRecord } from "../format/meta-record.js";
import { textOfKey } from "../kv/key-text.js";
import type { KvRow } from "../kv/kv.js";
import { StorageError } from "../storage-error.js";
import { BlobInspection } from "./blob-inspection.js";
import { checkDatabase, type DatabaseContents } from "./check-database.js";
import type { Finding, Inspection } from "./inspection.js";

const MAX_FINDINGS = 1_000;

/** A value in chunks whose chunks have not all come. */
type Chunked = { readonly header: ValueHeader; seenCount: number };

export class DatabaseInspector {
  readonly #keys: DatabaseKeys;
  readonly #findings: Finding[] = [];
  /** The values in chunks, by the text of the key. */
  readonly #chunked = new Map<string, Chunked>();
  readonly #deltas = new Map<bigint, BlobInspection>();
  readonly #deltaChunkCounts = new Map<bigint, number>();
  readonly #shards = new Map<number, BlobInspection>();
  readonly #pageIndex = new Map<number, bigint>();
  readonly #stages = new Set<bigint>();
  #meta: Meta | undefined;
  #lastBlob: BlobInspection | undefined;
  #usedSize = 0;
  #physicalSize = 0;
  #rowCount = 0;

  constructor(keys: DatabaseKeys) {
    this.#keys = keys;
  }

  push([key, value]: KvRow): void {
    this.#rowCount += 1;
    this.#physicalSize += key.length + value.length;
    const chunk = parseChunkKey(key);
    try {
      if (chunk !== undefined) this.#takeChunk(chunk.headerKey, chunk.index, value);
      else this.#takeHeader(key, value);
    } catch (error) {
      this.#findError(error);
    }
  }

  finish(): Inspection {
    this.#lastBlob?.takeInline();
    for (const { header, seenCount } of this.#chunked.values()) {
      if (seenCount < chunkCountOf(header)) this.#find("chunk", "a chunk row is missing");
    }
    const contents: DatabaseContents = {
      meta: this.#meta,
      usedSize: BigInt(this.#usedSize),
      deltas: this.#deltas,
      shards: this.#shards,
      pageIndex: this.#pageIndex,
      stages: this.#stages,
    };
    const findings = [...this.#findings, ...checkDatabase(contents)].slice(0, MAX_FINDINGS);
    const used = new Set(this.#pageIndex.values());
    const committed = [...this.#deltas.keys()].filter(
      (txid) => txid <= (this.#meta?.headTxid ?? 0n),
    );
    return {
      meta: this.#meta,
      usedSize: BigInt(this.#usedSize),
      physicalSize: BigInt(this.#physicalSize),
      rowCount: this.#rowCount,
      deltaCount: committed.length,
      unusedDeltaCount: committed.filter((txid) => !used.has(txid)).length,
      pageIndexCount: this.#pageIndex.size,
      shardCount: this.#shards.size,
      stageCount: this.#stages.size,
      findings,
    };
  }

  #takeHeader(bytes: Uint8Array, row: Uint8Array): void {
    const key = parseLogicalKey(this.#keys, bytes);
    if (key === undefined) {
      this.#find("unknown-row", "the key is not one of the format");
      return;
    }
    const header = decodeHeader(key, row);
    if (isCharged(key.kind)) this.#usedSize += bytes.length + header.size;
    if (chunkCountOf(header) > 0) this.#chunked.set(textOfKey(bytes), { header, seenCount: 0 });
    this.#takeValue(key, header);
  }

  #takeValue(key: LogicalKey, header: ValueHeader): void {
    switch (key.kind) {
      case "meta":
        if (header.content.kind === "inline") this.#meta = decodeMetaRecord(header.content.bytes);
        else this.#find("meta", "the record is larger than a header row holds");
        break;
      case "delta":
        this.#takeDeltaChunk(key, header);
        break;
      case "page-index":
        this.#pageIndex.set(numberOf(key), pageIndexEntryOf(header));
        break;
      case "shard":
        this.#startBlob(this.#shards, numberOf(key)).addValue(header);
        break;
      case "stage":
        this.#stages.add(stageTxidOf(key));
        break;
      case "preload-hints":
      case "lease":
        // Neither has to agree with any other row.
        break;
      default:
        key.kind satisfies never;
    }
  }

  #takeDeltaChunk(key: LogicalKey, header: ValueHeader): void {
    const { txid, index } = chunkIndexOf(key);
    const count = this.#deltaChunkCounts.get(txid) ?? 0;
    if (index !== count) this.#find("delta", "a delta chunk is missing", txid);
    this.#deltaChunkCounts.set(txid, count + 1);
    this.#startBlob(this.#deltas, txid).addValue(header);
  }

  #startBlob<Name>(blobs: Map<Name, BlobInspection>, name: Name): BlobInspection {
    const found = blobs.get(name);
    if (found !== undefined) return found;
    // Every value of the previous blob has come.
    this.#lastBlob?.takeInline();
    this.#lastBlob = new BlobInspection();
    blobs.set(name, this.#lastBlob);
    return this.#lastBlob;
  }

  #takeChunk(headerKey: Uint8Array, index: number, bytes: Uint8Array): void {
    const chunked = this.#chunked.get(textOfKey(headerKey));
    if (chunked === undefined || index >= chunkCountOf(chunked.header)) {
      this.#find("chunk", "chunk row has no header row");
      return;
    }
    chunked.seenCount += 1;
    checkChunk(chunked.header, index, bytes);
    const { key } = chunked.header;
    if (key.kind === "shard") this.#shards.get(numberOf(key))?.takeChunk(0, index, bytes);
    if (key.kind !== "delta") return;
    const chunk = chunkIndexOf(key);
    this.#deltas.get(chunk.txid)?.takeChunk(chunk.index, index, bytes);
  }

  #findError(error: unknown): void {
    if (!(error instanceof StorageError)) throw error;
    const { issue } = error;
    if (issue.kind === "corrupt") this.#find(issue.part, issue.reason);
    else if (issue.kind === "unsupported-record")
      this.#find(issue.record, "the record was written by a newer version");
    else throw error;
  }

  #find(part: Finding["part"], reason: string, number?: bigint): void {
    if (this.#findings.length >= MAX_FINDINGS) return;
    this.#findings.push({ part, reason, ...(number === undefined ? {} : { number }) });
  }
}
