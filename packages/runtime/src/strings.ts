/**
 * Reads and writes strings: a byte length, then UTF-8.
 *
 * A call into the platform costs about as much for 10 bytes as for 1,000, so calls are saved. Short
 * ASCII strings are put together character by character. For longer ASCII strings, from the second
 * one of a message, one call decodes the next 4 KiB, and the strings are cut from that text.
 */

import { unencodable } from "./codec-error.js";
import { u8At } from "./read-number.js";
import { readLength } from "./read-varint.js";
import { claim, type Reader, type TextWindow } from "./reader.js";
import { utf8At, writeUtf8 } from "./utf8.js";
import { writeLength } from "./write-varint.js";
import { reserve, type Writer } from "./writer.js";

// Declared here, because neither Node's types nor the DOM's are right for all platforms.
declare const TextEncoder: new () => {
  readonly encodeInto: (text: string, into: Uint8Array) => { readonly written: number };
};

// Made when first needed: importing the runtime has no effect.
let encoder: InstanceType<typeof TextEncoder> | undefined;

/** Appending characters is faster than a call for at most so many bytes. */
const SHORT_BYTES = 12;
/** The bytes that one call decodes, and that a string cut from the text keeps alive. */
const WINDOW_BYTES = 4096;
/** The window of a reader after its first string, which was decoded alone. */
const NO_WINDOW: TextWindow = { text: "", start: 0, end: 0 };
/** A loop is faster than a call for at most so many characters. */
const SHORT_LENGTH = 64;
/** Text of at most so many characters is encoded directly into the slab. */
const IN_PLACE_LENGTH = 4096;

export function readString(reader: Reader): string {
  const size = readLength(reader);
  const at = claim(reader, size);
  if (!isAscii(reader.bytes, at, at + size)) return utf8At(reader.bytes, at, size);
  const { window } = reader;
  if (window !== undefined && at + size <= window.end) return cutText(window, at, size);
  return size <= SHORT_BYTES ? shortAscii(reader.bytes, at, size) : longAscii(reader, at, size);
}

/**
 * Tells whether `bytes` are ASCII from `from` until `until`; it takes four bytes a turn, because it
 * is hot.
 */
function isAscii(bytes: Uint8Array, from: number, until: number): boolean {
  let bits = 0;
  let at = from;
  for (; at + 4 <= until; at += 4) {
    bits |= u8At(bytes, at) | u8At(bytes, at + 1) | u8At(bytes, at + 2) | u8At(bytes, at + 3);
  }
  for (; at < until; at++) bits |= u8At(bytes, at);
  return bits < 0x80;
}

function shortAscii(bytes: Uint8Array, at: number, size: number): string {
  let text = "";
  for (let index = at; index < at + size; index++) text += String.fromCharCode(u8At(bytes, index));
  return text;
}

function longAscii(reader: Reader, at: number, size: number): string {
  const { bytes, end, options, window } = reader;
  if (latin1Slice === undefined) return utf8At(bytes, at, size);
  // Many messages have one such string, an id, which must not keep a window of text alive.
  if (window === undefined) reader.window = NO_WINDOW;
  if (window === undefined || size > WINDOW_BYTES || options?.memory === "own") {
    return latin1Slice.call(bytes, at, at + size);
  }
  const windowEnd = Math.min(at + WINDOW_BYTES, end);
  const next = { text: latin1Slice.call(bytes, at, windowEnd), start: at, end: windowEnd };
  reader.window = next;
  return cutText(next, at, size);
}

function cutText({ text, start }: TextWindow, at: number, size: number): string {
  return text.substring(at - start, at - start + size);
}

type BufferPlatform = {
  readonly Buffer?: {
    readonly prototype: {
      /** One character for every byte, right for those that are ASCII. */
      readonly latin1Slice: (start: number, end: number) => string;
    };
  };
};

// Node has a Buffer; so have most platforms that are not a browser.
const latin1Slice = /* @__PURE__ */ (() =>
  (globalThis as BufferPlatform).Buffer?.prototype.latin1Slice)();

export function writeString(writer: Writer, value: string): void {
  if (typeof value !== "string") throw unencodable(value, "a string");
  const { length } = value;
  if (length <= SHORT_LENGTH && wroteAscii(writer, value)) return;
  if (length > IN_PLACE_LENGTH || !wroteInPlace(writer, value)) writeUtf8(writer, value);
}

/**
 * Writes `value` if it is ASCII, and nothing otherwise; it takes four characters a turn, because it
 * is hot. Characters above 255 spoil the bytes beside them, which are then discarded.
 */
function wroteAscii(writer: Writer, value: string): boolean {
  const { length } = value;
  const start = reserve(writer, length + 1);
  const { bytes, view } = writer;
  let bits = 0;
  let index = 0;
  let at = start;
  bytes[at++] = length;
  for (; index + 4 <= length; at += 4) {
    const first = value.charCodeAt(index++);
    const second = value.charCodeAt(index++);
    const third = value.charCodeAt(index++);
    const fourth = value.charCodeAt(index++);
    bits |= first | second | third | fourth;
    // Storing one word instead of four bytes saves most of the time.
    view.setInt32(at, first | (second << 8) | (third << 16) | (fourth << 24), true);
  }
  while (index < length) {
    const code = value.charCodeAt(index++);
    bits |= code;
    bytes[at++] = code;
  }
  if (bits < 0x80) return true;
  writer.offset = start;
  return false;
}

/** Writes `value` behind a length of guessed size, and nothing if `value` is not well-formed. */
function wroteInPlace(writer: Writer, value: string): boolean {
  if (!value.isWellFormed()) return false;
  const { length } = value;
  // Right for ASCII. A character takes up to three bytes, so two bytes hold any length here.
  const guess = length < 0x80 ? 1 : 2;
  const start = reserve(writer, 2 + 3 * length);
  const { bytes } = writer;
  encoder ??= new TextEncoder();
  const { written } = encoder.encodeInto(value, bytes.subarray(start + guess));
  const size = written < 0x80 ? 1 : 2;
  if (size !== guess) bytes.copyWithin(start + size, start + guess, start + guess + written);
  writer.offset = start;
  writeLength(writer, written);
  writer.offset += written;
  return true;
}
