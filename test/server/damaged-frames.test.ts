/**
 * Frames that are not messages, or lie about what is in them.
 */

import { encodeToRivet, type ToRivet } from "@barewire/protocol/envoy-protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LATER, subprotocolOf } from "../contract/envoy-versions.js";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";
import { pageOf } from "./marked-pages.js";
import { RawSocket, readOf } from "./raw-socket.js";
import { httpGet, Leftovers, type ServerProcess } from "./server-process.js";

const PROTOCOL_ERROR = 4001;
const MIB = 1_048_576;

const leftovers = new Leftovers();
let server: ServerProcess;
let url: string;

beforeAll(async () => {
  ({ server, url } = await leftovers.serve(["--max-frame-size", "4MiB"]));
}, 60_000);

afterAll(() => leftovers.remove());

const PLACE = { actorId: "one", generation: 1n };

const MESSAGES: readonly ToRivet[] = [
  readOf("one", 1n, [1, 2, 3])(7),
  {
    tag: "ToRivetSqliteCommitRequest",
    val: {
      requestId: 8,
      data: {
        ...PLACE,
        expectedHeadTxid: 0n,
        dirtyPages: [{ pgno: 1, bytes: pageOf({ owner: 1, sequence: 1 }) }],
        newDbSizePages: 1,
      },
    },
  },
  {
    tag: "ToRivetSqliteCommitStageRequest",
    val: {
      requestId: 9,
      data: { ...PLACE, txid: 2n, chunkIdx: 0, bytes: new Uint8Array(300), isLast: true },
    },
  },
  {
    tag: "ToRivetKvRequest",
    val: {
      actorId: "one",
      requestId: 10,
      data: {
        tag: "KvPutRequest",
        val: { keys: [new Uint8Array(9)], values: [new Uint8Array(9)] },
      },
    },
  },
  { tag: "ToRivetStopping", val: null },
  { tag: "ToRivetPong", val: { ts: 1n } },
];

const FRAMES = MESSAGES.map((message) => encodeToRivet(message, 3, { memory: "own" }));

/** The outcome for a connection that sends `frames`: it is closed as a breach, or continues. */
async function check(frames: readonly Uint8Array[]): Promise<"closed" | "goes on"> {
  const raw = await new RawSocket(url).started();
  for (const frame of frames) raw.sendBytes(frame);
  // The request comes after the frames, so all of them have been handled when it is answered.
  const answer = await raw.ask(readOf("one", raw.generation));
  const end = raw.closeCode;
  await raw.close();
  if (end === null) {
    expect(answer?.tag).toMatch(/^Sqlite/);
    return "goes on";
  }
  expect(end).toBe(PROTOCOL_ERROR);
  return "closed";
}

function damaged(random: Random): Uint8Array {
  const frame = Uint8Array.from(pick(random, FRAMES));
  switch (random(4)) {
    case 0:
      return frame.subarray(0, random(frame.length));
    case 1:
      return Uint8Array.from({ length: random(2_000) }, () => random(256));
    case 2: {
      const place = random(frame.length);
      frame[place] = (frame[place] ?? 0) ^ (1 << random(8));
      return frame;
    }
    default:
      return Uint8Array.from([...frame, ...frame.subarray(0, 1 + random(20))]);
  }
}

test("truncated, damaged and random frames end the connection, or are messages", async () => {
  const roundCount = countFrom("BAREWIRE_TEST_DAMAGED_FRAMES", 100);
  const outcomes = { closed: 0, "goes on": 0 };
  await withSeed(async (random) => {
    for (let round = 0; round < roundCount; round++) {
      outcomes[await check(Array.from({ length: 1 + random(3) }, () => damaged(random)))] += 1;
    }
  });
  // The test would prove nothing if the damage were always, or never, noticed.
  expect(outcomes.closed).toBeGreaterThan(roundCount / 4);
  expect(outcomes["goes on"]).toBeGreaterThan(0);
});

test("frames that begin with a version, as payloads that are stored do, are no messages", async () => {
  for (const version of [0, 1, 2, 3, 4, 255, 65_535]) {
    const [frame = new Uint8Array()] = FRAMES;
    const prefixed = Uint8Array.from([version & 255, version >> 8, ...frame]);
    // The frame is like one of version 4: a pong with 8 bytes and another field.
    expect(await check([prefixed]), `version ${version}`).toBe("closed");
  }
});

test("an unsupported version is refused with the supported range, or is not a subprotocol", async () => {
  for (const [offered, code] of [
    [[subprotocolOf(LATER[0]), "envoy-protocol.refused"], 1000],
    [["envoy-protocol.v65535", "envoy-protocol.refused"], 1000],
    [["envoy-protocol.v0", "envoy-protocol.refused"], 1000],
    [["envoy-protocol.v03"], 400],
    [["envoy-protocol.v3x"], 400],
    [["envoy-protocol.v-1"], 400],
    [["envoy-protocol."], 400],
  ] as const) {
    expect(await new RawSocket(url, { subprotocols: offered }).closed, offered[0]).toBe(code);
  }
});

/** Encodes a length as BARE does: seven bits a byte, the lowest first. */
function lengthBytes(length: bigint): readonly number[] {
  const bytes: number[] = [];
  let rest = length;
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const GIANT_LENGTHS = [2n ** 16n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

test("lengths beyond what a frame holds are refused before anything is allocated", async () => {
  const empty = encodeToRivet(readOf("one", 1n, [])(1), 3, { memory: "own" });
  const stage: ToRivet = {
    tag: "ToRivetSqliteCommitStageRequest",
    val: {
      requestId: 1,
      data: { ...PLACE, txid: 1n, chunkIdx: 0, bytes: new Uint8Array(0), isLast: true },
    },
  };
  const chunk = encodeToRivet(stage, 3, { memory: "own" });
  const before = server.rss();
  for (const length of GIANT_LENGTHS) {
    const bytes = lengthBytes(length);
    // The message ends with the list; the chunk has one more field after it.
    const list = Uint8Array.from([...empty.subarray(0, -1), ...bytes, 1, 0, 0, 0]);
    const data = Uint8Array.from([...chunk.subarray(0, -2), ...bytes, 1]);
    // The text is the name of the actor.
    const text = Uint8Array.from([...empty.subarray(0, 5), ...bytes, 97]);
    for (const frame of [list, data, text]) expect(await check([frame])).toBe("closed");
  }
  expect(server.rss() - before).toBeLessThan(100 * MIB);
});

test("a list of more items than any request needs is refused as a whole", async () => {
  const pgnos = (count: number): number[] => Array.from({ length: count }, () => 1);
  const raw = await new RawSocket(url).started();
  const answer = await raw.ask(readOf("one", raw.generation, pgnos(65_536)));
  expect(answer?.tag).toBe("SqliteErrorResponse");
  raw.send(readOf("one", raw.generation, pgnos(65_537))(1));
  expect(await raw.closed).toBe(PROTOCOL_ERROR);
});

test("a frame that is larger than allowed is refused by its header alone", async () => {
  const raw = await new RawSocket(url).started();
  raw.sendBytes(new Uint8Array(4 * MIB + 1));
  expect(await raw.closed).toBe(1009);
});

test("after all of it the server is well", async () => {
  const raw = await new RawSocket(url).started();
  expect((await raw.ask(readOf("one", raw.generation)))?.tag).toBe("SqliteGetPagesOk");
  await raw.close();
  expect((await httpGet(url, "/healthz")).status).toBe(200);
  // Nothing was logged as an error: what a client sends is not a failure of the server.
  expect(server.stdout).not.toMatch(/"level":(?:50|60)/);
  expect(server.stderr).not.toMatch(/Error|\n {4}at /);
});
