/** The counters of commits of one database file, by the way in which SQLite wrote them. */

/** Counters of the file since it was opened. */
export interface CommitCounters {
  /** Commits by COMMIT_ATOMIC. */
  atomic: number;
  /** Commits by `sync`, of transactions that used a journal. */
  journal: number;
  /** Transactions of which pages were written before they ended. */
  spills: number;
  failed: number;
  pages: number;
}

export function createCommitCounters(): CommitCounters {
  return { atomic: 0, journal: 0, spills: 0, failed: 0, pages: 0 };
}
