/** The ends of frames are found however the stream is split into reads. */

import { expect, test } from "vitest";
import { pick, withSeed } from "../../../../test/contract/seeded-random.js";
import { WebSocketFrameScanner } from "./websocket-frame-scanner.js";

const MAX_SIZE = 70_000;
const ANSWER = Buffer.from("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");

function frameOf(size: number, isMasked = false): Uint8Array {
  const lengthSize = size < 126 ? 0 : size < 65_536 ? 2 : 8;
  const headerSize = 2 + lengthSize + (isMasked ? 4 : 0);
  const frame = Buffer.alloc(headerSize + size, 0xaa);
  frame[0] = 0x82;
  frame[1] = (isMasked ? 0x80 : 0) | (lengthSize === 0 ? size : lengthSize === 2 ? 126 : 127);
  if (lengthSize === 2) frame.writeUInt16BE(size, 2);
  if (lengthSize === 8) frame.writeBigUInt64BE(BigInt(size), 2);
  return frame;
}

/** The offset in the stream up to which bytes may be passed on, after each read. */
function handedOn(reads: readonly Uint8Array[]): readonly number[] {
  const frames = new WebSocketFrameScanner(MAX_SIZE);
  let end = 0;
  let handed = 0;
  return reads.map((read) => {
    const whole = frames.advance(read);
    if (whole > 0) handed = end + whole;
    end += read.length;
    return handed;
  });
}

function cut(stream: Uint8Array, sizes: () => number): readonly Uint8Array[] {
  const reads: Uint8Array[] = [];
  for (let at = 0; at < stream.length; ) {
    const end = Math.min(stream.length, at + sizes());
    reads.push(stream.subarray(at, end));
    at = end;
  }
  return reads;
}

test("the answer to the upgrade is handed on as it comes", () => {
  expect(handedOn(cut(ANSWER, () => 20))).toEqual([20, 40, ANSWER.length]);
});

test("answers before that to the upgrade are passed over", () => {
  const hints = Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n");
  const begin = hints.length * 2 + ANSWER.length;
  const frame = frameOf(200);
  const stream = Buffer.concat([hints, hints, ANSWER, frame, frame]);
  for (const size of [1, 7, begin, begin + 1, stream.length]) {
    const handed = handedOn(cut(stream, () => size));
    expect(handed.at(-1)).toBe(stream.length);
    expect(handedOn(cut(stream.subarray(0, -1), () => size)).at(-1)).toBe(begin + frame.length);
  }
});

test.each([0, 125, 126, 65_535, 65_536])(
  "a frame of %i bytes is handed on when it is whole",
  (n) => {
    for (const isMasked of [false, true]) {
      const frame = frameOf(n, isMasked);
      const [first, last] = [frame.subarray(0, -1), frame.subarray(-1)];
      const all = ANSWER.length + frame.length;
      expect(handedOn([ANSWER, first, last])).toEqual([ANSWER.length, ANSWER.length, all]);
    }
  },
);

test("of a frame that is too large all is handed on that has come, and then whole frames again", () => {
  const large = frameOf(MAX_SIZE);
  const small = frameOf(10);
  const stream = Buffer.concat([ANSWER, large, small]);
  const reads = [
    stream.subarray(0, ANSWER.length + 5_000),
    stream.subarray(ANSWER.length + 5_000, -5),
    stream.subarray(-5),
  ];
  const beforeSmall = ANSWER.length + large.length;
  expect(handedOn(reads)).toEqual([ANSWER.length + 5_000, beforeSmall, stream.length]);
});

test("the bytes of a frame above the limit are passed on before it is complete", () => {
  const header = Buffer.from([0x82, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
  expect(handedOn([ANSWER, header])).toEqual([ANSWER.length, ANSWER.length + header.length]);
});

test("however a stream is cut, whole frames are handed on and nothing is left out", () => {
  return withSeed((random) => {
    for (let round = 0; round < 200; round++) {
      const isSmall = round % 2 === 0;
      const sizes = isSmall ? [0, 120] : [120, 65_530];
      const frames = Array.from({ length: 1 + random(8) }, () => {
        return frameOf(pick(random, sizes) + random(12), random(4) === 0);
      });
      const ends = [ANSWER.length];
      for (const frame of frames) ends.push((ends.at(-1) ?? 0) + frame.length);
      const stream = Buffer.concat([ANSWER, ...frames]);
      const most = pick(random, isSmall ? [1, 3, 40] : [30_000, 200_000]);
      const reads = cut(stream, () => 1 + random(most));
      let end = 0;
      const expected = reads.map((read) => {
        end += read.length;
        return end < ANSWER.length ? end : ends.findLast((each) => each <= end);
      });
      expect(handedOn(reads)).toEqual(expected);
    }
  });
});
