/**
 * The result of an inspection of a database.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { CorruptPart } from "../storage-error.js";

export type Finding = {
  readonly part: CorruptPart | "unknown-row";
  /** A constant text that says what is wrong. */
  readonly reason: string;
  /** The number of the page, shard or commit, if there is one. */
  readonly number?: bigint;
};

export type Inspection = {
  /** The META record; absent if there is no database, or if the record cannot be read. */
  readonly meta: Meta | undefined;
  /** The exact sum that META should have. */
  readonly usedSize: bigint;
  /**
   * The bytes of keys and values of all rows, including those that do not count towards the quota.
   */
  readonly physicalSize: bigint;
  readonly rowCount: number;
  /** The number of committed commits that have a blob. */
  readonly deltaCount: number;
  /** The number of commits that no row of the page index refers to; compaction removes them. */
  readonly unusedDeltaCount: number;
  readonly pageIndexCount: number;
  readonly shardCount: number;
  readonly stageCount: number;
  /** Every violation that was found; empty for a sound database. */
  readonly findings: readonly Finding[];
};
