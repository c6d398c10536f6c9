/**
 * Replaces the stored preload hints.
 */

import type {
  SqlitePersistPreloadHintsRequest,
  SqlitePreloadHints,
} from "@barewire/protocol/envoy-protocol";
import { encodeEmbeddedPreloadHints, type PreloadHints } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { type CompactionContext, mutate } from "../engine/engine-context.js";
import type { DatabaseKeys } from "../format/database-keys.js";
import { requireGeneration } from "../format/fence.js";
import { preloadHintsKey } from "../format/logical-key.js";
import { decodeHeader, type ValueHeader } from "../format/logical-value.js";
import { MAX_PGNO } from "../format/sizes.js";
import { invalidRequest, StorageError } from "../storage-error.js";

const MAX_HINT_PGNOS = 1_024;
const MAX_HINT_RANGES = 128;
/** The most pages of all ranges together: 4 GiB. */
const MAX_HINTED_PAGES = 1_048_576;

/**
 * Only the generation is checked, as an owner that closes may send its hints a moment after. META
 * is locked and not written, so that the hints of an earlier owner do not overwrite those of the
 * next.
 */
export async function persistHints(
  context: CompactionContext,
  keys: DatabaseKeys,
  { generation, hints }: SqlitePersistPreloadHintsRequest,
): Promise<void> {
  const record = encodeEmbeddedPreloadHints(toHintRecord(hints));
  const options = { name: "preload_hints", token: keys.prefix };
  await mutate(context, keys, options, async (transaction, meta) => {
    requireGeneration(meta, generation);
    const old = await findOld(transaction);
    transaction.replace(old, preloadHintsKey(keys), record);
  });
}

/** A record of up to 64 KiB is one row, so a damaged header row leaves no chunk rows behind. */
async function findOld(transaction: DatabaseTransaction): Promise<ValueHeader | undefined> {
  const key = preloadHintsKey(transaction.keys);
  const row = await transaction.kv.get(key.bytes);
  if (row === undefined) return undefined;
  try {
    return decodeHeader(key, row);
  } catch (error) {
    if (error instanceof StorageError && error.issue.kind === "corrupt") return undefined;
    throw error;
  }
}

/** The record of a request; throws `invalid-request`. The protocol has no list of early pages. */
function toHintRecord({ pgnos, ranges }: SqlitePreloadHints): PreloadHints {
  if (pgnos.length > MAX_HINT_PGNOS) {
    throw invalidRequest(`hints.pgnos has ${pgnos.length} items, the limit is ${MAX_HINT_PGNOS}`);
  }
  if (ranges.length > MAX_HINT_RANGES)
    throw invalidRequest(
      `hints.ranges has ${ranges.length} items, the limit is ${MAX_HINT_RANGES}`,
    );
  for (const pgno of pgnos) {
    if (!isPgno(pgno)) throw invalidRequest(`hints.pgnos contains an invalid page number: ${pgno}`);
  }
  let pageCountOfAll = 0;
  for (const { startPgno, pageCount } of ranges) {
    if (!isPgno(startPgno)) {
      throw invalidRequest(`startPgno of a hinted range must be 1 or more, got ${startPgno}`);
    }
    if (!isPgno(pageCount)) {
      throw invalidRequest(`pageCount of a hinted range must be 1 or more, got ${pageCount}`);
    }
    if (startPgno + pageCount - 1 > MAX_PGNO) {
      throw invalidRequest(`a hinted range must end by page ${MAX_PGNO}`);
    }
    pageCountOfAll += pageCount;
  }
  if (pageCountOfAll > MAX_HINTED_PAGES)
    throw invalidRequest(
      `hints.ranges have ${pageCountOfAll} pages, the limit is ${MAX_HINTED_PAGES}`,
    );
  return {
    early: [],
    hot: Array.from(pgnos),
    ranges: ranges.map(({ startPgno, pageCount }) => ({ startPgno, pageCount })),
  };
}

/** Page numbers and page counts are both positive u32 numbers. */
function isPgno(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_PGNO;
}
