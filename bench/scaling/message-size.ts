/** The series over the size of a message: pages of 4,096 bytes, and events. */

import type { Adapter } from "../codec/adapter.js";
import { cellsOf } from "../codec/cell.js";
import { copyOf } from "../codec/limits.js";
import { eventBatch, MESSAGES, type Messages, pageResponse } from "../messages.js";
import type { Point, Series } from "./series.js";

export const pageSeries: Series = {
  name: "pages",
  title: "pages of 4,096 bytes in a response",
  rounds: 3,
  scale: "log",
  points: async (adapters) =>
    [1, 4, 16, 64, 256, 1024].flatMap((count) =>
      pointsOf(adapters, "pages", { ...MESSAGES, pages: pageResponse(count) }, count),
    ),
};

export const eventSeries: Series = {
  name: "events",
  title: "events in a batch",
  rounds: 3,
  scale: "log",
  points: async (adapters) =>
    [1, 10, 100, 1000, 10_000].flatMap((count) =>
      pointsOf(adapters, "events", { ...MESSAGES, events: eventBatch(count) }, count),
    ),
};

function pointsOf(
  adapters: readonly Adapter[],
  message: "pages" | "events",
  messages: Messages,
  count: number,
): readonly Point[] {
  const cells = adapters
    .flatMap((adapter) => cellsOf(adapter, messages))
    .filter((cell) => cell.message === message);
  const size = cells.find(({ codec }) => codec === "barewire")?.encodedSize ?? 0;
  const bytes = new Uint8Array(size).fill(1);
  const limit = { codec: "one copy of the bytes", direction: "encode" as const };
  return [
    ...cells.map(({ codec, direction, run }) => ({ codec, direction, count, run })),
    { ...limit, count, run: () => copyOf(bytes) },
  ];
}
