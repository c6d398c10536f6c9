/** Replays a trace through a page resolver, with a server that answers at once. */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  cacheSlotCount,
  createPageCache,
  type PageCache,
} from "../../packages/sqlite/src/cache/page-cache.js";
import type { PageFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import type { PageSlab } from "../../packages/sqlite/src/cache/page-slab.js";
import type { PageResolver } from "../../packages/sqlite/src/prefetch/page-resolver.js";
import type { CreatePredictor } from "../../packages/sqlite/src/prefetch/predictor.js";
import { createPageResolver } from "../../packages/sqlite/src/prefetch/resolve-pages.js";
import type { RecordedHints, Trace } from "./recorded-trace.js";

const PAGE: Uint8Array = new Uint8Array(PAGE_SIZE);

/** A slab that remembers the pages given to it in place of a copy: most are one and the same. */
export function createBorrowingSlab(slotCount: number): PageSlab {
  const pages: Uint8Array[] = [];
  const slots = new Map<string, number>();
  return {
    pageSize: PAGE_SIZE,
    slotCount,
    view: (slot) => pages[slot] ?? PAGE,
    fill: (slot, bytes) => {
      pages[slot] = bytes ?? PAGE;
    },
    find: (databaseId, pgno) => slots.get(`${databaseId}:${pgno}`),
    publish: (databaseId, pgno, slot) => {
      slots.set(`${databaseId}:${pgno}`, slot);
    },
    unpublish: (databaseId, pgno) => {
      slots.delete(`${databaseId}:${pgno}`);
      return true;
    },
    isPinned: () => false,
  };
}

function createTraceCache(flags: PageFlags): PageCache {
  return createPageCache(createBorrowingSlab(cacheSlotCount(flags.cacheBytes, PAGE_SIZE)));
}

export interface ReplayOptions {
  readonly flags: PageFlags;
  readonly hints?: RecordedHints | undefined;
  /** The predictor; by default the one that the flags describe. */
  readonly createPredictor?: CreatePredictor;
}

/** A resolver at the start of a trace, with page 1 and what the hints preload. */
export function openTrace(
  trace: Trace,
  { flags, hints, createPredictor }: ReplayOptions,
): PageResolver {
  const resolver = createPageResolver({
    flags,
    createPredictor,
    cache: createTraceCache(flags),
    dbSizePages: Math.max(1, trace.dbPagesAtStart),
    wireVersion: 3,
  });
  resolver.preload([{ pgno: 1, bytes: PAGE }], "first");
  resolver.preload(
    preloadedPages(hints, resolver.dbSizePages).map((pgno) => ({ pgno, bytes: PAGE })),
    "hint",
  );
  return resolver;
}

/** Up to 255 pages beside page 1, in the order of the hints. */
function preloadedPages(hints: RecordedHints | undefined, dbSizePages: number): readonly number[] {
  if (hints === undefined) return [];
  const pgnos = [...hints.pgnos];
  for (const { startPgno, pageCount } of hints.ranges) {
    for (let offset = 0; offset < pageCount; offset++) pgnos.push(startPgno + offset);
  }
  const distinct = [...new Set(pgnos)].filter((pgno) => pgno > 1 && pgno <= dbSizePages);
  return distinct.slice(0, 255);
}

/**
 * Reads and writes all pages of the trace. Every request is answered before the next page, and
 * every write is committed at once, because a trace has page numbers alone.
 */
export function replay(trace: Trace, options: ReplayOptions): PageResolver {
  const resolver = openTrace(trace, options);
  for (const entry of trace.pages) step(resolver, entry);
  return resolver;
}

function step(resolver: PageResolver, entry: number): void {
  const pgno = Math.abs(entry);
  if (entry < 0) {
    resolver.commit([{ pgno, bytes: PAGE }], Math.max(resolver.dbSizePages, pgno));
    return;
  }
  const answered = resolver.resolve(pgno, "prefetch");
  if (answered.kind === "wait" && answered.fetch !== undefined) {
    answer(resolver, answered.fetch.id, answered.fetch.pgnos);
  }
  for (const plan of resolver.takePrefetches()) answer(resolver, plan.id, plan.pgnos);
  const again = resolver.retry(pgno);
  if (again.kind !== "ready") throw new Error(`page ${pgno} did not come`);
}

function answer(resolver: PageResolver, id: number, pgnos: readonly number[]): void {
  resolver.complete(
    id,
    pgnos.map((pgno) => ({ pgno, bytes: PAGE })),
  );
}
