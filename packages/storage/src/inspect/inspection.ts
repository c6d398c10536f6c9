/** What an inspection of a database says. */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import type { CorruptPart } from "../storage-error.js";

export type Finding = {
  readonly part: CorruptPart | "unknown-row";
  /** A constant text. */
  readonly reason: string;
  /** Page, shard or commit, where it has a number. */
  readonly number?: bigint;
};

export type Inspection = {
  /** Absent where there is no database, or its record cannot be read. */
  readonly meta: Meta | undefined;
  /** The exact sum that META should have. */
  readonly usedSize: bigint;
  /** Bytes of keys and values of all rows, whatever they count towards. */
  readonly physicalSize: bigint;
  readonly rowCount: number;
  /** Commits that have a blob, committed ones alone. */
  readonly deltaCount: number;
  /** Of these, those that no page is looked for in; compaction removes them. */
  readonly unusedDeltaCount: number;
  readonly pageIndexCount: number;
  readonly shardCount: number;
  readonly stageCount: number;
  /** Everything that must not be. Empty for a sound database. */
  readonly findings: readonly Finding[];
};
