/** `pnpm bench codec [filter]`: every codec, the four messages, both ways, in one process. */

import { heapBytesPerCall } from "../heap-bytes.js";
import { best, measureAll } from "../measure.js";
import { MESSAGES } from "../messages.js";
import { circumstances, writeResult } from "../results.js";
import type { Adapter } from "./adapter.js";
import { loadAdapters } from "./adapters.js";
import { type Cell, cellsOf } from "./cell.js";
import { LIMIT, limitCells, PAGE_LIMIT, pageLimitCell } from "./limits.js";
import { packageVersions } from "./package-versions.js";
import { type CodecReport, codecTable } from "./table.js";

/**
 * Rounds are many and short: this kind of machine has periods of seconds in which everything takes
 * twice as long.
 */
const ROUNDS = 7;

export async function benchCodec(filter: string): Promise<void> {
  const adapters = await loadAdapters(filter);
  const cells = adapters.flatMap((adapter) => cellsOf(adapter, MESSAGES));
  const measured = await measureAll([...cells, ...ownLimits(adapters)], ROUNDS);
  const report: CodecReport = {
    circumstances: circumstances(),
    versions: await packageVersions(adapters.flatMap(({ packages }) => packages)),
    codecs: [
      ...adapters.map(({ name, kind, note }) => ({ name, kind, note })),
      { name: LIMIT, kind: "built in", note: "one copy of the bytes; the objects without reading" },
      { name: PAGE_LIMIT, kind: "built in", note: "a copy of each page to its place" },
    ],
    cells: [...measured].map(([{ run, ...cell }, medians]) => ({
      ...cell,
      nanoseconds: best(medians),
      medians,
      heapBytes: heapBytesPerCall(run),
    })),
  };
  const table = codecTable(report);
  console.log(table);
  // A filtered run must not replace the results of the whole table.
  if (filter !== "") return;
  await writeResult("codec.json", `${JSON.stringify(report, null, 2)}\n`);
  await writeResult("codec.md", table);
}

function ownLimits([ours]: readonly Adapter[]): readonly Cell[] {
  if (ours === undefined) return [];
  const { request, pages, http, events } = ours.codecs(MESSAGES);
  const bytesOf = ({ encode }: typeof request): Uint8Array => encode() as Uint8Array;
  const limits = limitCells({
    request: bytesOf(request),
    pages: bytesOf(pages),
    http: bytesOf(http),
    events: bytesOf(events),
  });
  const fetched = pagesOf(MESSAGES.pages);
  return [...limits, pageLimitCell(Uint8Array.from(bytesOf(pages)), fetched)];
}

function pagesOf({ val }: typeof MESSAGES.pages): readonly Uint8Array[] {
  const { data } = val;
  if (data.tag !== "SqliteGetPagesOk") throw new Error("the message has no pages");
  return data.val.pages.flatMap(({ bytes }) => bytes ?? []);
}
