/**
 * Formats bytes and values for people.
 */

import { Reader } from "@barewire/runtime";

/** One field of a message: its name, and how the cursor reads it. */
export type FieldReader = readonly [name: string, read: (reader: Reader) => unknown];

const BYTES_A_LINE = 16;

/** Every byte of `message`, in the range of the field that it belongs to. */
export function byteTable(message: Uint8Array, fields: readonly FieldReader[]): readonly string[] {
  const reader = new Reader(message);
  return fields.flatMap(([name, read]) => {
    const start = reader.offset;
    const value = read(reader);
    const bytes = message.subarray(start, reader.offset);
    return hexLines(bytes).map((line, index) => {
      const range = index === 0 ? byteRange(start, reader.offset) : "";
      const meaning = index === 0 ? `${name} ${shown(value)}` : "";
      return `${range.padEnd(7)} ${line.padEnd(3 * BYTES_A_LINE)} ${meaning}`.trimEnd();
    });
  });
}

/** Each leaf of `value` by its path; bytes are shown by their size and their beginning. */
export function fieldTable(value: unknown): readonly string[] {
  const leaves = leavesOf("", value);
  const width = Math.max(...leaves.map(({ path }) => path.length));
  return leaves.map(({ path, text }) => `${path.padEnd(width)}  ${text}`);
}

export function sizeOf(bytes: Uint8Array): string {
  return `${bytes.length.toLocaleString("en-US")} bytes`;
}

/** A range of bytes from the first to the last. */
export function byteRange(start: number, end: number): string {
  return end - start === 1 ? `${start}` : `${start}-${end - 1}`;
}

type Leaf = { readonly path: string; readonly text: string };

function leavesOf(path: string, value: unknown): readonly Leaf[] {
  const isLeaf = typeof value !== "object" || value === null || value instanceof Uint8Array;
  if (isLeaf || (Array.isArray(value) && value.every((item) => typeof item === "number"))) {
    return [{ path, text: shown(value) }];
  }
  return Object.entries(value).flatMap(([key, part]) => {
    if (Array.isArray(value)) return leavesOf(`${path}[${key}]`, part);
    return leavesOf(path === "" ? key : `${path}.${key}`, part);
  });
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `${sizeOf(value)}: ${hexLines(value)[0] ?? ""} ...`;
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return typeof value === "string" ? `"${value}"` : String(value);
}

function hexLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += BYTES_A_LINE) {
    const line = [...bytes.subarray(start, start + BYTES_A_LINE)];
    lines.push(line.map((byte) => byte.toString(16).padStart(2, "0")).join(" "));
  }
  return lines;
}
