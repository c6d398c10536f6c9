// @generated from envoy-protocol/v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "envoy-protocol", version: 3 };

/** Identifies an actor or a namespace. Opaque to the receiver. */
export type Id = string;

export function readId(reader: bare.Reader): Id {
  return bare.readString(reader);
}

export function writeId(writer: bare.Writer, value: Id): void {
  bare.writeString(writer, value);
}

/** JSON text. What it means is up to the application. */
export type Json = string;

export function readJson(reader: bare.Reader): Json {
  return bare.readString(reader);
}

export function writeJson(writer: bare.Writer, value: Json): void {
  bare.writeString(writer, value);
}

/** Identifies a gateway. */
export type GatewayId = Uint8Array;

export function readGatewayId(reader: bare.Reader): GatewayId {
  return bare.readFixedData(reader, 4);
}

export function writeGatewayId(writer: bare.Writer, value: GatewayId): void {
  bare.writeFixedData(writer, value, 4);
}

/**
 * Identifies a tunnelled request or WebSocket among those of its gateway, which picks the value.
 */
export type RequestId = Uint8Array;

export function readRequestId(reader: bare.Reader): RequestId {
  return bare.readFixedData(reader, 4);
}

export function writeRequestId(writer: bare.Writer, value: RequestId): void {
  bare.writeFixedData(writer, value, 4);
}

/**
 * Position of a message within one direction of a tunnelled request or WebSocket.
 * The number after 65,535 is 0.
 */
export type MessageIndex = number;

export function readMessageIndex(reader: bare.Reader): MessageIndex {
  return bare.readU16(reader);
}

export function writeMessageIndex(writer: bare.Writer, value: MessageIndex): void {
  bare.writeU16(writer, value);
}

/** Keys are ordered by their bytes, taken as unsigned. */
export type KvKey = Uint8Array;

export function readKvKey(reader: bare.Reader): KvKey {
  return bare.readData(reader);
}

export function writeKvKey(writer: bare.Writer, value: KvKey): void {
  bare.writeData(writer, value);
}

/** Opaque bytes. May be empty. */
export type KvValue = Uint8Array;

export function readKvValue(reader: bare.Reader): KvValue {
  return bare.readData(reader);
}

export function writeKvValue(writer: bare.Writer, value: KvValue): void {
  bare.writeData(writer, value);
}

/** What the server remembers about one pair. */
export type KvMetadata = {
  /** Opaque mark of the software that wrote the value. */
  readonly version: Uint8Array;
  /** When the value was last written. */
  readonly updateTs: bigint;
};

export function readKvMetadata(reader: bare.Reader): KvMetadata {
  return {
    version: bare.readData(reader),
    updateTs: bare.readI64(reader),
  };
}

export function writeKvMetadata(writer: bare.Writer, value: KvMetadata): void {
  bare.writeData(writer, value.version);
  bare.writeI64(writer, value.updateTs);
}

/** Selects all keys of the actor. */
export type KvListAllQuery = null;

export function readKvListAllQuery(_reader: bare.Reader): KvListAllQuery {
  return null;
}

export function writeKvListAllQuery(_writer: bare.Writer, _value: KvListAllQuery): void {
}

/** Selects the keys from start to end. */
export type KvListRangeQuery = {
  /** Part of the range. */
  readonly start: KvKey;
  readonly end: KvKey;
  /** True leaves out the end key itself. */
  readonly exclusive: boolean;
};

export function readKvListRangeQuery(reader: bare.Reader): KvListRangeQuery {
  return {
    start: readKvKey(reader),
    end: readKvKey(reader),
    exclusive: bare.readBool(reader),
  };
}

export function writeKvListRangeQuery(writer: bare.Writer, value: KvListRangeQuery): void {
  writeKvKey(writer, value.start);
  writeKvKey(writer, value.end);
  bare.writeBool(writer, value.exclusive);
}

/** Selects the keys that begin with these bytes. */
export type KvListPrefixQuery = {
  readonly key: KvKey;
};

export function readKvListPrefixQuery(reader: bare.Reader): KvListPrefixQuery {
  return {
    key: readKvKey(reader),
  };
}

export function writeKvListPrefixQuery(writer: bare.Writer, value: KvListPrefixQuery): void {
  writeKvKey(writer, value.key);
}

/** Which keys to list. */
export type KvListQuery =
  | { readonly tag: "KvListAllQuery"; readonly val: KvListAllQuery }
  | { readonly tag: "KvListRangeQuery"; readonly val: KvListRangeQuery }
  | { readonly tag: "KvListPrefixQuery"; readonly val: KvListPrefixQuery };

export function readKvListQuery(reader: bare.Reader): KvListQuery {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "KvListAllQuery", val: null };
    case 1:
      return { tag: "KvListRangeQuery", val: readKvListRangeQuery(reader) };
    case 2:
      return { tag: "KvListPrefixQuery", val: readKvListPrefixQuery(reader) };
    default:
      throw bare.unknownTag(reader, "KvListQuery", tag);
  }
}

export function writeKvListQuery(writer: bare.Writer, value: KvListQuery): void {
  switch (value.tag) {
    case "KvListAllQuery":
      return bare.writeTag(writer, 0);
    case "KvListRangeQuery":
      bare.writeTag(writer, 1);
      return writeKvListRangeQuery(writer, value.val);
    case "KvListPrefixQuery":
      bare.writeTag(writer, 2);
      return writeKvListPrefixQuery(writer, value.val);
    default:
      throw bare.unknownVariant("KvListQuery", value satisfies never);
  }
}

/** Reads single keys. */
export type KvGetRequest = {
  readonly keys: readonly KvKey[];
};

export function readKvGetRequest(reader: bare.Reader): KvGetRequest {
  return {
    keys: readListOfKvKey(reader),
  };
}

export function writeKvGetRequest(writer: bare.Writer, value: KvGetRequest): void {
  writeListOfKvKey(writer, value.keys);
}

/** Reads the pairs that a query selects. */
export type KvListRequest = {
  readonly query: KvListQuery;
  /** True lists from the last key to the first. Absent means false. */
  readonly reverse: boolean | null;
  /** Most pairs to return. The server's own limit applies when absent. */
  readonly limit: bigint | null;
};

export function readKvListRequest(reader: bare.Reader): KvListRequest {
  return {
    query: readKvListQuery(reader),
    reverse: bare.readBool(reader) ? bare.readBool(reader) : null,
    limit: bare.readBool(reader) ? bare.readU64(reader) : null,
  };
}

export function writeKvListRequest(writer: bare.Writer, value: KvListRequest): void {
  writeKvListQuery(writer, value.query);
  bare.writeBool(writer, value.reverse !== null);
  if (value.reverse !== null) bare.writeBool(writer, value.reverse);
  bare.writeBool(writer, value.limit !== null);
  if (value.limit !== null) bare.writeU64(writer, value.limit);
}

/** Writes pairs, replacing older values. */
export type KvPutRequest = {
  readonly keys: readonly KvKey[];
  /** As many as there are keys; each belongs to the key at the same index. */
  readonly values: readonly KvValue[];
};

export function readKvPutRequest(reader: bare.Reader): KvPutRequest {
  return {
    keys: readListOfKvKey(reader),
    values: readListOfKvValue(reader),
  };
}

export function writeKvPutRequest(writer: bare.Writer, value: KvPutRequest): void {
  writeListOfKvKey(writer, value.keys);
  writeListOfKvValue(writer, value.values);
}

/** Deletes single keys. A key that does not exist is no error. */
export type KvDeleteRequest = {
  readonly keys: readonly KvKey[];
};

export function readKvDeleteRequest(reader: bare.Reader): KvDeleteRequest {
  return {
    keys: readListOfKvKey(reader),
  };
}

export function writeKvDeleteRequest(writer: bare.Writer, value: KvDeleteRequest): void {
  writeListOfKvKey(writer, value.keys);
}

/** Deletes the keys from start up to, but not including, end. */
export type KvDeleteRangeRequest = {
  readonly start: KvKey;
  readonly end: KvKey;
};

export function readKvDeleteRangeRequest(reader: bare.Reader): KvDeleteRangeRequest {
  return {
    start: readKvKey(reader),
    end: readKvKey(reader),
  };
}

export function writeKvDeleteRangeRequest(writer: bare.Writer, value: KvDeleteRangeRequest): void {
  writeKvKey(writer, value.start);
  writeKvKey(writer, value.end);
}

/** Deletes every pair of the actor. */
export type KvDropRequest = null;

export function readKvDropRequest(_reader: bare.Reader): KvDropRequest {
  return null;
}

export function writeKvDropRequest(_writer: bare.Writer, _value: KvDropRequest): void {
}

/** What an envoy asks of the store of one actor. */
export type KvRequestData =
  | { readonly tag: "KvGetRequest"; readonly val: KvGetRequest }
  | { readonly tag: "KvListRequest"; readonly val: KvListRequest }
  | { readonly tag: "KvPutRequest"; readonly val: KvPutRequest }
  | { readonly tag: "KvDeleteRequest"; readonly val: KvDeleteRequest }
  | { readonly tag: "KvDeleteRangeRequest"; readonly val: KvDeleteRangeRequest }
  | { readonly tag: "KvDropRequest"; readonly val: KvDropRequest };

export function readKvRequestData(reader: bare.Reader): KvRequestData {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "KvGetRequest", val: readKvGetRequest(reader) };
    case 1:
      return { tag: "KvListRequest", val: readKvListRequest(reader) };
    case 2:
      return { tag: "KvPutRequest", val: readKvPutRequest(reader) };
    case 3:
      return { tag: "KvDeleteRequest", val: readKvDeleteRequest(reader) };
    case 4:
      return { tag: "KvDeleteRangeRequest", val: readKvDeleteRangeRequest(reader) };
    case 5:
      return { tag: "KvDropRequest", val: null };
    default:
      throw bare.unknownTag(reader, "KvRequestData", tag);
  }
}

export function writeKvRequestData(writer: bare.Writer, value: KvRequestData): void {
  switch (value.tag) {
    case "KvGetRequest":
      bare.writeTag(writer, 0);
      return writeKvGetRequest(writer, value.val);
    case "KvListRequest":
      bare.writeTag(writer, 1);
      return writeKvListRequest(writer, value.val);
    case "KvPutRequest":
      bare.writeTag(writer, 2);
      return writeKvPutRequest(writer, value.val);
    case "KvDeleteRequest":
      bare.writeTag(writer, 3);
      return writeKvDeleteRequest(writer, value.val);
    case "KvDeleteRangeRequest":
      bare.writeTag(writer, 4);
      return writeKvDeleteRangeRequest(writer, value.val);
    case "KvDropRequest":
      return bare.writeTag(writer, 5);
    default:
      throw bare.unknownVariant("KvRequestData", value satisfies never);
  }
}

/** Answers any request that failed. */
export type KvErrorResponse = {
  /** For people and logs. Programs must not branch on it. */
  readonly message: string;
};

export function readKvErrorResponse(reader: bare.Reader): KvErrorResponse {
  return {
    message: bare.readString(reader),
  };
}

export function writeKvErrorResponse(writer: bare.Writer, value: KvErrorResponse): void {
  bare.writeString(writer, value.message);
}

/** Answers KvGetRequest. The three lists are parallel and hold only the keys that exist. */
export type KvGetResponse = {
  readonly keys: readonly KvKey[];
  readonly values: readonly KvValue[];
  readonly metadata: readonly KvMetadata[];
};

export function readKvGetResponse(reader: bare.Reader): KvGetResponse {
  return {
    keys: readListOfKvKey(reader),
    values: readListOfKvValue(reader),
    metadata: readListOfKvMetadata(reader),
  };
}

export function writeKvGetResponse(writer: bare.Writer, value: KvGetResponse): void {
  writeListOfKvKey(writer, value.keys);
  writeListOfKvValue(writer, value.values);
  writeListOfKvMetadata(writer, value.metadata);
}

/** Answers KvListRequest. The three lists are parallel and in the order that was asked for. */
export type KvListResponse = {
  readonly keys: readonly KvKey[];
  readonly values: readonly KvValue[];
  readonly metadata: readonly KvMetadata[];
};

export function readKvListResponse(reader: bare.Reader): KvListResponse {
  return {
    keys: readListOfKvKey(reader),
    values: readListOfKvValue(reader),
    metadata: readListOfKvMetadata(reader),
  };
}

export function writeKvListResponse(writer: bare.Writer, value: KvListResponse): void {
  writeListOfKvKey(writer, value.keys);
  writeListOfKvValue(writer, value.values);
  writeListOfKvMetadata(writer, value.metadata);
}

/** Answers KvPutRequest. */
export type KvPutResponse = null;

export function readKvPutResponse(_reader: bare.Reader): KvPutResponse {
  return null;
}

export function writeKvPutResponse(_writer: bare.Writer, _value: KvPutResponse): void {
}

/** Answers KvDeleteRequest and KvDeleteRangeRequest. */
export type KvDeleteResponse = null;

export function readKvDeleteResponse(_reader: bare.Reader): KvDeleteResponse {
  return null;
}

export function writeKvDeleteResponse(_writer: bare.Writer, _value: KvDeleteResponse): void {
}

/** Answers KvDropRequest. */
export type KvDropResponse = null;

export function readKvDropResponse(_reader: bare.Reader): KvDropResponse {
  return null;
}

export function writeKvDropResponse(_writer: bare.Writer, _value: KvDropResponse): void {
}

/** KvErrorResponse, or the answer that belongs to the kind of request. */
export type KvResponseData =
  | { readonly tag: "KvErrorResponse"; readonly val: KvErrorResponse }
  | { readonly tag: "KvGetResponse"; readonly val: KvGetResponse }
  | { readonly tag: "KvListResponse"; readonly val: KvListResponse }
  | { readonly tag: "KvPutResponse"; readonly val: KvPutResponse }
  | { readonly tag: "KvDeleteResponse"; readonly val: KvDeleteResponse }
  | { readonly tag: "KvDropResponse"; readonly val: KvDropResponse };

export function readKvResponseData(reader: bare.Reader): KvResponseData {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "KvErrorResponse", val: readKvErrorResponse(reader) };
    case 1:
      return { tag: "KvGetResponse", val: readKvGetResponse(reader) };
    case 2:
      return { tag: "KvListResponse", val: readKvListResponse(reader) };
    case 3:
      return { tag: "KvPutResponse", val: null };
    case 4:
      return { tag: "KvDeleteResponse", val: null };
    case 5:
      return { tag: "KvDropResponse", val: null };
    default:
      throw bare.unknownTag(reader, "KvResponseData", tag);
  }
}

export function writeKvResponseData(writer: bare.Writer, value: KvResponseData): void {
  switch (value.tag) {
    case "KvErrorResponse":
      bare.writeTag(writer, 0);
      return writeKvErrorResponse(writer, value.val);
    case "KvGetResponse":
      bare.writeTag(writer, 1);
      return writeKvGetResponse(writer, value.val);
    case "KvListResponse":
      bare.writeTag(writer, 2);
      return writeKvListResponse(writer, value.val);
    case "KvPutResponse":
      return bare.writeTag(writer, 3);
    case "KvDeleteResponse":
      return bare.writeTag(writer, 4);
    case "KvDropResponse":
      return bare.writeTag(writer, 5);
    default:
      throw bare.unknownVariant("KvResponseData", value satisfies never);
  }
}

/**
 * Counts the owners that a database has had, from 1. Each opening raises it, which fences off the
 * owner before. Unrelated to the generation of an actor. Since v2.
 */
export type SqliteGeneration = bigint;

export function readSqliteGeneration(reader: bare.Reader): SqliteGeneration {
  return bare.readU64(reader);
}

export function writeSqliteGeneration(writer: bare.Writer, value: SqliteGeneration): void {
  bare.writeU64(writer, value);
}

/**
 * Number of a commit. The first is 1, and 0 stands for a database without commits. Numbers rise and
 * are never used twice; one that was handed out but not committed leaves a gap. Since v2.
 */
export type SqliteTxid = bigint;

export function readSqliteTxid(reader: bare.Reader): SqliteTxid {
  return bare.readU64(reader);
}

export function writeSqliteTxid(writer: bare.Writer, value: SqliteTxid): void {
  bare.writeU64(writer, value);
}

/**
 * Number of a page. SQLite counts pages from 1; a message that names page 0 is refused. Since v2.
 */
export type SqlitePgno = number;

export function readSqlitePgno(reader: bare.Reader): SqlitePgno {
  return bare.readU32(reader);
}

export function writeSqlitePgno(writer: bare.Writer, value: SqlitePgno): void {
  bare.writeU32(writer, value);
}

/** Names a staged commit: the txid that SqliteCommitStageBeginOk handed out for it. Since v2. */
export type SqliteStageId = bigint;

export function readSqliteStageId(reader: bare.Reader): SqliteStageId {
  return bare.readU64(reader);
}

export function writeSqliteStageId(writer: bare.Writer, value: SqliteStageId): void {
  bare.writeU64(writer, value);
}

/** Content of one page, exactly as many bytes as the page size of the database. Since v2. */
export type SqlitePageBytes = Uint8Array;

export function readSqlitePageBytes(reader: bare.Reader): SqlitePageBytes {
  return bare.readData(reader);
}

export function writeSqlitePageBytes(writer: bare.Writer, value: SqlitePageBytes): void {
  bare.writeData(writer, value);
}

/** State of a database at the moment the server answered. Since v2. */
export type SqliteMeta = {
  readonly generation: SqliteGeneration;
  /** The newest commit. If it is not the envoy's own, somebody else has written. */
  readonly headTxid: SqliteTxid;
  /** Commits up to this one have been compacted. Never above headTxid. */
  readonly materializedTxid: SqliteTxid;
  /** Size of the database in pages. 0 before the first commit. */
  readonly dbSizePages: number;
  /** Bytes in a page: 4,096. Never changes. */
  readonly pageSize: number;
  /** When the database was created. */
  readonly creationTsMs: bigint;
  /**
   * Most bytes of dirty pages in one SqliteCommitRequest, and most bytes in one stage chunk.
   * A larger commit is staged.
   */
  readonly maxDeltaBytes: bigint;
};

export function readSqliteMeta(reader: bare.Reader): SqliteMeta {
  const at = bare.claim(reader, 48);
  const { bytes } = reader;
  return {
    generation: bare.u64At(bytes, at),
    headTxid: bare.u64At(bytes, at + 8),
    materializedTxid: bare.u64At(bytes, at + 16),
    dbSizePages: bare.u32At(bytes, at + 24),
    pageSize: bare.u32At(bytes, at + 28),
    creationTsMs: bare.i64At(bytes, at + 32),
    maxDeltaBytes: bare.u64At(bytes, at + 40),
  };
}

export function writeSqliteMeta(writer: bare.Writer, value: SqliteMeta): void {
  writeSqliteGeneration(writer, value.generation);
  writeSqliteTxid(writer, value.headTxid);
  writeSqliteTxid(writer, value.materializedTxid);
  bare.writeU32(writer, value.dbSizePages);
  bare.writeU32(writer, value.pageSize);
  bare.writeI64(writer, value.creationTsMs);
  bare.writeU64(writer, value.maxDeltaBytes);
}

/**
 * Refuses a request whose generation or expected head is not the database's, because somebody else
 * has opened or written it. The request had no effect. Since v2.
 */
export type SqliteFenceMismatch = {
  /** What the database has instead. */
  readonly actualMeta: SqliteMeta;
  /** For people and logs. Programs must not branch on it. */
  readonly reason: string;
};

export function readSqliteFenceMismatch(reader: bare.Reader): SqliteFenceMismatch {
  return {
    actualMeta: readSqliteMeta(reader),
    reason: bare.readString(reader),
  };
}

export function writeSqliteFenceMismatch(writer: bare.Writer, value: SqliteFenceMismatch): void {
  writeSqliteMeta(writer, value.actualMeta);
  bare.writeString(writer, value.reason);
}

/** Answers a request that failed for any reason without a type of its own. Since v2. */
export type SqliteErrorResponse = {
  /** For people and logs. Programs must not branch on it. */
  readonly message: string;
};

export function readSqliteErrorResponse(reader: bare.Reader): SqliteErrorResponse {
  return {
    message: bare.readString(reader),
  };
}

export function writeSqliteErrorResponse(writer: bare.Writer, value: SqliteErrorResponse): void {
  bare.writeString(writer, value.message);
}

/** A page to write. Since v2. */
export type SqliteDirtyPage = {
  readonly pgno: SqlitePgno;
  readonly bytes: SqlitePageBytes;
};

export function readSqliteDirtyPage(reader: bare.Reader): SqliteDirtyPage {
  return {
    pgno: readSqlitePgno(reader),
    bytes: readSqlitePageBytes(reader),
  };
}

export function writeSqliteDirtyPage(writer: bare.Writer, value: SqliteDirtyPage): void {
  writeSqlitePgno(writer, value.pgno);
  writeSqlitePageBytes(writer, value.bytes);
}

/** A page that was read. Since v2. */
export type SqliteFetchedPage = {
  readonly pgno: SqlitePgno;
  /** Absent only when the page lies beyond the end of the database. */
  readonly bytes: SqlitePageBytes | null;
};

export function readSqliteFetchedPage(reader: bare.Reader): SqliteFetchedPage {
  return {
    pgno: readSqlitePgno(reader),
    bytes: bare.readBool(reader) ? readSqlitePageBytes(reader) : null,
  };
}

export function writeSqliteFetchedPage(writer: bare.Writer, value: SqliteFetchedPage): void {
  writeSqlitePgno(writer, value.pgno);
  bare.writeBool(writer, value.bytes !== null);
  if (value.bytes !== null) writeSqlitePageBytes(writer, value.bytes);
}

/** Reads single pages as of the newest commit. Since v2. */
export type SqliteGetPagesRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
  /** At most 256 numbers, in any order. Repeats are allowed. */
  readonly pgnos: readonly SqlitePgno[];
};

export function readSqliteGetPagesRequest(reader: bare.Reader): SqliteGetPagesRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
    pgnos: bare.readU32List(reader),
  };
}

export function writeSqliteGetPagesRequest(
  writer: bare.Writer,
  value: SqliteGetPagesRequest,
): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
  bare.writeU32List(writer, value.pgnos);
}

/** The pages that were read. Since v2. */
export type SqliteGetPagesOk = {
  /** One entry per number asked for, in the order of the request. */
  readonly pages: readonly SqliteFetchedPage[];
  /** State of the database that the pages belong to. */
  readonly meta: SqliteMeta;
};

export function readSqliteGetPagesOk(reader: bare.Reader): SqliteGetPagesOk {
  return {
    pages: readListOfSqliteFetchedPage(reader),
    meta: readSqliteMeta(reader),
  };
}

export function writeSqliteGetPagesOk(writer: bare.Writer, value: SqliteGetPagesOk): void {
  writeListOfSqliteFetchedPage(writer, value.pages);
  writeSqliteMeta(writer, value.meta);
}

/** Answers SqliteGetPagesRequest. Since v2. */
export type SqliteGetPagesResponse =
  | { readonly tag: "SqliteGetPagesOk"; readonly val: SqliteGetPagesOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqliteGetPagesResponse(reader: bare.Reader): SqliteGetPagesResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqliteGetPagesOk", val: readSqliteGetPagesOk(reader) };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqliteGetPagesResponse", tag);
  }
}

export function writeSqliteGetPagesResponse(
  writer: bare.Writer,
  value: SqliteGetPagesResponse,
): void {
  switch (value.tag) {
    case "SqliteGetPagesOk":
      bare.writeTag(writer, 0);
      return writeSqliteGetPagesOk(writer, value.val);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 2);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqliteGetPagesResponse", value satisfies never);
  }
}

/** Reads consecutive pages as of the newest commit. Since v3. */
export type SqliteGetPageRangeRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
  /** First page of the range. */
  readonly startPgno: SqlitePgno;
  /** Most pages to return, at least 1. The server returns no more than 256. */
  readonly maxPages: number;
  /**
   * Most page bytes to return, at least 1. The server returns no more than 1 MiB, but lets one page
   * through even if it is larger than maxBytes.
   */
  readonly maxBytes: bigint;
};

export function readSqliteGetPageRangeRequest(reader: bare.Reader): SqliteGetPageRangeRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
    startPgno: readSqlitePgno(reader),
    maxPages: bare.readU32(reader),
    maxBytes: bare.readU64(reader),
  };
}

export function writeSqliteGetPageRangeRequest(
  writer: bare.Writer,
  value: SqliteGetPageRangeRequest,
): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
  writeSqlitePgno(writer, value.startPgno);
  bare.writeU32(writer, value.maxPages);
  bare.writeU64(writer, value.maxBytes);
}

/** The pages that were read. Since v3. */
export type SqliteGetPageRangeOk = {
  /** As in the request. */
  readonly startPgno: SqlitePgno;
  /** Ascending from startPgno without gaps. May be fewer pages than were asked for. */
  readonly pages: readonly SqliteFetchedPage[];
  /** State of the database that the pages belong to. */
  readonly meta: SqliteMeta;
};

export function readSqliteGetPageRangeOk(reader: bare.Reader): SqliteGetPageRangeOk {
  return {
    startPgno: readSqlitePgno(reader),
    pages: readListOfSqliteFetchedPage(reader),
    meta: readSqliteMeta(reader),
  };
}

export function writeSqliteGetPageRangeOk(writer: bare.Writer, value: SqliteGetPageRangeOk): void {
  writeSqlitePgno(writer, value.startPgno);
  writeListOfSqliteFetchedPage(writer, value.pages);
  writeSqliteMeta(writer, value.meta);
}

/**
 * Answers SqliteGetPageRangeRequest. After SqliteErrorResponse, SqliteGetPagesRequest may still
 * work for the same pages. Since v3.
 */
export type SqliteGetPageRangeResponse =
  | { readonly tag: "SqliteGetPageRangeOk"; readonly val: SqliteGetPageRangeOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqliteGetPageRangeResponse(reader: bare.Reader): SqliteGetPageRangeResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqliteGetPageRangeOk", val: readSqliteGetPageRangeOk(reader) };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqliteGetPageRangeResponse", tag);
  }
}

export function writeSqliteGetPageRangeResponse(
  writer: bare.Writer,
  value: SqliteGetPageRangeResponse,
): void {
  switch (value.tag) {
    case "SqliteGetPageRangeOk":
      bare.writeTag(writer, 0);
      return writeSqliteGetPageRangeOk(writer, value.val);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 2);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqliteGetPageRangeResponse", value satisfies never);
  }
}

/**
 * Writes a whole transaction. After a lost answer the very same request may be sent once more: it
 * is recognised and answered with the result of the first. Since v2.
 */
export type SqliteCommitRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
  /**
   * The newest commit that the envoy knows of. The commit is refused if the database has another.
   */
  readonly expectedHeadTxid: SqliteTxid;
  /** No page twice and none beyond newDbSizePages. Their bytes add up to maxDeltaBytes at most. */
  readonly dirtyPages: readonly SqliteDirtyPage[];
  /**
   * Size of the database after the commit, at least 1. A smaller size than before cuts pages off.
   */
  readonly newDbSizePages: number;
};

export function readSqliteCommitRequest(reader: bare.Reader): SqliteCommitRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
    expectedHeadTxid: readSqliteTxid(reader),
    dirtyPages: readListOfSqliteDirtyPage(reader),
    newDbSizePages: bare.readU32(reader),
  };
}

export function writeSqliteCommitRequest(writer: bare.Writer, value: SqliteCommitRequest): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
  writeSqliteTxid(writer, value.expectedHeadTxid);
  writeListOfSqliteDirtyPage(writer, value.dirtyPages);
  bare.writeU32(writer, value.newDbSizePages);
}

/** The commit is durable. Since v2. */
export type SqliteCommitOk = {
  /** The txid of this commit. */
  readonly newHeadTxid: SqliteTxid;
  /** State of the database after the commit. */
  readonly meta: SqliteMeta;
};

export function readSqliteCommitOk(reader: bare.Reader): SqliteCommitOk {
  return {
    newHeadTxid: readSqliteTxid(reader),
    meta: readSqliteMeta(reader),
  };
}

export function writeSqliteCommitOk(writer: bare.Writer, value: SqliteCommitOk): void {
  writeSqliteTxid(writer, value.newHeadTxid);
  writeSqliteMeta(writer, value.meta);
}

/** The dirty pages do not fit into one message; the commit has to be staged. Since v2. */
export type SqliteCommitTooLarge = {
  /** Bytes of the dirty pages that were sent. */
  readonly actualSizeBytes: bigint;
  /** Most bytes that are allowed. */
  readonly maxSizeBytes: bigint;
};

export function readSqliteCommitTooLarge(reader: bare.Reader): SqliteCommitTooLarge {
  const at = bare.claim(reader, 16);
  const { bytes } = reader;
  return {
    actualSizeBytes: bare.u64At(bytes, at),
    maxSizeBytes: bare.u64At(bytes, at + 8),
  };
}

export function writeSqliteCommitTooLarge(writer: bare.Writer, value: SqliteCommitTooLarge): void {
  bare.writeU64(writer, value.actualSizeBytes);
  bare.writeU64(writer, value.maxSizeBytes);
}

/** Answers SqliteCommitRequest. Since v2. */
export type SqliteCommitResponse =
  | { readonly tag: "SqliteCommitOk"; readonly val: SqliteCommitOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteCommitTooLarge"; readonly val: SqliteCommitTooLarge }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqliteCommitResponse(reader: bare.Reader): SqliteCommitResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqliteCommitOk", val: readSqliteCommitOk(reader) };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteCommitTooLarge", val: readSqliteCommitTooLarge(reader) };
    case 3:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqliteCommitResponse", tag);
  }
}

export function writeSqliteCommitResponse(writer: bare.Writer, value: SqliteCommitResponse): void {
  switch (value.tag) {
    case "SqliteCommitOk":
      bare.writeTag(writer, 0);
      return writeSqliteCommitOk(writer, value.val);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteCommitTooLarge":
      bare.writeTag(writer, 2);
      return writeSqliteCommitTooLarge(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 3);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqliteCommitResponse", value satisfies never);
  }
}

/** Reserves a txid for a commit that is too large for one message. Since v2. */
export type SqliteCommitStageBeginRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
};

export function readSqliteCommitStageBeginRequest(
  reader: bare.Reader,
): SqliteCommitStageBeginRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
  };
}

export function writeSqliteCommitStageBeginRequest(
  writer: bare.Writer,
  value: SqliteCommitStageBeginRequest,
): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
}

/** The staged commit has begun. Since v2. */
export type SqliteCommitStageBeginOk = {
  /** Names the staged commit from here on, and is its txid once it is finalized. */
  readonly txid: SqliteTxid;
};

export function readSqliteCommitStageBeginOk(reader: bare.Reader): SqliteCommitStageBeginOk {
  return {
    txid: readSqliteTxid(reader),
  };
}

export function writeSqliteCommitStageBeginOk(
  writer: bare.Writer,
  value: SqliteCommitStageBeginOk,
): void {
  writeSqliteTxid(writer, value.txid);
}

/** Answers SqliteCommitStageBeginRequest. Since v2. */
export type SqliteCommitStageBeginResponse =
  | { readonly tag: "SqliteCommitStageBeginOk"; readonly val: SqliteCommitStageBeginOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqliteCommitStageBeginResponse(
  reader: bare.Reader,
): SqliteCommitStageBeginResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqliteCommitStageBeginOk", val: readSqliteCommitStageBeginOk(reader) };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqliteCommitStageBeginResponse", tag);
  }
}

export function writeSqliteCommitStageBeginResponse(
  writer: bare.Writer,
  value: SqliteCommitStageBeginResponse,
): void {
  switch (value.tag) {
    case "SqliteCommitStageBeginOk":
      bare.writeTag(writer, 0);
      return writeSqliteCommitStageBeginOk(writer, value.val);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 2);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqliteCommitStageBeginResponse", value satisfies never);
  }
}

/**
 * Uploads one chunk of a staged commit. The next chunk may be sent before this one is answered; if
 * one fails, all later chunks and the finalize request fail too. Since v2.
 */
export type SqliteCommitStageRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
  /** From SqliteCommitStageBeginOk. */
  readonly txid: SqliteTxid;
  /** Counts the chunks from 0 without gaps. */
  readonly chunkIdx: number;
  /**
   * A piece, of maxDeltaBytes at most, of the LTX file that holds all pages of the commit.
   * The chunks in order make up the file.
   */
  readonly bytes: Uint8Array;
  /** True in the chunk that ends the file. */
  readonly isLast: boolean;
};

export function readSqliteCommitStageRequest(reader: bare.Reader): SqliteCommitStageRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
    txid: readSqliteTxid(reader),
    chunkIdx: bare.readU32(reader),
    bytes: bare.readData(reader),
    isLast: bare.readBool(reader),
  };
}

export function writeSqliteCommitStageRequest(
  writer: bare.Writer,
  value: SqliteCommitStageRequest,
): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
  writeSqliteTxid(writer, value.txid);
  bare.writeU32(writer, value.chunkIdx);
  bare.writeData(writer, value.bytes);
  bare.writeBool(writer, value.isLast);
}

/** The chunk is stored, but not yet visible to reads. Since v2. */
export type SqliteCommitStageOk = {
  /** The chunkIdx of the request. */
  readonly chunkIdxCommitted: number;
};

export function readSqliteCommitStageOk(reader: bare.Reader): SqliteCommitStageOk {
  return {
    chunkIdxCommitted: bare.readU32(reader),
  };
}

export function writeSqliteCommitStageOk(writer: bare.Writer, value: SqliteCommitStageOk): void {
  bare.writeU32(writer, value.chunkIdxCommitted);
}

/**
 * Answers SqliteCommitStageRequest. A chunk for an unknown staged commit gets SqliteErrorResponse.
 * Since v2.
 */
export type SqliteCommitStageResponse =
  | { readonly tag: "SqliteCommitStageOk"; readonly val: SqliteCommitStageOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqliteCommitStageResponse(reader: bare.Reader): SqliteCommitStageResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqliteCommitStageOk", val: readSqliteCommitStageOk(reader) };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqliteCommitStageResponse", tag);
  }
}

export function writeSqliteCommitStageResponse(
  writer: bare.Writer,
  value: SqliteCommitStageResponse,
): void {
  switch (value.tag) {
    case "SqliteCommitStageOk":
      bare.writeTag(writer, 0);
      return writeSqliteCommitStageOk(writer, value.val);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 2);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqliteCommitStageResponse", value satisfies never);
  }
}

/** Makes a completely staged commit visible, all pages at once. Since v2. */
export type SqliteCommitFinalizeRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
  /**
   * The newest commit that the envoy knows of. The commit is refused if the database has another.
   */
  readonly expectedHeadTxid: SqliteTxid;
  /** From SqliteCommitStageBeginOk. */
  readonly txid: SqliteTxid;
  /**
   * Size of the database after the commit, at least 1. A smaller size than before cuts pages off.
   */
  readonly newDbSizePages: number;
};

export function readSqliteCommitFinalizeRequest(reader: bare.Reader): SqliteCommitFinalizeRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
    expectedHeadTxid: readSqliteTxid(reader),
    txid: readSqliteTxid(reader),
    newDbSizePages: bare.readU32(reader),
  };
}

export function writeSqliteCommitFinalizeRequest(
  writer: bare.Writer,
  value: SqliteCommitFinalizeRequest,
): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
  writeSqliteTxid(writer, value.expectedHeadTxid);
  writeSqliteTxid(writer, value.txid);
  bare.writeU32(writer, value.newDbSizePages);
}

/** The commit is durable. Since v2. */
export type SqliteCommitFinalizeOk = {
  /** The txid of this commit. */
  readonly newHeadTxid: SqliteTxid;
  /** State of the database after the commit. */
  readonly meta: SqliteMeta;
};

export function readSqliteCommitFinalizeOk(reader: bare.Reader): SqliteCommitFinalizeOk {
  return {
    newHeadTxid: readSqliteTxid(reader),
    meta: readSqliteMeta(reader),
  };
}

export function writeSqliteCommitFinalizeOk(
  writer: bare.Writer,
  value: SqliteCommitFinalizeOk,
): void {
  writeSqliteTxid(writer, value.newHeadTxid);
  writeSqliteMeta(writer, value.meta);
}

/**
 * The server does not hold the staged commit, or not all of it: it was never begun, was overtaken
 * by another commit or was lost in a restart. Since v2.
 */
export type SqliteStageNotFound = {
  readonly stageId: SqliteStageId;
};

export function readSqliteStageNotFound(reader: bare.Reader): SqliteStageNotFound {
  return {
    stageId: readSqliteStageId(reader),
  };
}

export function writeSqliteStageNotFound(writer: bare.Writer, value: SqliteStageNotFound): void {
  writeSqliteStageId(writer, value.stageId);
}

/** Answers SqliteCommitFinalizeRequest. Since v2. */
export type SqliteCommitFinalizeResponse =
  | { readonly tag: "SqliteCommitFinalizeOk"; readonly val: SqliteCommitFinalizeOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteStageNotFound"; readonly val: SqliteStageNotFound }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqliteCommitFinalizeResponse(
  reader: bare.Reader,
): SqliteCommitFinalizeResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqliteCommitFinalizeOk", val: readSqliteCommitFinalizeOk(reader) };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteStageNotFound", val: readSqliteStageNotFound(reader) };
    case 3:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqliteCommitFinalizeResponse", tag);
  }
}

export function writeSqliteCommitFinalizeResponse(
  writer: bare.Writer,
  value: SqliteCommitFinalizeResponse,
): void {
  switch (value.tag) {
    case "SqliteCommitFinalizeOk":
      bare.writeTag(writer, 0);
      return writeSqliteCommitFinalizeOk(writer, value.val);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteStageNotFound":
      bare.writeTag(writer, 2);
      return writeSqliteStageNotFound(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 3);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqliteCommitFinalizeResponse", value satisfies never);
  }
}

/** What an envoy needs to open the database of an actor without asking. Since v2. */
export type SqliteStartupData = {
  /** To be sent with every SQLite request of this run of the actor. */
  readonly generation: SqliteGeneration;
  readonly meta: SqliteMeta;
  /** Pages that the server expects to be read first, within its byte budget. May be empty. */
  readonly preloadedPages: readonly SqliteFetchedPage[];
};

export function readSqliteStartupData(reader: bare.Reader): SqliteStartupData {
  return {
    generation: readSqliteGeneration(reader),
    meta: readSqliteMeta(reader),
    preloadedPages: readListOfSqliteFetchedPage(reader),
  };
}

export function writeSqliteStartupData(writer: bare.Writer, value: SqliteStartupData): void {
  writeSqliteGeneration(writer, value.generation);
  writeSqliteMeta(writer, value.meta);
  writeListOfSqliteFetchedPage(writer, value.preloadedPages);
}

/** Consecutive pages. Since v3. */
export type SqlitePreloadHintRange = {
  readonly startPgno: SqlitePgno;
  /** At least 1. The last page number must fit into a u32. */
  readonly pageCount: number;
};

export function readSqlitePreloadHintRange(reader: bare.Reader): SqlitePreloadHintRange {
  const at = bare.claim(reader, 8);
  const { bytes } = reader;
  return {
    startPgno: bare.u32At(bytes, at),
    pageCount: bare.u32At(bytes, at + 4),
  };
}

export function writeSqlitePreloadHintRange(
  writer: bare.Writer,
  value: SqlitePreloadHintRange,
): void {
  writeSqlitePgno(writer, value.startPgno);
  bare.writeU32(writer, value.pageCount);
}

/**
 * Pages worth preloading when the database is opened next. A hint affects speed only, never what a
 * read returns. Since v3.
 */
export type SqlitePreloadHints = {
  /** Pages that were read often. Pages inside one of the ranges are left out. */
  readonly pgnos: readonly SqlitePgno[];
  /** Stretches that were read in sequence. */
  readonly ranges: readonly SqlitePreloadHintRange[];
};

export function readSqlitePreloadHints(reader: bare.Reader): SqlitePreloadHints {
  return {
    pgnos: bare.readU32List(reader),
    ranges: readListOfSqlitePreloadHintRange(reader),
  };
}

export function writeSqlitePreloadHints(writer: bare.Writer, value: SqlitePreloadHints): void {
  bare.writeU32List(writer, value.pgnos);
  writeListOfSqlitePreloadHintRange(writer, value.ranges);
}

/** Stores the hints in place of those stored before. Since v3. */
export type SqlitePersistPreloadHintsRequest = {
  readonly actorId: Id;
  readonly generation: SqliteGeneration;
  readonly hints: SqlitePreloadHints;
};

export function readSqlitePersistPreloadHintsRequest(
  reader: bare.Reader,
): SqlitePersistPreloadHintsRequest {
  return {
    actorId: readId(reader),
    generation: readSqliteGeneration(reader),
    hints: readSqlitePreloadHints(reader),
  };
}

export function writeSqlitePersistPreloadHintsRequest(
  writer: bare.Writer,
  value: SqlitePersistPreloadHintsRequest,
): void {
  writeId(writer, value.actorId);
  writeSqliteGeneration(writer, value.generation);
  writeSqlitePreloadHints(writer, value.hints);
}

/** The hints are stored. Since v3. */
export type SqlitePersistPreloadHintsOk = null;

export function readSqlitePersistPreloadHintsOk(_reader: bare.Reader): SqlitePersistPreloadHintsOk {
  return null;
}

export function writeSqlitePersistPreloadHintsOk(
  _writer: bare.Writer,
  _value: SqlitePersistPreloadHintsOk,
): void {
}

/**
 * Answers SqlitePersistPreloadHintsRequest. A failure concerns the hints alone; the envoy carries
 * on. Since v3.
 */
export type SqlitePersistPreloadHintsResponse =
  | { readonly tag: "SqlitePersistPreloadHintsOk"; readonly val: SqlitePersistPreloadHintsOk }
  | { readonly tag: "SqliteFenceMismatch"; readonly val: SqliteFenceMismatch }
  | { readonly tag: "SqliteErrorResponse"; readonly val: SqliteErrorResponse };

export function readSqlitePersistPreloadHintsResponse(
  reader: bare.Reader,
): SqlitePersistPreloadHintsResponse {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "SqlitePersistPreloadHintsOk", val: null };
    case 1:
      return { tag: "SqliteFenceMismatch", val: readSqliteFenceMismatch(reader) };
    case 2:
      return { tag: "SqliteErrorResponse", val: readSqliteErrorResponse(reader) };
    default:
      throw bare.unknownTag(reader, "SqlitePersistPreloadHintsResponse", tag);
  }
}

export function writeSqlitePersistPreloadHintsResponse(
  writer: bare.Writer,
  value: SqlitePersistPreloadHintsResponse,
): void {
  switch (value.tag) {
    case "SqlitePersistPreloadHintsOk":
      return bare.writeTag(writer, 0);
    case "SqliteFenceMismatch":
      bare.writeTag(writer, 1);
      return writeSqliteFenceMismatch(writer, value.val);
    case "SqliteErrorResponse":
      bare.writeTag(writer, 2);
      return writeSqliteErrorResponse(writer, value.val);
    default:
      throw bare.unknownVariant("SqlitePersistPreloadHintsResponse", value satisfies never);
  }
}

/** How an actor ended. */
export type StopCode = "OK" | "ERROR";

export function readStopCode(reader: bare.Reader): StopCode {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "OK";
    case 1:
      return "ERROR";
    default:
      throw bare.unknownTag(reader, "StopCode", tag);
  }
}

export function writeStopCode(writer: bare.Writer, value: StopCode): void {
  switch (value) {
    case "OK":
      return bare.writeTag(writer, 0);
    case "ERROR":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownValue("StopCode", value satisfies never);
  }
}

/** Describes a kind of actor that an envoy can run. */
export type ActorName = {
  readonly metadata: Json;
};

export function readActorName(reader: bare.Reader): ActorName {
  return {
    metadata: readJson(reader),
  };
}

export function writeActorName(writer: bare.Writer, value: ActorName): void {
  writeJson(writer, value.metadata);
}

/** What an actor is started with. */
export type ActorConfig = {
  /** The kind of actor. */
  readonly name: string;
  /** Tells actors of one name apart. Absent if the creator gave none. */
  readonly key: string | null;
  /** When the actor was created. */
  readonly createTs: bigint;
  /** Opaque bytes from the creator. Absent if it gave none. */
  readonly input: Uint8Array | null;
};

export function readActorConfig(reader: bare.Reader): ActorConfig {
  return {
    name: bare.readString(reader),
    key: bare.readBool(reader) ? bare.readString(reader) : null,
    createTs: bare.readI64(reader),
    input: bare.readBool(reader) ? bare.readData(reader) : null,
  };
}

export function writeActorConfig(writer: bare.Writer, value: ActorConfig): void {
  bare.writeString(writer, value.name);
  bare.writeBool(writer, value.key !== null);
  if (value.key !== null) bare.writeString(writer, value.key);
  bare.writeI64(writer, value.createTs);
  bare.writeBool(writer, value.input !== null);
  if (value.input !== null) bare.writeData(writer, value.input);
}

/** A position in the commands to, or the events from, one run of an actor. */
export type ActorCheckpoint = {
  readonly actorId: Id;
  /** Tells the runs of an actor apart; what belongs to an older run is stale. */
  readonly generation: number;
  /** Rises with every command, or with every event. The two are counted apart. */
  readonly index: bigint;
};

export function readActorCheckpoint(reader: bare.Reader): ActorCheckpoint {
  return {
    actorId: readId(reader),
    generation: bare.readU32(reader),
    index: bare.readI64(reader),
  };
}

export function writeActorCheckpoint(writer: bare.Writer, value: ActorCheckpoint): void {
  writeId(writer, value.actorId);
  bare.writeU32(writer, value.generation);
  bare.writeI64(writer, value.index);
}

/** The actor wants to sleep until a request or its alarm wakes it. */
export type ActorIntentSleep = null;

export function readActorIntentSleep(_reader: bare.Reader): ActorIntentSleep {
  return null;
}

export function writeActorIntentSleep(_writer: bare.Writer, _value: ActorIntentSleep): void {
}

/** The actor wants to stop. */
export type ActorIntentStop = null;

export function readActorIntentStop(_reader: bare.Reader): ActorIntentStop {
  return null;
}

export function writeActorIntentStop(_writer: bare.Writer, _value: ActorIntentStop): void {
}

/** What an actor asks of the server. */
export type ActorIntent =
  | { readonly tag: "ActorIntentSleep"; readonly val: ActorIntentSleep }
  | { readonly tag: "ActorIntentStop"; readonly val: ActorIntentStop };

export function readActorIntent(reader: bare.Reader): ActorIntent {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ActorIntentSleep", val: null };
    case 1:
      return { tag: "ActorIntentStop", val: null };
    default:
      throw bare.unknownTag(reader, "ActorIntent", tag);
  }
}

export function writeActorIntent(writer: bare.Writer, value: ActorIntent): void {
  switch (value.tag) {
    case "ActorIntentSleep":
      return bare.writeTag(writer, 0);
    case "ActorIntentStop":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownVariant("ActorIntent", value satisfies never);
  }
}

/** The actor has started. */
export type ActorStateRunning = null;

export function readActorStateRunning(_reader: bare.Reader): ActorStateRunning {
  return null;
}

export function writeActorStateRunning(_writer: bare.Writer, _value: ActorStateRunning): void {
}

/** The actor has ended. The server closes what it holds open for it. */
export type ActorStateStopped = {
  readonly code: StopCode;
  /** For people and logs. Absent if there is nothing to say. */
  readonly message: string | null;
};

export function readActorStateStopped(reader: bare.Reader): ActorStateStopped {
  return {
    code: readStopCode(reader),
    message: bare.readBool(reader) ? bare.readString(reader) : null,
  };
}

export function writeActorStateStopped(writer: bare.Writer, value: ActorStateStopped): void {
  writeStopCode(writer, value.code);
  bare.writeBool(writer, value.message !== null);
  if (value.message !== null) bare.writeString(writer, value.message);
}

/** What an actor is doing. */
export type ActorState =
  | { readonly tag: "ActorStateRunning"; readonly val: ActorStateRunning }
  | { readonly tag: "ActorStateStopped"; readonly val: ActorStateStopped };

export function readActorState(reader: bare.Reader): ActorState {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ActorStateRunning", val: null };
    case 1:
      return { tag: "ActorStateStopped", val: readActorStateStopped(reader) };
    default:
      throw bare.unknownTag(reader, "ActorState", tag);
  }
}

export function writeActorState(writer: bare.Writer, value: ActorState): void {
  switch (value.tag) {
    case "ActorStateRunning":
      return bare.writeTag(writer, 0);
    case "ActorStateStopped":
      bare.writeTag(writer, 1);
      return writeActorStateStopped(writer, value.val);
    default:
      throw bare.unknownVariant("ActorState", value satisfies never);
  }
}

/** The actor asks for something. The server answers with a stop command. */
export type EventActorIntent = {
  readonly intent: ActorIntent;
};

export function readEventActorIntent(reader: bare.Reader): EventActorIntent {
  return {
    intent: readActorIntent(reader),
  };
}

export function writeEventActorIntent(writer: bare.Writer, value: EventActorIntent): void {
  writeActorIntent(writer, value.intent);
}

/** The actor has started or ended. */
export type EventActorStateUpdate = {
  readonly state: ActorState;
};

export function readEventActorStateUpdate(reader: bare.Reader): EventActorStateUpdate {
  return {
    state: readActorState(reader),
  };
}

export function writeEventActorStateUpdate(
  writer: bare.Writer,
  value: EventActorStateUpdate,
): void {
  writeActorState(writer, value.state);
}

/** The actor sets its alarm, in place of the one before. */
export type EventActorSetAlarm = {
  /** When to wake the actor. Absent clears the alarm. */
  readonly alarmTs: bigint | null;
};

export function readEventActorSetAlarm(reader: bare.Reader): EventActorSetAlarm {
  return {
    alarmTs: bare.readBool(reader) ? bare.readI64(reader) : null,
  };
}

export function writeEventActorSetAlarm(writer: bare.Writer, value: EventActorSetAlarm): void {
  bare.writeBool(writer, value.alarmTs !== null);
  if (value.alarmTs !== null) bare.writeI64(writer, value.alarmTs);
}

/** What happened to an actor. */
export type Event =
  | { readonly tag: "EventActorIntent"; readonly val: EventActorIntent }
  | { readonly tag: "EventActorStateUpdate"; readonly val: EventActorStateUpdate }
  | { readonly tag: "EventActorSetAlarm"; readonly val: EventActorSetAlarm };

export function readEvent(reader: bare.Reader): Event {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "EventActorIntent", val: readEventActorIntent(reader) };
    case 1:
      return { tag: "EventActorStateUpdate", val: readEventActorStateUpdate(reader) };
    case 2:
      return { tag: "EventActorSetAlarm", val: readEventActorSetAlarm(reader) };
    default:
      throw bare.unknownTag(reader, "Event", tag);
  }
}

export function writeEvent(writer: bare.Writer, value: Event): void {
  switch (value.tag) {
    case "EventActorIntent":
      bare.writeTag(writer, 0);
      return writeEventActorIntent(writer, value.val);
    case "EventActorStateUpdate":
      bare.writeTag(writer, 1);
      return writeEventActorStateUpdate(writer, value.val);
    case "EventActorSetAlarm":
      bare.writeTag(writer, 2);
      return writeEventActorSetAlarm(writer, value.val);
    default:
      throw bare.unknownVariant("Event", value satisfies never);
  }
}

/** An event with its place among the events of its actor. */
export type EventWrapper = {
  readonly checkpoint: ActorCheckpoint;
  readonly inner: Event;
};

export function readEventWrapper(reader: bare.Reader): EventWrapper {
  return {
    checkpoint: readActorCheckpoint(reader),
    inner: readEvent(reader),
  };
}

export function writeEventWrapper(writer: bare.Writer, value: EventWrapper): void {
  writeActorCheckpoint(writer, value.checkpoint);
  writeEvent(writer, value.inner);
}

/** One preloaded pair. */
export type PreloadedKvEntry = {
  readonly key: KvKey;
  readonly value: KvValue;
  readonly metadata: KvMetadata;
};

export function readPreloadedKvEntry(reader: bare.Reader): PreloadedKvEntry {
  return {
    key: readKvKey(reader),
    value: readKvValue(reader),
    metadata: readKvMetadata(reader),
  };
}

export function writePreloadedKvEntry(writer: bare.Writer, value: PreloadedKvEntry): void {
  writeKvKey(writer, value.key);
  writeKvValue(writer, value.value);
  writeKvMetadata(writer, value.metadata);
}

/** Pairs that the actor is expected to read first. */
export type PreloadedKv = {
  readonly entries: readonly PreloadedKvEntry[];
  /** The single keys that were looked up. One without an entry does not exist. */
  readonly requestedGetKeys: readonly KvKey[];
  /** The prefixes that were listed. */
  readonly requestedPrefixes: readonly KvKey[];
};

export function readPreloadedKv(reader: bare.Reader): PreloadedKv {
  return {
    entries: readListOfPreloadedKvEntry(reader),
    requestedGetKeys: readListOfKvKey(reader),
    requestedPrefixes: readListOfKvKey(reader),
  };
}

export function writePreloadedKv(writer: bare.Writer, value: PreloadedKv): void {
  writeListOfPreloadedKvEntry(writer, value.entries);
  writeListOfKvKey(writer, value.requestedGetKeys);
  writeListOfKvKey(writer, value.requestedPrefixes);
}

/** A WebSocket that a gateway kept open while the actor slept. */
export type HibernatingRequest = {
  readonly gatewayId: GatewayId;
  readonly requestId: RequestId;
};

export function readHibernatingRequest(reader: bare.Reader): HibernatingRequest {
  const at = bare.claim(reader, 8);
  return {
    gatewayId: bare.dataAt(reader, at, 4),
    requestId: bare.dataAt(reader, at + 4, 4),
  };
}

export function writeHibernatingRequest(writer: bare.Writer, value: HibernatingRequest): void {
  writeGatewayId(writer, value.gatewayId);
  writeRequestId(writer, value.requestId);
}

/** Starts an actor. */
export type CommandStartActor = {
  readonly config: ActorConfig;
  /** WebSockets that the actor takes over again. */
  readonly hibernatingRequests: readonly HibernatingRequest[];
  /**
   * Filled in on the way to the envoy; absent in a stored or published command, and when nothing
   * was preloaded.
   */
  readonly preloadedKv: PreloadedKv | null;
  /** Filled in on the way to the envoy; absent in a stored or published command. Since v2. */
  readonly sqliteStartupData: SqliteStartupData | null;
};

export function readCommandStartActor(reader: bare.Reader): CommandStartActor {
  return {
    config: readActorConfig(reader),
    hibernatingRequests: readListOfHibernatingRequest(reader),
    preloadedKv: bare.readBool(reader) ? readPreloadedKv(reader) : null,
    sqliteStartupData: bare.readBool(reader) ? readSqliteStartupData(reader) : null,
  };
}

export function writeCommandStartActor(writer: bare.Writer, value: CommandStartActor): void {
  writeActorConfig(writer, value.config);
  writeListOfHibernatingRequest(writer, value.hibernatingRequests);
  bare.writeBool(writer, value.preloadedKv !== null);
  if (value.preloadedKv !== null) writePreloadedKv(writer, value.preloadedKv);
  bare.writeBool(writer, value.sqliteStartupData !== null);
  if (value.sqliteStartupData !== null) writeSqliteStartupData(writer, value.sqliteStartupData);
}

/** Why the server stops an actor. */
export type StopActorReason =
  /** The actor asked to sleep. */
  | "SLEEP_INTENT"
  /** The actor asked to stop. */
  | "STOP_INTENT"
  /** The actor is being deleted. */
  | "DESTROY"
  /** The envoy is shutting down. */
  | "GOING_AWAY"
  /** The server gave the actor up for lost. */
  | "LOST";

export function readStopActorReason(reader: bare.Reader): StopActorReason {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "SLEEP_INTENT";
    case 1:
      return "STOP_INTENT";
    case 2:
      return "DESTROY";
    case 3:
      return "GOING_AWAY";
    case 4:
      return "LOST";
    default:
      throw bare.unknownTag(reader, "StopActorReason", tag);
  }
}

export function writeStopActorReason(writer: bare.Writer, value: StopActorReason): void {
  switch (value) {
    case "SLEEP_INTENT":
      return bare.writeTag(writer, 0);
    case "STOP_INTENT":
      return bare.writeTag(writer, 1);
    case "DESTROY":
      return bare.writeTag(writer, 2);
    case "GOING_AWAY":
      return bare.writeTag(writer, 3);
    case "LOST":
      return bare.writeTag(writer, 4);
    default:
      throw bare.unknownValue("StopActorReason", value satisfies never);
  }
}

/** Stops an actor. The envoy reports ActorStateStopped when it is done. */
export type CommandStopActor = {
  readonly reason: StopActorReason;
};

export function readCommandStopActor(reader: bare.Reader): CommandStopActor {
  return {
    reason: readStopActorReason(reader),
  };
}

export function writeCommandStopActor(writer: bare.Writer, value: CommandStopActor): void {
  writeStopActorReason(writer, value.reason);
}

/** What the server wants done with an actor. */
export type Command =
  | { readonly tag: "CommandStartActor"; readonly val: CommandStartActor }
  | { readonly tag: "CommandStopActor"; readonly val: CommandStopActor };

export function readCommand(reader: bare.Reader): Command {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "CommandStartActor", val: readCommandStartActor(reader) };
    case 1:
      return { tag: "CommandStopActor", val: readCommandStopActor(reader) };
    default:
      throw bare.unknownTag(reader, "Command", tag);
  }
}

export function writeCommand(writer: bare.Writer, value: Command): void {
  switch (value.tag) {
    case "CommandStartActor":
      bare.writeTag(writer, 0);
      return writeCommandStartActor(writer, value.val);
    case "CommandStopActor":
      bare.writeTag(writer, 1);
      return writeCommandStopActor(writer, value.val);
    default:
      throw bare.unknownVariant("Command", value satisfies never);
  }
}

/** A command with its place among the commands to its actor. */
export type CommandWrapper = {
  readonly checkpoint: ActorCheckpoint;
  readonly inner: Command;
};

export function readCommandWrapper(reader: bare.Reader): CommandWrapper {
  return {
    checkpoint: readActorCheckpoint(reader),
    inner: readCommand(reader),
  };
}

export function writeCommandWrapper(writer: bare.Writer, value: CommandWrapper): void {
  writeActorCheckpoint(writer, value.checkpoint);
  writeCommand(writer, value.inner);
}

/**
 * A stored payload: a command, kept until the envoy acknowledges it. Its checkpoint is in the key
 * that it is stored under.
 */
export type ActorCommandKeyData =
  | { readonly tag: "CommandStartActor"; readonly val: CommandStartActor }
  | { readonly tag: "CommandStopActor"; readonly val: CommandStopActor };

export function readActorCommandKeyData(reader: bare.Reader): ActorCommandKeyData {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "CommandStartActor", val: readCommandStartActor(reader) };
    case 1:
      return { tag: "CommandStopActor", val: readCommandStopActor(reader) };
    default:
      throw bare.unknownTag(reader, "ActorCommandKeyData", tag);
  }
}

export function writeActorCommandKeyData(writer: bare.Writer, value: ActorCommandKeyData): void {
  switch (value.tag) {
    case "CommandStartActor":
      bare.writeTag(writer, 0);
      return writeCommandStartActor(writer, value.val);
    case "CommandStopActor":
      bare.writeTag(writer, 1);
      return writeCommandStopActor(writer, value.val);
    default:
      throw bare.unknownVariant("ActorCommandKeyData", value satisfies never);
  }
}

export function decodeActorCommandKeyData(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): ActorCommandKeyData {
  return bare.decode(SCHEMA, "ActorCommandKeyData", bytes, readActorCommandKeyData, options);
}

export function encodeActorCommandKeyData(
  value: ActorCommandKeyData,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.encode(SCHEMA, "ActorCommandKeyData", value, writeActorCommandKeyData, options);
}

/** Identifies a message of the tunnel. */
export type MessageId = {
  readonly gatewayId: GatewayId;
  readonly requestId: RequestId;
  readonly messageIndex: MessageIndex;
};

export function readMessageId(reader: bare.Reader): MessageId {
  const at = bare.claim(reader, 10);
  const { bytes } = reader;
  return {
    gatewayId: bare.dataAt(reader, at, 4),
    requestId: bare.dataAt(reader, at + 4, 4),
    messageIndex: bare.u16At(bytes, at + 8),
  };
}

export function writeMessageId(writer: bare.Writer, value: MessageId): void {
  writeGatewayId(writer, value.gatewayId);
  writeRequestId(writer, value.requestId);
  writeMessageIndex(writer, value.messageIndex);
}

/** Begins an HTTP request. */
export type ToEnvoyRequestStart = {
  readonly actorId: Id;
  /** HTTP method. */
  readonly method: string;
  /** Path with query string. */
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  /** The body, or its beginning. Absent if there is none yet. */
  readonly body: Uint8Array | null;
  /** True if ToEnvoyRequestChunk messages follow. */
  readonly stream: boolean;
};

export function readToEnvoyRequestStart(reader: bare.Reader): ToEnvoyRequestStart {
  return {
    actorId: readId(reader),
    method: bare.readString(reader),
    path: bare.readString(reader),
    headers: readMapOfStrToStr(reader),
    body: bare.readBool(reader) ? bare.readData(reader) : null,
    stream: bare.readBool(reader),
  };
}

export function writeToEnvoyRequestStart(writer: bare.Writer, value: ToEnvoyRequestStart): void {
  writeId(writer, value.actorId);
  bare.writeString(writer, value.method);
  bare.writeString(writer, value.path);
  writeMapOfStrToStr(writer, value.headers);
  bare.writeBool(writer, value.body !== null);
  if (value.body !== null) bare.writeData(writer, value.body);
  bare.writeBool(writer, value.stream);
}

/** Continues the body of a request. */
export type ToEnvoyRequestChunk = {
  readonly body: Uint8Array;
  /** True in the chunk that ends the body. */
  readonly finish: boolean;
};

export function readToEnvoyRequestChunk(reader: bare.Reader): ToEnvoyRequestChunk {
  return {
    body: bare.readData(reader),
    finish: bare.readBool(reader),
  };
}

export function writeToEnvoyRequestChunk(writer: bare.Writer, value: ToEnvoyRequestChunk): void {
  bare.writeData(writer, value.body);
  bare.writeBool(writer, value.finish);
}

/** The client is gone; the actor may stop working on the request. */
export type ToEnvoyRequestAbort = null;

export function readToEnvoyRequestAbort(_reader: bare.Reader): ToEnvoyRequestAbort {
  return null;
}

export function writeToEnvoyRequestAbort(_writer: bare.Writer, _value: ToEnvoyRequestAbort): void {
}

/** A client wants to open a WebSocket. */
export type ToEnvoyWebSocketOpen = {
  readonly actorId: Id;
  /** Path with query string. */
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
};

export function readToEnvoyWebSocketOpen(reader: bare.Reader): ToEnvoyWebSocketOpen {
  return {
    actorId: readId(reader),
    path: bare.readString(reader),
    headers: readMapOfStrToStr(reader),
  };
}

export function writeToEnvoyWebSocketOpen(writer: bare.Writer, value: ToEnvoyWebSocketOpen): void {
  writeId(writer, value.actorId);
  bare.writeString(writer, value.path);
  writeMapOfStrToStr(writer, value.headers);
}

/** A message from the client. */
export type ToEnvoyWebSocketMessage = {
  /** UTF-8 text unless binary is true. */
  readonly data: Uint8Array;
  readonly binary: boolean;
};

export function readToEnvoyWebSocketMessage(reader: bare.Reader): ToEnvoyWebSocketMessage {
  return {
    data: bare.readData(reader),
    binary: bare.readBool(reader),
  };
}

export function writeToEnvoyWebSocketMessage(
  writer: bare.Writer,
  value: ToEnvoyWebSocketMessage,
): void {
  bare.writeData(writer, value.data);
  bare.writeBool(writer, value.binary);
}

/** The client closed the WebSocket. */
export type ToEnvoyWebSocketClose = {
  /** WebSocket close code. Absent if the client gave none. */
  readonly code: number | null;
  readonly reason: string | null;
};

export function readToEnvoyWebSocketClose(reader: bare.Reader): ToEnvoyWebSocketClose {
  return {
    code: bare.readBool(reader) ? bare.readU16(reader) : null,
    reason: bare.readBool(reader) ? bare.readString(reader) : null,
  };
}

export function writeToEnvoyWebSocketClose(
  writer: bare.Writer,
  value: ToEnvoyWebSocketClose,
): void {
  bare.writeBool(writer, value.code !== null);
  if (value.code !== null) bare.writeU16(writer, value.code);
  bare.writeBool(writer, value.reason !== null);
  if (value.reason !== null) bare.writeString(writer, value.reason);
}

/** What a gateway tells an actor, for a client. */
export type ToEnvoyTunnelMessageKind =
  | { readonly tag: "ToEnvoyRequestStart"; readonly val: ToEnvoyRequestStart }
  | { readonly tag: "ToEnvoyRequestChunk"; readonly val: ToEnvoyRequestChunk }
  | { readonly tag: "ToEnvoyRequestAbort"; readonly val: ToEnvoyRequestAbort }
  | { readonly tag: "ToEnvoyWebSocketOpen"; readonly val: ToEnvoyWebSocketOpen }
  | { readonly tag: "ToEnvoyWebSocketMessage"; readonly val: ToEnvoyWebSocketMessage }
  | { readonly tag: "ToEnvoyWebSocketClose"; readonly val: ToEnvoyWebSocketClose };

export function readToEnvoyTunnelMessageKind(reader: bare.Reader): ToEnvoyTunnelMessageKind {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToEnvoyRequestStart", val: readToEnvoyRequestStart(reader) };
    case 1:
      return { tag: "ToEnvoyRequestChunk", val: readToEnvoyRequestChunk(reader) };
    case 2:
      return { tag: "ToEnvoyRequestAbort", val: null };
    case 3:
      return { tag: "ToEnvoyWebSocketOpen", val: readToEnvoyWebSocketOpen(reader) };
    case 4:
      return { tag: "ToEnvoyWebSocketMessage", val: readToEnvoyWebSocketMessage(reader) };
    case 5:
      return { tag: "ToEnvoyWebSocketClose", val: readToEnvoyWebSocketClose(reader) };
    default:
      throw bare.unknownTag(reader, "ToEnvoyTunnelMessageKind", tag);
  }
}

export function writeToEnvoyTunnelMessageKind(
  writer: bare.Writer,
  value: ToEnvoyTunnelMessageKind,
): void {
  switch (value.tag) {
    case "ToEnvoyRequestStart":
      bare.writeTag(writer, 0);
      return writeToEnvoyRequestStart(writer, value.val);
    case "ToEnvoyRequestChunk":
      bare.writeTag(writer, 1);
      return writeToEnvoyRequestChunk(writer, value.val);
    case "ToEnvoyRequestAbort":
      return bare.writeTag(writer, 2);
    case "ToEnvoyWebSocketOpen":
      bare.writeTag(writer, 3);
      return writeToEnvoyWebSocketOpen(writer, value.val);
    case "ToEnvoyWebSocketMessage":
      bare.writeTag(writer, 4);
      return writeToEnvoyWebSocketMessage(writer, value.val);
    case "ToEnvoyWebSocketClose":
      bare.writeTag(writer, 5);
      return writeToEnvoyWebSocketClose(writer, value.val);
    default:
      throw bare.unknownVariant("ToEnvoyTunnelMessageKind", value satisfies never);
  }
}

/** From a gateway to an actor. */
export type ToEnvoyTunnelMessage = {
  readonly messageId: MessageId;
  readonly messageKind: ToEnvoyTunnelMessageKind;
};

export function readToEnvoyTunnelMessage(reader: bare.Reader): ToEnvoyTunnelMessage {
  return {
    messageId: readMessageId(reader),
    messageKind: readToEnvoyTunnelMessageKind(reader),
  };
}

export function writeToEnvoyTunnelMessage(writer: bare.Writer, value: ToEnvoyTunnelMessage): void {
  writeMessageId(writer, value.messageId);
  writeToEnvoyTunnelMessageKind(writer, value.messageKind);
}

/** Begins the response to an HTTP request. */
export type ToRivetResponseStart = {
  /** HTTP status code. */
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** The body, or its beginning. Absent if there is none yet. */
  readonly body: Uint8Array | null;
  /** True if ToRivetResponseChunk messages follow. */
  readonly stream: boolean;
};

export function readToRivetResponseStart(reader: bare.Reader): ToRivetResponseStart {
  return {
    status: bare.readU16(reader),
    headers: readMapOfStrToStr(reader),
    body: bare.readBool(reader) ? bare.readData(reader) : null,
    stream: bare.readBool(reader),
  };
}

export function writeToRivetResponseStart(writer: bare.Writer, value: ToRivetResponseStart): void {
  bare.writeU16(writer, value.status);
  writeMapOfStrToStr(writer, value.headers);
  bare.writeBool(writer, value.body !== null);
  if (value.body !== null) bare.writeData(writer, value.body);
  bare.writeBool(writer, value.stream);
}

/** Continues the body of a response. */
export type ToRivetResponseChunk = {
  readonly body: Uint8Array;
  /** True in the chunk that ends the body. */
  readonly finish: boolean;
};

export function readToRivetResponseChunk(reader: bare.Reader): ToRivetResponseChunk {
  return {
    body: bare.readData(reader),
    finish: bare.readBool(reader),
  };
}

export function writeToRivetResponseChunk(writer: bare.Writer, value: ToRivetResponseChunk): void {
  bare.writeData(writer, value.body);
  bare.writeBool(writer, value.finish);
}

/** The actor gives up on the response. */
export type ToRivetResponseAbort = null;

export function readToRivetResponseAbort(_reader: bare.Reader): ToRivetResponseAbort {
  return null;
}

export function writeToRivetResponseAbort(
  _writer: bare.Writer,
  _value: ToRivetResponseAbort,
): void {
}

/** The actor accepts the WebSocket. */
export type ToRivetWebSocketOpen = {
  /** True if the gateway may keep the WebSocket open while the actor sleeps. */
  readonly canHibernate: boolean;
};

export function readToRivetWebSocketOpen(reader: bare.Reader): ToRivetWebSocketOpen {
  return {
    canHibernate: bare.readBool(reader),
  };
}

export function writeToRivetWebSocketOpen(writer: bare.Writer, value: ToRivetWebSocketOpen): void {
  bare.writeBool(writer, value.canHibernate);
}

/** A message to the client. */
export type ToRivetWebSocketMessage = {
  /** UTF-8 text unless binary is true. */
  readonly data: Uint8Array;
  readonly binary: boolean;
};

export function readToRivetWebSocketMessage(reader: bare.Reader): ToRivetWebSocketMessage {
  return {
    data: bare.readData(reader),
    binary: bare.readBool(reader),
  };
}

export function writeToRivetWebSocketMessage(
  writer: bare.Writer,
  value: ToRivetWebSocketMessage,
): void {
  bare.writeData(writer, value.data);
  bare.writeBool(writer, value.binary);
}

/** The actor has handled the client's messages up to this one; the gateway need not keep them. */
export type ToRivetWebSocketMessageAck = {
  readonly index: MessageIndex;
};

export function readToRivetWebSocketMessageAck(reader: bare.Reader): ToRivetWebSocketMessageAck {
  return {
    index: readMessageIndex(reader),
  };
}

export function writeToRivetWebSocketMessageAck(
  writer: bare.Writer,
  value: ToRivetWebSocketMessageAck,
): void {
  writeMessageIndex(writer, value.index);
}

/** The actor closes its end of the WebSocket. */
export type ToRivetWebSocketClose = {
  /** WebSocket close code. Absent if the actor gave none. */
  readonly code: number | null;
  readonly reason: string | null;
  /** True if the actor goes to sleep: the gateway keeps the client's end open. */
  readonly hibernate: boolean;
};

export function readToRivetWebSocketClose(reader: bare.Reader): ToRivetWebSocketClose {
  return {
    code: bare.readBool(reader) ? bare.readU16(reader) : null,
    reason: bare.readBool(reader) ? bare.readString(reader) : null,
    hibernate: bare.readBool(reader),
  };
}

export function writeToRivetWebSocketClose(
  writer: bare.Writer,
  value: ToRivetWebSocketClose,
): void {
  bare.writeBool(writer, value.code !== null);
  if (value.code !== null) bare.writeU16(writer, value.code);
  bare.writeBool(writer, value.reason !== null);
  if (value.reason !== null) bare.writeString(writer, value.reason);
  bare.writeBool(writer, value.hibernate);
}

/** What an actor tells a gateway, for a client. */
export type ToRivetTunnelMessageKind =
  | { readonly tag: "ToRivetResponseStart"; readonly val: ToRivetResponseStart }
  | { readonly tag: "ToRivetResponseChunk"; readonly val: ToRivetResponseChunk }
  | { readonly tag: "ToRivetResponseAbort"; readonly val: ToRivetResponseAbort }
  | { readonly tag: "ToRivetWebSocketOpen"; readonly val: ToRivetWebSocketOpen }
  | { readonly tag: "ToRivetWebSocketMessage"; readonly val: ToRivetWebSocketMessage }
  | { readonly tag: "ToRivetWebSocketMessageAck"; readonly val: ToRivetWebSocketMessageAck }
  | { readonly tag: "ToRivetWebSocketClose"; readonly val: ToRivetWebSocketClose };

export function readToRivetTunnelMessageKind(reader: bare.Reader): ToRivetTunnelMessageKind {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToRivetResponseStart", val: readToRivetResponseStart(reader) };
    case 1:
      return { tag: "ToRivetResponseChunk", val: readToRivetResponseChunk(reader) };
    case 2:
      return { tag: "ToRivetResponseAbort", val: null };
    case 3:
      return { tag: "ToRivetWebSocketOpen", val: readToRivetWebSocketOpen(reader) };
    case 4:
      return { tag: "ToRivetWebSocketMessage", val: readToRivetWebSocketMessage(reader) };
    case 5:
      return { tag: "ToRivetWebSocketMessageAck", val: readToRivetWebSocketMessageAck(reader) };
    case 6:
      return { tag: "ToRivetWebSocketClose", val: readToRivetWebSocketClose(reader) };
    default:
      throw bare.unknownTag(reader, "ToRivetTunnelMessageKind", tag);
  }
}

export function writeToRivetTunnelMessageKind(
  writer: bare.Writer,
  value: ToRivetTunnelMessageKind,
): void {
  switch (value.tag) {
    case "ToRivetResponseStart":
      bare.writeTag(writer, 0);
      return writeToRivetResponseStart(writer, value.val);
    case "ToRivetResponseChunk":
      bare.writeTag(writer, 1);
      return writeToRivetResponseChunk(writer, value.val);
    case "ToRivetResponseAbort":
      return bare.writeTag(writer, 2);
    case "ToRivetWebSocketOpen":
      bare.writeTag(writer, 3);
      return writeToRivetWebSocketOpen(writer, value.val);
    case "ToRivetWebSocketMessage":
      bare.writeTag(writer, 4);
      return writeToRivetWebSocketMessage(writer, value.val);
    case "ToRivetWebSocketMessageAck":
      bare.writeTag(writer, 5);
      return writeToRivetWebSocketMessageAck(writer, value.val);
    case "ToRivetWebSocketClose":
      bare.writeTag(writer, 6);
      return writeToRivetWebSocketClose(writer, value.val);
    default:
      throw bare.unknownVariant("ToRivetTunnelMessageKind", value satisfies never);
  }
}

/** From an actor to a gateway. */
export type ToRivetTunnelMessage = {
  readonly messageId: MessageId;
  readonly messageKind: ToRivetTunnelMessageKind;
};

export function readToRivetTunnelMessage(reader: bare.Reader): ToRivetTunnelMessage {
  return {
    messageId: readMessageId(reader),
    messageKind: readToRivetTunnelMessageKind(reader),
  };
}

export function writeToRivetTunnelMessage(writer: bare.Writer, value: ToRivetTunnelMessage): void {
  writeMessageId(writer, value.messageId);
  writeToRivetTunnelMessageKind(writer, value.messageKind);
}

/** Introduces the envoy. */
export type ToRivetMetadata = {
  /** Kinds of actors that the envoy can run, by name. Absent if it names none. */
  readonly prepopulateActorNames: ReadonlyMap<string, ActorName> | null;
  /** Facts about the envoy itself. Absent if it gives none. */
  readonly metadata: Json | null;
};

export function readToRivetMetadata(reader: bare.Reader): ToRivetMetadata {
  return {
    prepopulateActorNames: bare.readBool(reader) ? readMapOfStrToActorName(reader) : null,
    metadata: bare.readBool(reader) ? readJson(reader) : null,
  };
}

export function writeToRivetMetadata(writer: bare.Writer, value: ToRivetMetadata): void {
  bare.writeBool(writer, value.prepopulateActorNames !== null);
  if (value.prepopulateActorNames !== null) {
    writeMapOfStrToActorName(writer, value.prepopulateActorNames);
  }
  bare.writeBool(writer, value.metadata !== null);
  if (value.metadata !== null) writeJson(writer, value.metadata);
}

/** Events in the order of their checkpoints. The envoy keeps them until they are acknowledged. */
export type ToRivetEvents = readonly EventWrapper[];

export function readToRivetEvents(reader: bare.Reader): ToRivetEvents {
  return readListOfEventWrapper(reader);
}

export function writeToRivetEvents(writer: bare.Writer, value: ToRivetEvents): void {
  writeListOfEventWrapper(writer, value);
}

/** The envoy has taken the commands up to these checkpoints. */
export type ToRivetAckCommands = {
  /** One per actor. */
  readonly lastCommandCheckpoints: readonly ActorCheckpoint[];
};

export function readToRivetAckCommands(reader: bare.Reader): ToRivetAckCommands {
  return {
    lastCommandCheckpoints: readListOfActorCheckpoint(reader),
  };
}

export function writeToRivetAckCommands(writer: bare.Writer, value: ToRivetAckCommands): void {
  writeListOfActorCheckpoint(writer, value.lastCommandCheckpoints);
}

/**
 * The envoy is shutting down: it takes no more actors, and those that it runs are to be stopped.
 */
export type ToRivetStopping = null;

export function readToRivetStopping(_reader: bare.Reader): ToRivetStopping {
  return null;
}

export function writeToRivetStopping(_writer: bare.Writer, _value: ToRivetStopping): void {
}

/** Answers ToEnvoyPing. */
export type ToRivetPong = {
  /** As in the ping. */
  readonly ts: bigint;
};

export function readToRivetPong(reader: bare.Reader): ToRivetPong {
  return {
    ts: bare.readI64(reader),
  };
}

export function writeToRivetPong(writer: bare.Writer, value: ToRivetPong): void {
  bare.writeI64(writer, value.ts);
}

/** A request to the key-value store. Answered by ToEnvoyKvResponse. */
export type ToRivetKvRequest = {
  readonly actorId: Id;
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: KvRequestData;
};

export function readToRivetKvRequest(reader: bare.Reader): ToRivetKvRequest {
  return {
    actorId: readId(reader),
    requestId: bare.readU32(reader),
    data: readKvRequestData(reader),
  };
}

export function writeToRivetKvRequest(writer: bare.Writer, value: ToRivetKvRequest): void {
  writeId(writer, value.actorId);
  bare.writeU32(writer, value.requestId);
  writeKvRequestData(writer, value.data);
}

/** Answered by ToEnvoySqliteGetPagesResponse. Since v2. */
export type ToRivetSqliteGetPagesRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqliteGetPagesRequest;
};

export function readToRivetSqliteGetPagesRequest(
  reader: bare.Reader,
): ToRivetSqliteGetPagesRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteGetPagesRequest(reader),
  };
}

export function writeToRivetSqliteGetPagesRequest(
  writer: bare.Writer,
  value: ToRivetSqliteGetPagesRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteGetPagesRequest(writer, value.data);
}

/** Answered by ToEnvoySqliteCommitResponse. Since v2. */
export type ToRivetSqliteCommitRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqliteCommitRequest;
};

export function readToRivetSqliteCommitRequest(reader: bare.Reader): ToRivetSqliteCommitRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitRequest(reader),
  };
}

export function writeToRivetSqliteCommitRequest(
  writer: bare.Writer,
  value: ToRivetSqliteCommitRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitRequest(writer, value.data);
}

/** Answered by ToEnvoySqliteCommitStageBeginResponse. Since v2. */
export type ToRivetSqliteCommitStageBeginRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqliteCommitStageBeginRequest;
};

export function readToRivetSqliteCommitStageBeginRequest(
  reader: bare.Reader,
): ToRivetSqliteCommitStageBeginRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitStageBeginRequest(reader),
  };
}

export function writeToRivetSqliteCommitStageBeginRequest(
  writer: bare.Writer,
  value: ToRivetSqliteCommitStageBeginRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitStageBeginRequest(writer, value.data);
}

/** Answered by ToEnvoySqliteCommitStageResponse. Since v2. */
export type ToRivetSqliteCommitStageRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqliteCommitStageRequest;
};

export function readToRivetSqliteCommitStageRequest(
  reader: bare.Reader,
): ToRivetSqliteCommitStageRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitStageRequest(reader),
  };
}

export function writeToRivetSqliteCommitStageRequest(
  writer: bare.Writer,
  value: ToRivetSqliteCommitStageRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitStageRequest(writer, value.data);
}

/** Answered by ToEnvoySqliteCommitFinalizeResponse. Since v2. */
export type ToRivetSqliteCommitFinalizeRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqliteCommitFinalizeRequest;
};

export function readToRivetSqliteCommitFinalizeRequest(
  reader: bare.Reader,
): ToRivetSqliteCommitFinalizeRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitFinalizeRequest(reader),
  };
}

export function writeToRivetSqliteCommitFinalizeRequest(
  writer: bare.Writer,
  value: ToRivetSqliteCommitFinalizeRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitFinalizeRequest(writer, value.data);
}

/** Answered by ToEnvoySqlitePersistPreloadHintsResponse. Since v3. */
export type ToRivetSqlitePersistPreloadHintsRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqlitePersistPreloadHintsRequest;
};

export function readToRivetSqlitePersistPreloadHintsRequest(
  reader: bare.Reader,
): ToRivetSqlitePersistPreloadHintsRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqlitePersistPreloadHintsRequest(reader),
  };
}

export function writeToRivetSqlitePersistPreloadHintsRequest(
  writer: bare.Writer,
  value: ToRivetSqlitePersistPreloadHintsRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqlitePersistPreloadHintsRequest(writer, value.data);
}

/** Answered by ToEnvoySqliteGetPageRangeResponse. Since v3. */
export type ToRivetSqliteGetPageRangeRequest = {
  /** Picked by the envoy; the answer repeats it. */
  readonly requestId: number;
  readonly data: SqliteGetPageRangeRequest;
};

export function readToRivetSqliteGetPageRangeRequest(
  reader: bare.Reader,
): ToRivetSqliteGetPageRangeRequest {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteGetPageRangeRequest(reader),
  };
}

export function writeToRivetSqliteGetPageRangeRequest(
  writer: bare.Writer,
  value: ToRivetSqliteGetPageRangeRequest,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteGetPageRangeRequest(writer, value.data);
}

/**
 * Root: a frame that an envoy sends to the server. The server handles the messages about one actor
 * in the order in which they were sent.
 */
export type ToRivet =
  | { readonly tag: "ToRivetMetadata"; readonly val: ToRivetMetadata }
  | { readonly tag: "ToRivetEvents"; readonly val: ToRivetEvents }
  | { readonly tag: "ToRivetAckCommands"; readonly val: ToRivetAckCommands }
  | { readonly tag: "ToRivetStopping"; readonly val: ToRivetStopping }
  | { readonly tag: "ToRivetPong"; readonly val: ToRivetPong }
  | { readonly tag: "ToRivetKvRequest"; readonly val: ToRivetKvRequest }
  | { readonly tag: "ToRivetTunnelMessage"; readonly val: ToRivetTunnelMessage }
  /** Since v2. */
  | { readonly tag: "ToRivetSqliteGetPagesRequest"; readonly val: ToRivetSqliteGetPagesRequest }
  /** Since v2. */
  | { readonly tag: "ToRivetSqliteCommitRequest"; readonly val: ToRivetSqliteCommitRequest }
  /** Since v2. */
  | {
      readonly tag: "ToRivetSqliteCommitStageBeginRequest";
      readonly val: ToRivetSqliteCommitStageBeginRequest;
    }
  /** Since v2. */
  | {
      readonly tag: "ToRivetSqliteCommitStageRequest";
      readonly val: ToRivetSqliteCommitStageRequest;
    }
  /** Since v2. */
  | {
      readonly tag: "ToRivetSqliteCommitFinalizeRequest";
      readonly val: ToRivetSqliteCommitFinalizeRequest;
    }
  /** Since v3. */
  | {
      readonly tag: "ToRivetSqlitePersistPreloadHintsRequest";
      readonly val: ToRivetSqlitePersistPreloadHintsRequest;
    }
  /** Since v3. */
  | {
      readonly tag: "ToRivetSqliteGetPageRangeRequest";
      readonly val: ToRivetSqliteGetPageRangeRequest;
    };

export function readToRivet(reader: bare.Reader): ToRivet {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToRivetMetadata", val: readToRivetMetadata(reader) };
    case 1:
      return { tag: "ToRivetEvents", val: readToRivetEvents(reader) };
    case 2:
      return { tag: "ToRivetAckCommands", val: readToRivetAckCommands(reader) };
    case 3:
      return { tag: "ToRivetStopping", val: null };
    case 4:
      return { tag: "ToRivetPong", val: readToRivetPong(reader) };
    case 5:
      return { tag: "ToRivetKvRequest", val: readToRivetKvRequest(reader) };
    case 6:
      return { tag: "ToRivetTunnelMessage", val: readToRivetTunnelMessage(reader) };
    case 7:
      return { tag: "ToRivetSqliteGetPagesRequest", val: readToRivetSqliteGetPagesRequest(reader) };
    case 8:
      return { tag: "ToRivetSqliteCommitRequest", val: readToRivetSqliteCommitRequest(reader) };
    case 9:
      return {
        tag: "ToRivetSqliteCommitStageBeginRequest",
        val: readToRivetSqliteCommitStageBeginRequest(reader),
      };
    case 10:
      return {
        tag: "ToRivetSqliteCommitStageRequest",
        val: readToRivetSqliteCommitStageRequest(reader),
      };
    case 11:
      return {
        tag: "ToRivetSqliteCommitFinalizeRequest",
        val: readToRivetSqliteCommitFinalizeRequest(reader),
      };
    case 12:
      return {
        tag: "ToRivetSqlitePersistPreloadHintsRequest",
        val: readToRivetSqlitePersistPreloadHintsRequest(reader),
      };
    case 13:
      return {
        tag: "ToRivetSqliteGetPageRangeRequest",
        val: readToRivetSqliteGetPageRangeRequest(reader),
      };
    default:
      throw bare.unknownTag(reader, "ToRivet", tag);
  }
}

export function writeToRivet(writer: bare.Writer, value: ToRivet): void {
  switch (value.tag) {
    case "ToRivetMetadata":
      bare.writeTag(writer, 0);
      return writeToRivetMetadata(writer, value.val);
    case "ToRivetEvents":
      bare.writeTag(writer, 1);
      return writeToRivetEvents(writer, value.val);
    case "ToRivetAckCommands":
      bare.writeTag(writer, 2);
      return writeToRivetAckCommands(writer, value.val);
    case "ToRivetStopping":
      return bare.writeTag(writer, 3);
    case "ToRivetPong":
      bare.writeTag(writer, 4);
      return writeToRivetPong(writer, value.val);
    case "ToRivetKvRequest":
      bare.writeTag(writer, 5);
      return writeToRivetKvRequest(writer, value.val);
    case "ToRivetTunnelMessage":
      bare.writeTag(writer, 6);
      return writeToRivetTunnelMessage(writer, value.val);
    case "ToRivetSqliteGetPagesRequest":
      bare.writeTag(writer, 7);
      return writeToRivetSqliteGetPagesRequest(writer, value.val);
    case "ToRivetSqliteCommitRequest":
      bare.writeTag(writer, 8);
      return writeToRivetSqliteCommitRequest(writer, value.val);
    case "ToRivetSqliteCommitStageBeginRequest":
      bare.writeTag(writer, 9);
      return writeToRivetSqliteCommitStageBeginRequest(writer, value.val);
    case "ToRivetSqliteCommitStageRequest":
      bare.writeTag(writer, 10);
      return writeToRivetSqliteCommitStageRequest(writer, value.val);
    case "ToRivetSqliteCommitFinalizeRequest":
      bare.writeTag(writer, 11);
      return writeToRivetSqliteCommitFinalizeRequest(writer, value.val);
    case "ToRivetSqlitePersistPreloadHintsRequest":
      bare.writeTag(writer, 12);
      return writeToRivetSqlitePersistPreloadHintsRequest(writer, value.val);
    case "ToRivetSqliteGetPageRangeRequest":
      bare.writeTag(writer, 13);
      return writeToRivetSqliteGetPageRangeRequest(writer, value.val);
    default:
      throw bare.unknownVariant("ToRivet", value satisfies never);
  }
}

export function decodeToRivet(bytes: Uint8Array, options?: bare.DecodeOptions): ToRivet {
  return bare.decode(SCHEMA, "ToRivet", bytes, readToRivet, options);
}

export function encodeToRivet(value: ToRivet, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToRivet", value, writeToRivet, options);
}

/** What the envoy has to know about the server. */
export type ProtocolMetadata = {
  /** Milliseconds without contact after which the server takes the envoy for lost. */
  readonly envoyLostThreshold: bigint;
  /** Milliseconds that an actor has for stopping. */
  readonly actorStopThreshold: bigint;
  /** Most bytes in the payload of a response that goes through the tunnel. */
  readonly maxResponsePayloadSize: bigint;
};

export function readProtocolMetadata(reader: bare.Reader): ProtocolMetadata {
  const at = bare.claim(reader, 24);
  const { bytes } = reader;
  return {
    envoyLostThreshold: bare.i64At(bytes, at),
    actorStopThreshold: bare.i64At(bytes, at + 8),
    maxResponsePayloadSize: bare.u64At(bytes, at + 16),
  };
}

export function writeProtocolMetadata(writer: bare.Writer, value: ProtocolMetadata): void {
  bare.writeI64(writer, value.envoyLostThreshold);
  bare.writeI64(writer, value.actorStopThreshold);
  bare.writeU64(writer, value.maxResponsePayloadSize);
}

/** The first message of a connection. */
export type ToEnvoyInit = {
  readonly metadata: ProtocolMetadata;
};

export function readToEnvoyInit(reader: bare.Reader): ToEnvoyInit {
  return {
    metadata: readProtocolMetadata(reader),
  };
}

export function writeToEnvoyInit(writer: bare.Writer, value: ToEnvoyInit): void {
  writeProtocolMetadata(writer, value.metadata);
}

/**
 * Commands in the order of their checkpoints. The server keeps them until they are acknowledged.
 */
export type ToEnvoyCommands = readonly CommandWrapper[];

export function readToEnvoyCommands(reader: bare.Reader): ToEnvoyCommands {
  return readListOfCommandWrapper(reader);
}

export function writeToEnvoyCommands(writer: bare.Writer, value: ToEnvoyCommands): void {
  writeListOfCommandWrapper(writer, value);
}

/** The server has taken the events up to these checkpoints. */
export type ToEnvoyAckEvents = {
  /** One per actor. */
  readonly lastEventCheckpoints: readonly ActorCheckpoint[];
};

export function readToEnvoyAckEvents(reader: bare.Reader): ToEnvoyAckEvents {
  return {
    lastEventCheckpoints: readListOfActorCheckpoint(reader),
  };
}

export function writeToEnvoyAckEvents(writer: bare.Writer, value: ToEnvoyAckEvents): void {
  writeListOfActorCheckpoint(writer, value.lastEventCheckpoints);
}

/** Answers ToRivetKvRequest. */
export type ToEnvoyKvResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: KvResponseData;
};

export function readToEnvoyKvResponse(reader: bare.Reader): ToEnvoyKvResponse {
  return {
    requestId: bare.readU32(reader),
    data: readKvResponseData(reader),
  };
}

export function writeToEnvoyKvResponse(writer: bare.Writer, value: ToEnvoyKvResponse): void {
  bare.writeU32(writer, value.requestId);
  writeKvResponseData(writer, value.data);
}

/** Answered by ToRivetPong, or the server closes the connection. */
export type ToEnvoyPing = {
  /** When the ping was sent, by the server's clock. */
  readonly ts: bigint;
};

export function readToEnvoyPing(reader: bare.Reader): ToEnvoyPing {
  return {
    ts: bare.readI64(reader),
  };
}

export function writeToEnvoyPing(writer: bare.Writer, value: ToEnvoyPing): void {
  bare.writeI64(writer, value.ts);
}

/** Answers ToRivetSqliteGetPagesRequest. Since v2. */
export type ToEnvoySqliteGetPagesResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqliteGetPagesResponse;
};

export function readToEnvoySqliteGetPagesResponse(
  reader: bare.Reader,
): ToEnvoySqliteGetPagesResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteGetPagesResponse(reader),
  };
}

export function writeToEnvoySqliteGetPagesResponse(
  writer: bare.Writer,
  value: ToEnvoySqliteGetPagesResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteGetPagesResponse(writer, value.data);
}

/** Answers ToRivetSqliteCommitRequest. Since v2. */
export type ToEnvoySqliteCommitResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqliteCommitResponse;
};

export function readToEnvoySqliteCommitResponse(reader: bare.Reader): ToEnvoySqliteCommitResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitResponse(reader),
  };
}

export function writeToEnvoySqliteCommitResponse(
  writer: bare.Writer,
  value: ToEnvoySqliteCommitResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitResponse(writer, value.data);
}

/** Answers ToRivetSqliteCommitStageBeginRequest. Since v2. */
export type ToEnvoySqliteCommitStageBeginResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqliteCommitStageBeginResponse;
};

export function readToEnvoySqliteCommitStageBeginResponse(
  reader: bare.Reader,
): ToEnvoySqliteCommitStageBeginResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitStageBeginResponse(reader),
  };
}

export function writeToEnvoySqliteCommitStageBeginResponse(
  writer: bare.Writer,
  value: ToEnvoySqliteCommitStageBeginResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitStageBeginResponse(writer, value.data);
}

/** Answers ToRivetSqliteCommitStageRequest. Since v2. */
export type ToEnvoySqliteCommitStageResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqliteCommitStageResponse;
};

export function readToEnvoySqliteCommitStageResponse(
  reader: bare.Reader,
): ToEnvoySqliteCommitStageResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitStageResponse(reader),
  };
}

export function writeToEnvoySqliteCommitStageResponse(
  writer: bare.Writer,
  value: ToEnvoySqliteCommitStageResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitStageResponse(writer, value.data);
}

/** Answers ToRivetSqliteCommitFinalizeRequest. Since v2. */
export type ToEnvoySqliteCommitFinalizeResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqliteCommitFinalizeResponse;
};

export function readToEnvoySqliteCommitFinalizeResponse(
  reader: bare.Reader,
): ToEnvoySqliteCommitFinalizeResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteCommitFinalizeResponse(reader),
  };
}

export function writeToEnvoySqliteCommitFinalizeResponse(
  writer: bare.Writer,
  value: ToEnvoySqliteCommitFinalizeResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteCommitFinalizeResponse(writer, value.data);
}

/** Answers ToRivetSqlitePersistPreloadHintsRequest. Since v3. */
export type ToEnvoySqlitePersistPreloadHintsResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqlitePersistPreloadHintsResponse;
};

export function readToEnvoySqlitePersistPreloadHintsResponse(
  reader: bare.Reader,
): ToEnvoySqlitePersistPreloadHintsResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqlitePersistPreloadHintsResponse(reader),
  };
}

export function writeToEnvoySqlitePersistPreloadHintsResponse(
  writer: bare.Writer,
  value: ToEnvoySqlitePersistPreloadHintsResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqlitePersistPreloadHintsResponse(writer, value.data);
}

/** Answers ToRivetSqliteGetPageRangeRequest. Since v3. */
export type ToEnvoySqliteGetPageRangeResponse = {
  /** As in the request. */
  readonly requestId: number;
  readonly data: SqliteGetPageRangeResponse;
};

export function readToEnvoySqliteGetPageRangeResponse(
  reader: bare.Reader,
): ToEnvoySqliteGetPageRangeResponse {
  return {
    requestId: bare.readU32(reader),
    data: readSqliteGetPageRangeResponse(reader),
  };
}

export function writeToEnvoySqliteGetPageRangeResponse(
  writer: bare.Writer,
  value: ToEnvoySqliteGetPageRangeResponse,
): void {
  bare.writeU32(writer, value.requestId);
  writeSqliteGetPageRangeResponse(writer, value.data);
}

/** Root: a frame that the server sends to an envoy. */
export type ToEnvoy =
  | { readonly tag: "ToEnvoyInit"; readonly val: ToEnvoyInit }
  | { readonly tag: "ToEnvoyCommands"; readonly val: ToEnvoyCommands }
  | { readonly tag: "ToEnvoyAckEvents"; readonly val: ToEnvoyAckEvents }
  | { readonly tag: "ToEnvoyKvResponse"; readonly val: ToEnvoyKvResponse }
  | { readonly tag: "ToEnvoyTunnelMessage"; readonly val: ToEnvoyTunnelMessage }
  | { readonly tag: "ToEnvoyPing"; readonly val: ToEnvoyPing }
  /** Since v2. */
  | { readonly tag: "ToEnvoySqliteGetPagesResponse"; readonly val: ToEnvoySqliteGetPagesResponse }
  /** Since v2. */
  | { readonly tag: "ToEnvoySqliteCommitResponse"; readonly val: ToEnvoySqliteCommitResponse }
  /** Since v2. */
  | {
      readonly tag: "ToEnvoySqliteCommitStageBeginResponse";
      readonly val: ToEnvoySqliteCommitStageBeginResponse;
    }
  /** Since v2. */
  | {
      readonly tag: "ToEnvoySqliteCommitStageResponse";
      readonly val: ToEnvoySqliteCommitStageResponse;
    }
  /** Since v2. */
  | {
      readonly tag: "ToEnvoySqliteCommitFinalizeResponse";
      readonly val: ToEnvoySqliteCommitFinalizeResponse;
    }
  /** Since v3. */
  | {
      readonly tag: "ToEnvoySqlitePersistPreloadHintsResponse";
      readonly val: ToEnvoySqlitePersistPreloadHintsResponse;
    }
  /** Since v3. */
  | {
      readonly tag: "ToEnvoySqliteGetPageRangeResponse";
      readonly val: ToEnvoySqliteGetPageRangeResponse;
    };

export function readToEnvoy(reader: bare.Reader): ToEnvoy {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToEnvoyInit", val: readToEnvoyInit(reader) };
    case 1:
      return { tag: "ToEnvoyCommands", val: readToEnvoyCommands(reader) };
    case 2:
      return { tag: "ToEnvoyAckEvents", val: readToEnvoyAckEvents(reader) };
    case 3:
      return { tag: "ToEnvoyKvResponse", val: readToEnvoyKvResponse(reader) };
    case 4:
      return { tag: "ToEnvoyTunnelMessage", val: readToEnvoyTunnelMessage(reader) };
    case 5:
      return { tag: "ToEnvoyPing", val: readToEnvoyPing(reader) };
    case 6:
      return {
        tag: "ToEnvoySqliteGetPagesResponse",
        val: readToEnvoySqliteGetPagesResponse(reader),
      };
    case 7:
      return { tag: "ToEnvoySqliteCommitResponse", val: readToEnvoySqliteCommitResponse(reader) };
    case 8:
      return {
        tag: "ToEnvoySqliteCommitStageBeginResponse",
        val: readToEnvoySqliteCommitStageBeginResponse(reader),
      };
    case 9:
      return {
        tag: "ToEnvoySqliteCommitStageResponse",
        val: readToEnvoySqliteCommitStageResponse(reader),
      };
    case 10:
      return {
        tag: "ToEnvoySqliteCommitFinalizeResponse",
        val: readToEnvoySqliteCommitFinalizeResponse(reader),
      };
    case 11:
      return {
        tag: "ToEnvoySqlitePersistPreloadHintsResponse",
        val: readToEnvoySqlitePersistPreloadHintsResponse(reader),
      };
    case 12:
      return {
        tag: "ToEnvoySqliteGetPageRangeResponse",
        val: readToEnvoySqliteGetPageRangeResponse(reader),
      };
    default:
      throw bare.unknownTag(reader, "ToEnvoy", tag);
  }
}

export function writeToEnvoy(writer: bare.Writer, value: ToEnvoy): void {
  switch (value.tag) {
    case "ToEnvoyInit":
      bare.writeTag(writer, 0);
      return writeToEnvoyInit(writer, value.val);
    case "ToEnvoyCommands":
      bare.writeTag(writer, 1);
      return writeToEnvoyCommands(writer, value.val);
    case "ToEnvoyAckEvents":
      bare.writeTag(writer, 2);
      return writeToEnvoyAckEvents(writer, value.val);
    case "ToEnvoyKvResponse":
      bare.writeTag(writer, 3);
      return writeToEnvoyKvResponse(writer, value.val);
    case "ToEnvoyTunnelMessage":
      bare.writeTag(writer, 4);
      return writeToEnvoyTunnelMessage(writer, value.val);
    case "ToEnvoyPing":
      bare.writeTag(writer, 5);
      return writeToEnvoyPing(writer, value.val);
    case "ToEnvoySqliteGetPagesResponse":
      bare.writeTag(writer, 6);
      return writeToEnvoySqliteGetPagesResponse(writer, value.val);
    case "ToEnvoySqliteCommitResponse":
      bare.writeTag(writer, 7);
      return writeToEnvoySqliteCommitResponse(writer, value.val);
    case "ToEnvoySqliteCommitStageBeginResponse":
      bare.writeTag(writer, 8);
      return writeToEnvoySqliteCommitStageBeginResponse(writer, value.val);
    case "ToEnvoySqliteCommitStageResponse":
      bare.writeTag(writer, 9);
      return writeToEnvoySqliteCommitStageResponse(writer, value.val);
    case "ToEnvoySqliteCommitFinalizeResponse":
      bare.writeTag(writer, 10);
      return writeToEnvoySqliteCommitFinalizeResponse(writer, value.val);
    case "ToEnvoySqlitePersistPreloadHintsResponse":
      bare.writeTag(writer, 11);
      return writeToEnvoySqlitePersistPreloadHintsResponse(writer, value.val);
    case "ToEnvoySqliteGetPageRangeResponse":
      bare.writeTag(writer, 12);
      return writeToEnvoySqliteGetPageRangeResponse(writer, value.val);
    default:
      throw bare.unknownVariant("ToEnvoy", value satisfies never);
  }
}

export function decodeToEnvoy(bytes: Uint8Array, options?: bare.DecodeOptions): ToEnvoy {
  return bare.decode(SCHEMA, "ToEnvoy", bytes, readToEnvoy, options);
}

export function encodeToEnvoy(value: ToEnvoy, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToEnvoy", value, writeToEnvoy, options);
}

/** A gateway asks whether the envoy is still connected. Answered by ToGatewayPong. */
export type ToEnvoyConnPing = {
  /** The gateway that asks. */
  readonly gatewayId: GatewayId;
  /** The request on whose behalf it asks. */
  readonly requestId: RequestId;
  /** When the ping was sent, by the gateway's clock. */
  readonly ts: bigint;
};

export function readToEnvoyConnPing(reader: bare.Reader): ToEnvoyConnPing {
  const at = bare.claim(reader, 16);
  const { bytes } = reader;
  return {
    gatewayId: bare.dataAt(reader, at, 4),
    requestId: bare.dataAt(reader, at + 4, 4),
    ts: bare.i64At(bytes, at + 8),
  };
}

export function writeToEnvoyConnPing(writer: bare.Writer, value: ToEnvoyConnPing): void {
  writeGatewayId(writer, value.gatewayId);
  writeRequestId(writer, value.requestId);
  bare.writeI64(writer, value.ts);
}

/** Closes the connection, because a newer one of the same envoy has taken its place. */
export type ToEnvoyConnClose = null;

export function readToEnvoyConnClose(_reader: bare.Reader): ToEnvoyConnClose {
  return null;
}

export function writeToEnvoyConnClose(_writer: bare.Writer, _value: ToEnvoyConnClose): void {
}

/**
 * Root: published to the part of the server that holds the connection of an envoy. Commands, event
 * acknowledgements and tunnel messages are passed on to the envoy, with start commands filled in.
 */
export type ToEnvoyConn =
  | { readonly tag: "ToEnvoyConnPing"; readonly val: ToEnvoyConnPing }
  | { readonly tag: "ToEnvoyConnClose"; readonly val: ToEnvoyConnClose }
  | { readonly tag: "ToEnvoyCommands"; readonly val: ToEnvoyCommands }
  | { readonly tag: "ToEnvoyAckEvents"; readonly val: ToEnvoyAckEvents }
  | { readonly tag: "ToEnvoyTunnelMessage"; readonly val: ToEnvoyTunnelMessage };

export function readToEnvoyConn(reader: bare.Reader): ToEnvoyConn {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToEnvoyConnPing", val: readToEnvoyConnPing(reader) };
    case 1:
      return { tag: "ToEnvoyConnClose", val: null };
    case 2:
      return { tag: "ToEnvoyCommands", val: readToEnvoyCommands(reader) };
    case 3:
      return { tag: "ToEnvoyAckEvents", val: readToEnvoyAckEvents(reader) };
    case 4:
      return { tag: "ToEnvoyTunnelMessage", val: readToEnvoyTunnelMessage(reader) };
    default:
      throw bare.unknownTag(reader, "ToEnvoyConn", tag);
  }
}

export function writeToEnvoyConn(writer: bare.Writer, value: ToEnvoyConn): void {
  switch (value.tag) {
    case "ToEnvoyConnPing":
      bare.writeTag(writer, 0);
      return writeToEnvoyConnPing(writer, value.val);
    case "ToEnvoyConnClose":
      return bare.writeTag(writer, 1);
    case "ToEnvoyCommands":
      bare.writeTag(writer, 2);
      return writeToEnvoyCommands(writer, value.val);
    case "ToEnvoyAckEvents":
      bare.writeTag(writer, 3);
      return writeToEnvoyAckEvents(writer, value.val);
    case "ToEnvoyTunnelMessage":
      bare.writeTag(writer, 4);
      return writeToEnvoyTunnelMessage(writer, value.val);
    default:
      throw bare.unknownVariant("ToEnvoyConn", value satisfies never);
  }
}

export function decodeToEnvoyConn(bytes: Uint8Array, options?: bare.DecodeOptions): ToEnvoyConn {
  return bare.decode(SCHEMA, "ToEnvoyConn", bytes, readToEnvoyConn, options);
}

export function encodeToEnvoyConn(value: ToEnvoyConn, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToEnvoyConn", value, writeToEnvoyConn, options);
}

/** Answers ToEnvoyConnPing. */
export type ToGatewayPong = {
  /** As in the ping. */
  readonly requestId: RequestId;
  /** As in the ping. */
  readonly ts: bigint;
};

export function readToGatewayPong(reader: bare.Reader): ToGatewayPong {
  const at = bare.claim(reader, 12);
  const { bytes } = reader;
  return {
    requestId: bare.dataAt(reader, at, 4),
    ts: bare.i64At(bytes, at + 4),
  };
}

export function writeToGatewayPong(writer: bare.Writer, value: ToGatewayPong): void {
  writeRequestId(writer, value.requestId);
  bare.writeI64(writer, value.ts);
}

/** Root: published to a gateway. */
export type ToGateway =
  | { readonly tag: "ToGatewayPong"; readonly val: ToGatewayPong }
  | { readonly tag: "ToRivetTunnelMessage"; readonly val: ToRivetTunnelMessage };

export function readToGateway(reader: bare.Reader): ToGateway {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToGatewayPong", val: readToGatewayPong(reader) };
    case 1:
      return { tag: "ToRivetTunnelMessage", val: readToRivetTunnelMessage(reader) };
    default:
      throw bare.unknownTag(reader, "ToGateway", tag);
  }
}

export function writeToGateway(writer: bare.Writer, value: ToGateway): void {
  switch (value.tag) {
    case "ToGatewayPong":
      bare.writeTag(writer, 0);
      return writeToGatewayPong(writer, value.val);
    case "ToRivetTunnelMessage":
      bare.writeTag(writer, 1);
      return writeToRivetTunnelMessage(writer, value.val);
    default:
      throw bare.unknownVariant("ToGateway", value satisfies never);
  }
}

export function decodeToGateway(bytes: Uint8Array, options?: bare.DecodeOptions): ToGateway {
  return bare.decode(SCHEMA, "ToGateway", bytes, readToGateway, options);
}

export function encodeToGateway(value: ToGateway, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToGateway", value, writeToGateway, options);
}

/** Asks for an actor to be started on a serverless pool. */
export type ToOutboundActorStart = {
  readonly namespaceId: Id;
  /** The pool to start the actor in. */
  readonly poolName: string;
  /** The checkpoint of the start command. */
  readonly checkpoint: ActorCheckpoint;
  readonly actorConfig: ActorConfig;
};

export function readToOutboundActorStart(reader: bare.Reader): ToOutboundActorStart {
  return {
    namespaceId: readId(reader),
    poolName: bare.readString(reader),
    checkpoint: readActorCheckpoint(reader),
    actorConfig: readActorConfig(reader),
  };
}

export function writeToOutboundActorStart(writer: bare.Writer, value: ToOutboundActorStart): void {
  writeId(writer, value.namespaceId);
  bare.writeString(writer, value.poolName);
  writeActorCheckpoint(writer, value.checkpoint);
  writeActorConfig(writer, value.actorConfig);
}

/**
 * Root: published to the part of the server that reaches envoys which do not connect by themselves.
 */
export type ToOutbound =
  | { readonly tag: "ToOutboundActorStart"; readonly val: ToOutboundActorStart };

export function readToOutbound(reader: bare.Reader): ToOutbound {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ToOutboundActorStart", val: readToOutboundActorStart(reader) };
    default:
      throw bare.unknownTag(reader, "ToOutbound", tag);
  }
}

export function writeToOutbound(writer: bare.Writer, value: ToOutbound): void {
  switch (value.tag) {
    case "ToOutboundActorStart":
      bare.writeTag(writer, 0);
      return writeToOutboundActorStart(writer, value.val);
    default:
      throw bare.unknownVariant("ToOutbound", value.tag satisfies never);
  }
}

export function decodeToOutbound(bytes: Uint8Array, options?: bare.DecodeOptions): ToOutbound {
  return bare.decode(SCHEMA, "ToOutbound", bytes, readToOutbound, options);
}

export function encodeToOutbound(value: ToOutbound, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToOutbound", value, writeToOutbound, options);
}

function readListOfKvKey(reader: bare.Reader): readonly KvKey[] {
  const count = bare.readCount(reader, 1);
  const items: KvKey[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readKvKey(reader);
  return items;
}

function writeListOfKvKey(writer: bare.Writer, items: readonly KvKey[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeKvKey(writer, item);
}

function readListOfKvValue(reader: bare.Reader): readonly KvValue[] {
  const count = bare.readCount(reader, 1);
  const items: KvValue[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readKvValue(reader);
  return items;
}

function writeListOfKvValue(writer: bare.Writer, items: readonly KvValue[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeKvValue(writer, item);
}

function readListOfKvMetadata(reader: bare.Reader): readonly KvMetadata[] {
  const count = bare.readCount(reader, 9);
  const items: KvMetadata[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readKvMetadata(reader);
  return items;
}

function writeListOfKvMetadata(writer: bare.Writer, items: readonly KvMetadata[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeKvMetadata(writer, item);
}

function readListOfSqliteFetchedPage(reader: bare.Reader): readonly SqliteFetchedPage[] {
  const count = bare.readCount(reader, 5);
  const items: SqliteFetchedPage[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readSqliteFetchedPage(reader);
  return items;
}

function writeListOfSqliteFetchedPage(
  writer: bare.Writer,
  items: readonly SqliteFetchedPage[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeSqliteFetchedPage(writer, item);
}

function readListOfSqliteDirtyPage(reader: bare.Reader): readonly SqliteDirtyPage[] {
  const count = bare.readCount(reader, 5);
  const items: SqliteDirtyPage[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readSqliteDirtyPage(reader);
  return items;
}

function writeListOfSqliteDirtyPage(writer: bare.Writer, items: readonly SqliteDirtyPage[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeSqliteDirtyPage(writer, item);
}

function readListOfSqlitePreloadHintRange(reader: bare.Reader): readonly SqlitePreloadHintRange[] {
  const count = bare.readCount(reader, 8);
  const items: SqlitePreloadHintRange[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readSqlitePreloadHintRange(reader);
  return items;
}

function writeListOfSqlitePreloadHintRange(
  writer: bare.Writer,
  items: readonly SqlitePreloadHintRange[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeSqlitePreloadHintRange(writer, item);
}

function readListOfPreloadedKvEntry(reader: bare.Reader): readonly PreloadedKvEntry[] {
  const count = bare.readCount(reader, 11);
  const items: PreloadedKvEntry[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readPreloadedKvEntry(reader);
  return items;
}

function writeListOfPreloadedKvEntry(
  writer: bare.Writer,
  items: readonly PreloadedKvEntry[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writePreloadedKvEntry(writer, item);
}

function readListOfHibernatingRequest(reader: bare.Reader): readonly HibernatingRequest[] {
  const count = bare.readCount(reader, 8);
  const items: HibernatingRequest[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readHibernatingRequest(reader);
  return items;
}

function writeListOfHibernatingRequest(
  writer: bare.Writer,
  items: readonly HibernatingRequest[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeHibernatingRequest(writer, item);
}

function readMapOfStrToStr(reader: bare.Reader): ReadonlyMap<string, string> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, bare.readString(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToStr(writer: bare.Writer, entries: ReadonlyMap<string, string>): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    bare.writeString(writer, value);
  }
}

function readMapOfStrToActorName(reader: bare.Reader): ReadonlyMap<string, ActorName> {
  const count = bare.readCount(reader, 2);
  const entries = new Map<string, ActorName>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readActorName(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToActorName(
  writer: bare.Writer,
  entries: ReadonlyMap<string, ActorName>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writeActorName(writer, value);
  }
}

function readListOfEventWrapper(reader: bare.Reader): readonly EventWrapper[] {
  const count = bare.readCount(reader, 15);
  const items: EventWrapper[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readEventWrapper(reader);
  return items;
}

function writeListOfEventWrapper(writer: bare.Writer, items: readonly EventWrapper[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeEventWrapper(writer, item);
}

function readListOfActorCheckpoint(reader: bare.Reader): readonly ActorCheckpoint[] {
  const count = bare.readCount(reader, 13);
  const items: ActorCheckpoint[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readActorCheckpoint(reader);
  return items;
}

function writeListOfActorCheckpoint(writer: bare.Writer, items: readonly ActorCheckpoint[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeActorCheckpoint(writer, item);
}

function readListOfCommandWrapper(reader: bare.Reader): readonly CommandWrapper[] {
  const count = bare.readCount(reader, 15);
  const items: CommandWrapper[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readCommandWrapper(reader);
  return items;
}

function writeListOfCommandWrapper(writer: bare.Writer, items: readonly CommandWrapper[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeCommandWrapper(writer, item);
}
