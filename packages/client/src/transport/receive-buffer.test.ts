/**
 * Tests which memory is read into: which of it is reused, and how much is held for data that
 * arrived.
 */

import { expect, test } from "vitest";
import { ReceiveBuffer } from "./receive-buffer.js";

const MIB = 1_048_576;

/**
 * Reads of these sizes, each into what there is; returns where their bytes are. No frame has begun
 * in them, so that all of each read may be handed on.
 */
function check(reads: ReceiveBuffer, sizes: readonly number[]): readonly Uint8Array[] {
  return sizes.map((size) => {
    const memory = reads.next();
    expect(memory.length).toBeGreaterThanOrEqual(65_536);
    reads.commit(size);
    return memory.subarray(0, size);
  });
}

function buffersOf(pieces: readonly Uint8Array[]): ReadonlySet<unknown> {
  return new Set(pieces.map(({ buffer }) => buffer));
}

test("reads lie one after another until a message is taken", () => {
  const pieces = check(new ReceiveBuffer(), [100, 70_000, 1, 60_000, 200_000]);
  expect(pieces.map(({ byteOffset }) => byteOffset)).toEqual([0, 100, 70_100, 70_101, 130_101]);
  expect(buffersOf(pieces).size).toBe(1);
});

test("reads of a few bytes hold no more than a few bytes need", () => {
  const pieces = check(new ReceiveBuffer(), Array(10_000).fill(1));
  expect(buffersOf(pieces).size).toBe(1);
});

test("memory that was read into is not read into again before its message is taken", () => {
  const pieces = check(new ReceiveBuffer(), Array(64).fill(200_000));
  expect(buffersOf(pieces).size).toBe(64);
});

test("what nothing has been read after is used again from its start", () => {
  const reads = new ReceiveBuffer();
  const [first] = check(reads, [1_000]);
  reads.releaseConsumed(first?.subarray(100));
  const [second] = check(reads, [500]);
  expect(second?.buffer).toBe(first?.buffer);
  expect(second?.byteOffset).toBe(0);
});

test.each([
  ["more has been read than the message", (read: Uint8Array) => read.subarray(0, 999)],
  ["its end was copied from elsewhere", (read: Uint8Array) => read.slice()],
  ["the message is empty", () => undefined],
])("the newest memory is read on into where %s", (_what, endOf) => {
  const reads = new ReceiveBuffer();
  const [first] = check(reads, [1_000]);
  reads.releaseConsumed(first && endOf(first));
  const [second] = check(reads, [500]);
  expect(second?.buffer).toBe(first?.buffer);
  expect(second?.byteOffset).toBe(1_000);
});

test("messages of one size need no more memory than the first two did", () => {
  const reads = new ReceiveBuffer();
  const buffers = new Set<unknown>();
  for (let message = 0; message < 50; message++) {
    const pieces = check(reads, Array(4).fill(200_000));
    for (const buffer of buffersOf(pieces)) buffers.add(buffer);
    reads.releaseConsumed(undefined);
  }
  expect(buffers.size).toBe(5);
});

test("of a large message only some memory is kept", () => {
  const reads = new ReceiveBuffer();
  const first = buffersOf(check(reads, Array(64).fill(200_000)));
  reads.releaseConsumed(undefined);
  const second = buffersOf(check(reads, Array(64).fill(200_000)));
  expect([...second].filter((buffer) => first.has(buffer))).toHaveLength(4);
});

test("what one socket has no more need of is read into by another", () => {
  const [one, other] = [new ReceiveBuffer(), new ReceiveBuffer()];
  const first = buffersOf(check(one, [200_000, 200_000]));
  // The memory is not reused before its message is taken.
  expect(
    [...buffersOf(check(other, Array(16).fill(200_000)))].filter((each) => first.has(each)),
  ).toEqual([]);
  one.releaseConsumed(undefined);
  expect(
    [...buffersOf(check(other, Array(16).fill(200_000)))].filter((each) => first.has(each)),
  ).toHaveLength(1);
});

test("memory that is still referenced is never read into again", () => {
  const reads = new ReceiveBuffer();
  const left = check(reads, [1_000, 1_000]);
  reads.abandon();
  const later = check(reads, [1_000]);
  expect(later[0]?.buffer).not.toBe(left[0]?.buffer);
  // The message that was kept is taken after all.
  reads.releaseConsumed(left[1]);
  const pieces = check(reads, Array(64).fill(200_000));
  expect(buffersOf(pieces)).not.toContain(left[0]?.buffer);
  expect(pieces[0]?.byteOffset).toBe(1_000);
});

test("what has arrived is counted until a message is taken", () => {
  const reads = new ReceiveBuffer();
  check(reads, [100, 200_000]);
  expect(reads.arrivedSize).toBe(200_100);
  reads.abandon();
  check(reads, [1]);
  expect(reads.arrivedSize).toBe(200_101);
  reads.releaseConsumed(undefined);
  expect(reads.arrivedSize).toBe(0);
});

test("memory that was asked for and not read into is given again", () => {
  const reads = new ReceiveBuffer();
  expect(reads.next().buffer).toBe(reads.next().buffer);
  expect(reads.next().length).toBeLessThan(MIB);
});

/** The header of a piece, and of its payload so much that the whole has `size` bytes. */
function pieceOf(size: number, fill: number): Uint8Array {
  const piece = Buffer.alloc(size, fill);
  piece.set([0x02, 126]);
  piece.writeUInt16BE(size - 4, 2);
  return new Uint8Array(piece);
}

function open(): ReceiveBuffer {
  const reads = new ReceiveBuffer();
  reads.skip(Buffer.from("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  return reads;
}

function read(reads: ReceiveBuffer, bytes: Uint8Array): Uint8Array {
  reads.next().set(bytes);
  return reads.commit(bytes.length);
}

test("the part of a frame that has come is handed on with its rest, in one piece", () => {
  const reads = open();
  const piece = pieceOf(1_000, 7);
  expect(read(reads, piece.subarray(0, 3))).toHaveLength(0);
  expect(read(reads, piece.subarray(3, 999))).toHaveLength(0);
  expect(read(reads, Buffer.concat([piece.subarray(999), piece.subarray(0, 1)]))).toEqual(piece);
  expect(read(reads, piece.subarray(1))).toEqual(piece);
});

test("it goes along where memory is full", () => {
  const reads = open();
  const pieces = [1, 2, 3, 4, 5, 6, 7, 8].map((fill) => pieceOf(65_536, fill));
  const stream = Buffer.concat(pieces);
  const handed: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += 50_000) {
    const whole = read(reads, stream.subarray(at, at + 50_000));
    // The library, too, keeps views of the bytes that it receives until the message is complete.
    for (let from = 0; from < whole.length; from += 65_536) {
      handed.push(whole.subarray(from, from + 65_536));
    }
  }
  expect(handed.map((each) => Buffer.compare(each, pieces[(each[4] ?? 0) - 1] ?? each))).toEqual(
    Array(8).fill(0),
  );
  expect(handed.map((each) => each[4])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("abandoned memory receives no later bytes", () => {
  const reads = open();
  const piece = pieceOf(1_000, 7);
  const first = read(reads, Buffer.concat([piece, piece.subarray(0, 500)]));
  reads.abandon();
  const second = read(reads, piece.subarray(500));
  expect(second).toEqual(piece);
  expect(second.buffer).not.toBe(first.buffer);
});
