/** Damaged frames are decoded once more for the path of the fault, but only within a budget. */

import { TokenBucket } from "@barewire/clock";
import { ManualClock } from "@barewire/clock/testing";
import {
  decodeToRivet,
  encodeToEnvoy,
  encodeToRivet,
  supports,
} from "@barewire/protocol/envoy-protocol";
import { type HandlerEvent, PATH_BUDGET, type PathBudget } from "@barewire/server-handlers";
import { expect, test } from "vitest";
import { LinkedServer } from "./linked-server.js";
import { RawClient } from "./raw-client.js";
import { settle } from "./settle.js";

type Decodes = { count: number; size: number };

/** A server that counts its decodes, the bytes that they were of, and those that find a path. */
function countingServer(pathBudget: PathBudget) {
  const all: Decodes = { count: 0, size: 0 };
  const located: Decodes = { count: 0, size: 0 };
  const server = new LinkedServer({
    pathBudget,
    codec: {
      supports,
      encodeToEnvoy,
      decodeToRivet: (frame, version, options) => {
        const isLocating = options.locateError === undefined;
        for (const decodes of isLocating ? [all, located] : [all]) {
          decodes.count += 1;
          decodes.size += frame.length;
        }
        return decodeToRivet(frame, version, options);
      },
    },
  });
  return { server, all, located };
}

/** Sends each damaged frame on a connection of its own, and returns the events. */
async function sendEach(server: LinkedServer, frames: readonly Uint8Array[]) {
  for (const frame of frames) {
    const client = new RawClient(server.transport);
    client.sendBytes(frame);
    await settle();
    expect(client.closeCode).toBe(4001);
  }
  return server.events.filter(
    (event): event is Extract<HandlerEvent, { readonly kind: "malformed-frame" }> =>
      event.kind === "malformed-frame",
  );
}

/** The request is truncated inside its page numbers. */
function cutFrame(pageCount: number): Uint8Array {
  const pgnos = Array.from({ length: pageCount }, (_, index) => index + 1);
  const data = { actorId: "one", generation: 1n, pgnos };
  const request = { tag: "ToRivetSqliteGetPagesRequest", val: { requestId: 1, data } } as const;
  return encodeToRivet(request, 3, { memory: "own" }).subarray(0, -1);
}

test("a damaged frame is told with its path, its offset and the reason", async () => {
  const { server, all } = countingServer(new TokenBucket(new ManualClock(), PATH_BUDGET));
  const frame = cutFrame(3);
  expect(await sendEach(server, [frame])).toEqual([
    {
      kind: "malformed-frame",
      size: frame.length,
      path: "ToRivet.ToRivetSqliteGetPagesRequest.data.pgnos",
      offset: frame.length - 12,
      reason: "3 items do not fit into the remaining 11 bytes",
    },
  ]);
  expect(all.count).toBe(2);
});

test("a flood of damaged frames is decoded once each, and a few of them twice", async () => {
  const clock = new ManualClock();
  const { server, all, located } = countingServer(new TokenBucket(clock, PATH_BUDGET));
  const frames = Array.from({ length: 2_000 }, () => cutFrame(100));
  const events = await sendEach(server, frames);
  expect(events.length).toBe(frames.length);
  expect(all.count).toBe(frames.length + located.count);
  expect(located.count).toBeLessThan(frames.length / 5);
  expect(located.count).toBeGreaterThan(100);
  // A fault without its path still has its root, offset and reason.
  expect(events.at(-1)).toMatchObject({ path: "ToRivet", offset: expect.any(Number) });
  clock.advance(1_000);
  expect((await sendEach(server, [cutFrame(1)])).at(-1)?.path).toContain("pgnos");
});

test("frames as large as the budget are located once, and then not for seconds", async () => {
  const clock = new ManualClock();
  const { server, located } = countingServer(new TokenBucket(clock, PATH_BUDGET));
  await sendEach(
    server,
    Array.from({ length: 10 }, () => cutFrame(60_000)),
  );
  clock.advance(500);
  await sendEach(
    server,
    Array.from({ length: 100 }, () => cutFrame(60_000)),
  );
  expect(located.size).toBeLessThanOrEqual(2 * PATH_BUDGET.capacity);
});
