/**
 * Reads the columns of a record, as far as they are on the page, and compares them with a key.
 *
 * A record begins with the size of its header and the serial type of each column, all varints; the
 * values follow in the same order. A text is taken for UTF-8, and an order that is not binary is
 * not known here.
 */

import type { KeyOrder, PlanValue } from "../plan/query-plan.js";
import { type Payload, readVarint } from "./btree-page.js";

const MAX_COLUMNS = 2_000;
const INTEGER_SIZES: readonly number[] = [0, 1, 2, 3, 4, 6, 8];
const REAL = 7;
const ZERO = 8;
const ONE = 9;
const FIRST_TEXT_OR_BLOB = 12;
/** Longer texts are not compared. */
const MAX_TEXT_SIZE = 1_024;

const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** A column of a record: its type, and the place of its value in the payload. */
interface Column {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

/** The value of a column; undefined if it is not on the page, or not one that can be compared. */
export function readColumn(payload: Payload, index: number): PlanValue | undefined {
  const column = columnAt(payload, index);
  return column === undefined ? undefined : columnValue(payload, column);
}

/** The value of the last column of a record, which is the row id in an index of a table. */
export function readLastColumn(payload: Payload): PlanValue | undefined {
  const column = columnAt(payload, MAX_COLUMNS, "last");
  return column === undefined ? undefined : columnValue(payload, column);
}

/** The bytes of a payload from its beginning to the end of a column; undefined if not known. */
export function sizeUpTo(payload: Payload, index: number): number | undefined {
  return columnAt(payload, index)?.end;
}

/**
 * Compares the first columns of a record with a key: negative if the record comes before it.
 * Undefined if the order of a column that decides is not known.
 */
export function compareWithKey(
  payload: Payload,
  key: readonly PlanValue[],
  order: readonly KeyOrder[],
): number | undefined {
  for (const [index, wanted] of key.entries()) {
    const value = readColumn(payload, index);
    const direction = order[index] ?? "other";
    if (value === undefined || direction === "other") return undefined;
    const result = compareValues(value, wanted);
    if (result !== 0) return direction === "ascending" ? result : -result;
  }
  return 0;
}

/** Null comes before numbers, and numbers before texts. */
function compareValues(one: PlanValue, other: PlanValue): number {
  const [oneRank, otherRank] = [rankOf(one), rankOf(other)];
  if (oneRank !== otherRank) return oneRank - otherRank;
  if (one === null || other === null || one === other) return 0;
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  return one < other ? -1 : 1;
}

/**
 * SQLite compares the bytes of UTF-8, which is the order of code points. That of UTF-16 is another:
 * the halves of a character beyond U+FFFF come before U+E000.
 */
function compareTexts(one: string, other: string): number {
  const size = Math.min(one.length, other.length);
  for (let at = 0; at < size; at++) {
    const [left, right] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (left === right) continue;
    const isSurrogate = [left, right].map((unit) => unit >= 0xd800 && unit < 0xe000);
    return isSurrogate[0] === isSurrogate[1] ? left - right : isSurrogate[0] ? 1 : -1;
  }
  return one.length - other.length;
}

function rankOf(value: PlanValue): number {
  if (value === null) return 0;
  return typeof value === "number" ? 1 : 2;
}

function columnAt(
  { bytes, offset, localSize }: Payload,
  index: number,
  position: "exact" | "last" = "exact",
): Column | undefined {
  const header = readVarint(bytes, offset);
  if (header.value > localSize) return undefined;
  let at = header.size;
  let start = header.value;
  let last: Column | undefined;
  for (let column = 0; column <= index && at < header.value; column++) {
    const { value: type, size } = readVarint(bytes, offset + at);
    at += size;
    const end = start + sizeOfType(type);
    last = { type, start, end };
    if (column === index) return last;
    start = end;
  }
  return position === "last" ? last : undefined;
}

function sizeOfType(type: number): number {
  if (type >= FIRST_TEXT_OR_BLOB) return Math.floor((type - FIRST_TEXT_OR_BLOB) / 2);
  if (type === REAL) return 8;
  return INTEGER_SIZES[type] ?? 0;
}

function columnValue({ bytes, offset, localSize }: Payload, column: Column): PlanValue | undefined {
  const { type, start, end } = column;
  if (end > localSize) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset + start, end - start);
  switch (type) {
    case 0:
      return null;
    case ZERO:
      return 0;
    case ONE:
      return 1;
    case REAL:
      return view.getFloat64(0);
    default:
      if (type < REAL) return readInteger(view);
      if (type % 2 === 0 || end - start > MAX_TEXT_SIZE) return undefined;
      // Decoders do not accept shared memory, in which the pages of a worker are.
      return DECODER.decode(bytes.slice(offset + start, offset + end));
  }
}

/** A signed number of any size; undefined if it is not a safe one. */
function readInteger(view: DataView): number | undefined {
  let value = view.getInt8(0);
  for (let at = 1; at < view.byteLength; at++) value = value * 256 + view.getUint8(at);
  return Number.isSafeInteger(value) ? value : undefined;
}
