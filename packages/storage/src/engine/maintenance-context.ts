/**
 * The context of an engine that only reads or compacts, and owns no database.
 */

import { SYSTEM_CLOCK } from "@barewire/clock";
import type { Kv } from "../kv/kv.js";
import type { CompactionContext } from "./engine-context.js";
import { NOOP_OBSERVER } from "./engine-observer.js";
import { DEFAULT_STORAGE_FLAGS } from "./flags.js";
import { MetaCache } from "./meta-cache.js";
import { PageCache } from "./page-cache.js";
import { PageIndexCache } from "./page-index-cache.js";
import { StageAges } from "./stage-ages.js";
import { DEFAULT_THRESHOLDS } from "./thresholds.js";

/**
 * The cache serves the page indexes of large commits, which are read again for pages that follow
 * each other.
 */
const PAGE_CACHE_SIZE = 8_388_608;

export function maintenanceContext(kv: Kv): CompactionContext {
  // Its timers keep the process alive, as a command must not end while it waits.
  const clock = SYSTEM_CLOCK;
  return {
    kv,
    clock,
    flags: DEFAULT_STORAGE_FLAGS,
    thresholds: DEFAULT_THRESHOLDS,
    observer: NOOP_OBSERVER,
    metas: new MetaCache(),
    // A page is read once, so there is no use in caching where it was.
    pageIndex: new PageIndexCache(0),
    pages: new PageCache(PAGE_CACHE_SIZE),
    stageAges: new StageAges(clock),
  };
}
