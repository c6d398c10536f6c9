/** Which pages an open brings along, with the hints that are stored. */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { DatabaseTransaction } from "../engine/database-transaction.js";
import type { CompactionContext } from "../engine/engine-context.js";
import { readPreloadHints } from "./hint-record.js";
import { choosePreloadPages } from "./preload-choice.js";

/** Page numbers in order of importance, each once, all inside of the database. */
export async function startupPages(
  context: CompactionContext,
  transaction: DatabaseTransaction,
  meta: Meta,
): Promise<readonly number[]> {
  const hints = await readPreloadHints(context, transaction);
  return choosePreloadPages(meta, hints, context.flags);
}
