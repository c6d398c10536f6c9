/** The name of a database in logs. */

import { createHash } from "node:crypto";
import type { DatabaseId } from "./sqlite-store.js";

/** Digits of the hash; two of a million databases share one in fewer than 1 of 500 stores. */
const HASH_LENGTH = 12;

/**
 * A hash of the names of a database, by which a log can name it without telling them.
 * `barewire-storage stat` lists the hashes of all databases of a store.
 */
export function databaseHash({ namespace, actorId }: DatabaseId): string {
  const hash = createHash("sha256").update(`${namespace}\0${actorId}`, "utf8").digest("hex");
  return hash.slice(0, HASH_LENGTH);
}
