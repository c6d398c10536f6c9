/** Writes numbers of fixed width, little-endian, and booleans. The range is always checked. */

import { type CodecError, unencodable } from "./codec-error.js";
import { reserve, type Writer } from "./writer.js";

function notInRange(value: unknown, min: number | bigint, max: number | bigint): CodecError {
  return unencodable(value, `an integer from ${min} to ${max}`);
}

export function writeU8(writer: Writer, value: number): void {
  if (typeof value !== "number" || (value & 0xff) !== value) throw notInRange(value, 0, 0xff);
  const at = reserve(writer, 1);
  writer.bytes[at] = value;
}

export function writeU16(writer: Writer, value: number): void {
  if (typeof value !== "number" || (value & 0xffff) !== value) throw notInRange(value, 0, 0xffff);
  const at = reserve(writer, 2);
  writer.view.setUint16(at, value, true);
}

export function writeU32(writer: Writer, value: number): void {
  requireU32(value);
  const at = reserve(writer, 4);
  writer.view.setUint32(at, value, true);
}

export function requireU32(value: number): void {
  if (typeof value !== "number" || value >>> 0 !== value) throw notInRange(value, 0, 0xffff_ffff);
}

export function writeI8(writer: Writer, value: number): void {
  if (typeof value !== "number" || (value << 24) >> 24 !== value)
    throw notInRange(value, -0x80, 0x7f);
  const at = reserve(writer, 1);
  writer.view.setInt8(at, value);
}

export function writeI16(writer: Writer, value: number): void {
  if (typeof value !== "number" || (value << 16) >> 16 !== value)
    throw notInRange(value, -0x8000, 0x7fff);
  const at = reserve(writer, 2);
  writer.view.setInt16(at, value, true);
}

export function writeI32(writer: Writer, value: number): void {
  if (typeof value !== "number" || (value | 0) !== value)
    throw notInRange(value, -0x8000_0000, 0x7fff_ffff);
  const at = reserve(writer, 4);
  writer.view.setInt32(at, value, true);
}

const MAX_U64 = 0xffff_ffff_ffff_ffffn;
const MAX_I64 = 0x7fff_ffff_ffff_ffffn;

export function writeU64(writer: Writer, value: bigint): void {
  requireU64(value);
  const at = reserve(writer, 8);
  writer.view.setBigUint64(at, value, true);
}

export function requireU64(value: bigint): void {
  if (typeof value === "bigint" && BigInt.asUintN(64, value) === value) return;
  throw notInRange(value, 0n, MAX_U64);
}

export function writeI64(writer: Writer, value: bigint): void {
  requireI64(value);
  const at = reserve(writer, 8);
  writer.view.setBigInt64(at, value, true);
}

export function requireI64(value: bigint): void {
  if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) return;
  throw notInRange(value, -MAX_I64 - 1n, MAX_I64);
}

/** The nearest 32-bit float of a number from 2^128 - 2^103 on is infinity. */
const F32_OVERFLOW = 3.4028235677973366e38;

/** Rounds to the nearest 32-bit float, as the format does. A number that overflows is refused. */
export function writeF32(writer: Writer, value: number): void {
  if (typeof value !== "number") throw unencodable(value, "a number");
  const size = Math.abs(value);
  if (size >= F32_OVERFLOW && size !== Number.POSITIVE_INFINITY) {
    throw unencodable(value, "in the range of a 32-bit float");
  }
  const at = reserve(writer, 4);
  writer.view.setFloat32(at, value, true);
}

export function writeF64(writer: Writer, value: number): void {
  if (typeof value !== "number") throw unencodable(value, "a number");
  const at = reserve(writer, 8);
  writer.view.setFloat64(at, value, true);
}

export function writeBool(writer: Writer, value: boolean): void {
  if (typeof value !== "boolean") throw unencodable(value, "a boolean");
  const at = reserve(writer, 1);
  writer.bytes[at] = value ? 1 : 0;
}
