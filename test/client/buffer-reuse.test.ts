/**
 * Tests frames that are joined in reused memory: whatever the reads are that they come in, each is
 * right when it is delivered, and one that is kept stays unchanged. The sockets are real, and the
 * server cuts its bytes at random.
 */

import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { connectLibrarySocket } from "../../packages/client/src/transport/library-socket.js";
import {
  countFrom,
  pick,
  type Random,
  randomNumbers,
  withSeed,
} from "../contract/seeded-random.js";
import {
  headerOf,
  OPCODES,
  pieceOf,
  type RawServer,
  serveRaw,
  writeAll,
} from "./raw-web-socket.js";

const MAX_FRAME_SIZE = 16 * 1024 * 1024;
/** The approximate size of all messages of a stream together. */
const MAX_STREAM_SIZE = 6 * 1024 * 1024;

const SMALL = [0, 1, 2, 125, 126, 1_000, 4_136];
const LARGE = [65_531, 65_532, 65_533, 65_535, 65_536, 131_072, 262_134, 262_144, 1_048_576];
const PIECES = [1, 100, 4_096, 65_532, 65_536, 300_000];
const WRITES = [1, 3, 14, 700, 1_448, 65_536, 65_537, 262_144, 1_000_000, 100_000_000];

const running: RawServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** Connects to a server that sends in this way, and passes its frames to `receive`. */
async function connect(
  talk: Parameters<typeof serveRaw>[0],
  receive: (frame: Uint8Array) => "release" | undefined,
  host = "127.0.0.1",
): Promise<WebSocket> {
  const server = await serveRaw(talk);
  running.push(server);
  const target = new URL(`ws://${host}:${server.port}/`);
  const limits = { maxFrameSize: MAX_FRAME_SIZE };
  return (await connectLibrarySocket(target, [], limits, receive)).socket;
}

function closeOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.addEventListener("close", (event) => resolve(event.code));
  });
}

type Stream = {
  readonly bytes: Buffer;
  readonly sizes: readonly number[];
  /** The offset in the bytes at which each message ends. */
  readonly ends: readonly number[];
};

type Outcome = {
  readonly wrong: readonly string[];
  readonly code: number;
  /** The library's code for the error. */
  readonly error: unknown;
};

const WELL: Outcome = { wrong: [], code: 1000, error: null };
const BROKEN_OFF: Outcome = { wrong: [], code: 1006, error: null };

type Receiver = {
  readonly sizes: readonly number[];
  /** The number of messages that have to arrive. */
  readonly count?: number;
  /** Decides about the next frame, after it was compared. */
  readonly use: () => "release" | undefined;
  readonly afterFrame?: (socket: Pausable) => void;
};

type Pausable = { pause(): void; resume(): void };

/** Connects, takes all frames, and reports which were wrong, and how. */
async function check(
  talk: (socket: Socket, upgrade: Buffer) => Promise<void>,
  { sizes, count = sizes.length, use, afterFrame }: Receiver,
): Promise<Outcome> {
  const wrong: string[] = [];
  const kept: (() => void)[] = [];
  let index = 0;
  let error: unknown = null;
  const socket = await connect(talk, (frame) => {
    const at = index++;
    const compare = (when: string): void => {
      if (!contentOf(at, sizes[at] ?? 0).equals(frame)) wrong.push(`${at} ${when}`);
    };
    compare("when it is handed over");
    const isDone = use();
    if (isDone === undefined) kept.push(() => compare("at the end"));
    // The library's own methods are called.
    afterFrame?.(socket as object as Pausable);
    return isDone;
  });
  socket.addEventListener("error", (event) => {
    const reason: unknown = Reflect.get(event, "error");
    error = reason instanceof Error ? Reflect.get(reason, "code") : reason;
  });
  const code = await closeOf(socket);
  for (const compare of kept) compare();
  if (index !== count) wrong.push(`${index} of ${count} arrived`);
  return { wrong, code, error };
}

/** The content is different at every offset of every message. */
function contentOf(index: number, size: number): Buffer {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let at = 0; at < words.length; at++) {
    words[at] = Math.imul(at + 1, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b);
  }
  return Buffer.from(words.buffer, 0, size);
}

function randomStream(random: Random): Stream {
  const parts: Buffer[] = [];
  const sizes: number[] = [];
  const ends: number[] = [];
  let size = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    size += part.length;
  };
  const largeShare = pick(random, [0, 1, 5, 10]);
  const count = 1 + random(80);
  while (sizes.length < count && size < MAX_STREAM_SIZE) {
    const isLarge = random(10) < largeShare;
    const messageSize = pick(random, isLarge ? LARGE : SMALL) + pick(random, [0, 0, 1, 77]);
    for (const piece of piecesOf(random, contentOf(sizes.length, messageSize))) add(piece);
    sizes.push(messageSize);
    ends.push(size);
  }
  return { bytes: Buffer.concat(parts), sizes, ends };
}

/** The fragments of one message, with empty ones and control frames among them. */
function* piecesOf(random: Random, content: Buffer): Generator<Buffer> {
  // There are at most some hundred fragments.
  const pieceSize = Math.max(pick(random, PIECES), Math.ceil(content.length / 200));
  const hasControls = random(3) === 0;
  let opcode: number = OPCODES.binary;
  let start = 0;
  while (content.length - start > pieceSize || random(4) === 0) {
    const size = random(10) === 0 ? 0 : pieceSize;
    yield pieceOf(opcode, content.subarray(start, start + size), "more");
    opcode = OPCODES.next;
    start = Math.min(start + size, content.length);
    if (hasControls && random(2) === 0) yield pieceOf(OPCODES.pong, Buffer.alloc(random(126)));
  }
  // The library gives up at 60 pings that it could not answer yet: one for a message is less.
  if (hasControls && content.length > 65_536) yield pieceOf(OPCODES.ping, Buffer.alloc(125, 0xee));
  yield pieceOf(opcode, content.subarray(start));
}

/** Writes the bytes in random cuts; sometimes waits for the client to have read some of them. */
async function writeCut(socket: Socket, bytes: Buffer, random: Random): Promise<void> {
  const usual = pick(random, WRITES);
  // There are at most some thousand writes.
  const least = Math.ceil(bytes.length / 3_000);
  for (let start = 0; start < bytes.length; ) {
    const wanted = random(3) === 0 ? pick(random, WRITES) : usual;
    const end = start + Math.max(least, wanted);
    await writeAll(socket, [bytes.subarray(start, end)]);
    if (random(4) === 0) await turn();
    start = end;
  }
}

/** Keeps some frames, and pauses the socket now and then, in all the possible ways. */
function randomReceiver(random: Random, sizes: readonly number[]): Receiver {
  const doneShare = pick(random, [0, 5, 9, 10]);
  const pauseShare = pick(random, [0, 0, 1, 5]);
  let pauseCount = 0;
  return {
    sizes,
    use: () => (random(10) < doneShare ? "release" : undefined),
    afterFrame: (socket) => {
      if (random(10) >= pauseShare) return;
      pauseCount += 1;
      socket.pause();
      // Node then continues to read, and the data waits in the socket.
      const stream: unknown = Reflect.get(socket, "_socket");
      const isReading = random(2) === 0;
      setImmediate(() => {
        if (isReading && stream !== null) (stream as Socket).read(0);
        setTimeout(() => {
          pauseCount -= 1;
          if (pauseCount === 0) socket.resume();
        }, random(3));
      });
    },
  };
}

const CLOSE = pieceOf(OPCODES.close, Buffer.from([0x03, 0xe8]));

/** Several sockets run at a time, as they share memory. */
const SOCKET_COUNT = 3;
const STREAM_COUNT = countFrom("BAREWIRE_TEST_STREAMS", 45);
/** The time is for a run on a busy machine. */
const TIMEOUT_MS = 60_000 + 2_000 * STREAM_COUNT;

/** Runs `run` for several sockets at a time, each with random numbers of its own. */
async function checkStreams(run: (random: Random) => Promise<void>): Promise<void> {
  for (let count = 0; count < STREAM_COUNT; count += SOCKET_COUNT) {
    await withSeed(async (random) => {
      const seeds = Array.from({ length: SOCKET_COUNT }, () => random(2 ** 32));
      await Promise.all(seeds.map((seed) => run(randomNumbers(seed))));
    });
    await Promise.all(running.splice(0).map((server) => server.stop()));
  }
}

test(
  "whatever the reads and the pauses are, no frame is changed",
  () =>
    checkStreams(async (random) => {
      const { bytes, sizes } = randomStream(random);
      const gluedSize = pick(random, [0, 1, 100, 70_000, 10_000_000]);
      const talk = async (socket: Socket, upgrade: Buffer): Promise<void> => {
        const glued = bytes.subarray(0, gluedSize);
        await writeAll(socket, [Buffer.concat([upgrade, glued])]);
        await writeCut(socket, Buffer.concat([bytes.subarray(gluedSize), CLOSE]), random);
      };
      expect(await check(talk, randomReceiver(random, sizes))).toEqual(WELL);
    }),
  TIMEOUT_MS,
);

test(
  "a stream that breaks off has delivered what was whole",
  () =>
    checkStreams(async (random) => {
      const { bytes, sizes, ends } = randomStream(random);
      const cut = random(bytes.length + 1);
      const talk = async (socket: Socket, upgrade: Buffer): Promise<void> => {
        await writeCut(socket, Buffer.concat([upgrade, bytes.subarray(0, cut)]), random);
        socket.end();
      };
      const count = ends.filter((end) => end <= cut).length;
      const { use } = randomReceiver(random, sizes);
      expect(await check(talk, { sizes, count, use })).toEqual(BROKEN_OFF);
    }),
  TIMEOUT_MS,
);

test("a frame may be larger than all memory that is read into", async () => {
  const sizes = [9_000_000, 10, 9_000_000, 70_000, 9_000_000];
  const bytes = sizes.map((size, index) => pieceOf(OPCODES.binary, contentOf(index, size)));
  const talk = (socket: Socket, upgrade: Buffer): Promise<void> =>
    writeAll(socket, [upgrade, ...bytes, CLOSE]);
  let count = 0;
  const use = (): "release" | undefined => (++count === 3 ? undefined : "release");
  expect(await check(talk, { sizes, use })).toEqual(WELL);
});

test("frames that are done share memory", async () => {
  const sizes = Array(50).fill(100_000);
  const bytes = sizes.map((size, index) => pieceOf(OPCODES.binary, contentOf(index, size)));
  const buffers = new Set<unknown>();
  const talk = (socket: Socket, upgrade: Buffer): Promise<void> =>
    writeAll(socket, [upgrade, ...bytes, CLOSE]);
  const socket = await connect(talk, ({ buffer }) => {
    buffers.add(buffer);
    return "release";
  });
  await closeOf(socket);
  // The collector may free them now and then.
  expect(buffers.size).toBeLessThan(10);
});

/** The generator has more than are ever read. */
function* endless(piece: Buffer): Generator<Buffer> {
  for (let count = 0; count < 100_000; count++) yield piece;
}

const PONGS = Buffer.concat(
  Array.from({ length: 500 }, () => pieceOf(OPCODES.pong, Buffer.alloc(125))),
);
const TINY = Buffer.concat(
  Array.from({ length: 500 }, () => pieceOf(OPCODES.next, Buffer.of(1), "more")),
);

test.each([
  ["pongs and no message", () => endless(PONGS), null],
  ["a message of too many pieces", () => endless(TINY), "WS_ERR_TOO_MANY_BUFFERED_PARTS"],
  ["a message that is too large", () => [TOO_LARGE], "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"],
  ["pieces too large together", tooLarge, "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"],
])("a server that sends %s is cut off", async (_what, pieces, error) => {
  const begin = pieceOf(OPCODES.binary, Buffer.of(1), "more");
  const talk = (socket: Socket, upgrade: Buffer): Promise<void> =>
    writeAll(socket, [upgrade, begin, ...pieces()]);
  const outcome = await check(talk, { sizes: [], use: () => "release" });
  // The server does not answer the close.
  expect(outcome).toEqual({ ...BROKEN_OFF, error });
});

const TOO_LARGE = headerOf(OPCODES.next, MAX_FRAME_SIZE);

function* tooLarge(): Generator<Buffer> {
  const piece = Buffer.alloc(1_048_576);
  for (let size = 0; size < MAX_FRAME_SIZE; size += piece.length) {
    yield pieceOf(OPCODES.next, piece, "more");
  }
}

test("a host of several addresses is tried with memory of its own", async () => {
  const bytes = pieceOf(OPCODES.binary, contentOf(0, 300_000));
  const talk = (socket: Socket, upgrade: Buffer): Promise<void> =>
    writeAll(socket, [upgrade, bytes, CLOSE]);
  const frames: Uint8Array[] = [];
  const receive = (frame: Uint8Array): undefined => void frames.push(frame);
  const socket = await connect(talk, receive, "localhost");
  await closeOf(socket);
  expect(frames.map((frame) => contentOf(0, 300_000).equals(frame))).toEqual([true]);
});
