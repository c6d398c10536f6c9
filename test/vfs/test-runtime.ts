/**
 * The environments that tests open databases in: with a worker, or, if BAREWIRE_SQLITE_BINDING
 * says `suspended`, in the test itself.
 */

import type { Clock, Random } from "@barewire/clock";
import {
  type BindingKind,
  createSharedRuntime,
  currentPlatform,
  DEFAULT_PAGE_FLAGS,
  type PageFlags,
  type Platform,
  type SharedRuntime,
} from "@barewire/sqlite";
import { bundleWorker } from "./worker-bundle.js";

const BINDING: BindingKind =
  process.env["BAREWIRE_SQLITE_BINDING"] === "suspended" ? "suspended" : "worker";

let bundle: Promise<URL> | null = null;

/** An environment with a cache of its own, and the clock of the platform by default. */
export async function testRuntime(
  flags: Partial<PageFlags> = {},
  clock?: Clock,
  random?: Random,
  platform: Partial<Platform> = {},
): Promise<SharedRuntime> {
  bundle ??= bundleWorker();
  return createSharedRuntime({
    ...(clock === undefined ? {} : { clock }),
    ...(random === undefined ? {} : { random }),
    flags: { ...DEFAULT_PAGE_FLAGS, ...flags },
    binding: BINDING,
    platform: { ...currentPlatform({ workerUrl: await bundle }), ...platform },
  });
}

/**
 * The cache has so few pages that nearly every read is a miss, and that transactions spill into a
 * journal.
 */
export const TINY: Partial<PageFlags> = { cacheBytes: 256 * 1024, pagerCacheKib: 48 };
