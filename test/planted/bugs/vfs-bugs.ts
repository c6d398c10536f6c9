/** Bugs in the client's SQLite: its session, its cache, its file. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/sqlite/src";

const PLAN_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/prefetch/rest-predictor.ts`,
    find: "if (!isMostlyWanted || dbSizePages > this.#maxPages) return",
    replace: "if (!isMostlyWanted) return",
    why: "a few misses in a large database fetch pages that are not wanted",
    finder: "test/queries/random-rows.test.ts",
  },
  {
    file: `${SRC}/prefetch/plan-predictor.ts`,
    find: "this.#isGoingOn = this.#other.isInScan?.(pgno) ?? false;",
    replace: "this.#isGoingOn = false;",
    why: "a table that is read window by window is waited for once in each window",
    finder: "test/queries/cold-scans.test.ts",
  },
  {
    file: `${SRC}/sqlite/sqlite-memory.ts`,
    find: "if (at !== 0) return at;",
    replace: "if (at >= 0) return at;",
    why: "where SQLite has no memory left, names are written over what is at the address 0",
    finder: "test/vfs/full-memory.test.ts",
  },
  {
    file: `${SRC}/prefetch/plan-walk.ts`,
    find: "if (end.length === 0) return false;",
    replace: "if (end.length >= 0) return false;",
    why: "a short range fetches the rest of the table",
    finder: "test/queries/cold-queries.test.ts",
  },
  {
    file: `${SRC}/prefetch/plan-predictor.ts`,
    find: "maxGuesses: Math.max(0, guesses - state.openGuesses.size),",
    replace: "maxGuesses: guesses,",
    why: "each miss fetches pages that may not be needed, however many were not used before",
    finder: "test/queries/cold-queries.test.ts",
  },
  {
    file: `${SRC}/sqlite/explain.ts`,
    find: "module._sqlite3_stmt_readonly(handle) !== 0 &&",
    replace: "handle !== 0 &&",
    why: "a statement that writes sets changes() to 0 before it runs",
    finder: "test/vfs/statement-plans.test.ts",
  },
];

const SESSION_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/sqlite/crash-recovery.ts`,
    find: "this.#noteLost(engine, input, error);",
    replace: "engine.takeLostTransaction();",
    why: "what follows a statement that rolled its transaction back is stored alone",
    finder: "test/vfs/auto-rollback.test.ts",
  },
  {
    file: `${SRC}/worker/store-failure.ts`,
    find: "const isKnown = failure !== null && isSame(failure.issue, issue.cause);",
    replace: "const isKnown = failure !== null && issue.code < 0;",
    why: "a statement without a server says neither which server that is nor what the system says",
    finder: "test/failures/statements.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: "if (this.#delivery.isSupersededBy(startup)) this.#fence();",
    replace:
      "if (this.#delivery.isSupersededBy(startup)) this.#known.headTxid = startup.meta.headTxid;",
    why: "a session that returns after another owner wrote goes on, over what that one wrote",
    finder: "test/vfs/other-owner.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: "if (headTxid === ",
    replace: "if (headTxid >= ",
    why: "a newer head does not fence: pages of two owners are mixed in one database",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: "if (headTxid === ",
    replace: "if (headTxid <= ",
    why: "an old answer is taken as current: rows that were committed are gone again",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: "headTxid >= sentAt && ",
    replace: "",
    why: "a server that has lost commits is asked again and again instead of being left",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: 'if (event.error.issue.kind === "evicted") this.#fence();',
    replace: "",
    why: "a database that another owner has taken still shows what is in its cache",
    finder: "test/vfs/end-to-end.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: "for (const listener of this.#fenceListeners) listener();",
    replace: "",
    why: "the fence reaches neither cache nor worker: a database of another owner is still read",
    finder: "test/vfs/end-to-end.test.ts",
  },
  {
    file: `${SRC}/session/envoy-session.ts`,
    find: "if (!isDisconnect(error)",
    replace: "if (isDisconnect(error)",
    why: "a query fails whenever the link is lost while it reads",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/check-response.ts`,
    find: 'throw invalidResponse("a page inside the database is missing");',
    replace: "return;",
    why: "a page that is absent inside the database reads as zeros, and a loss is hidden",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/check-response.ts`,
    find: "if (page.pgno !== pgnos[index])",
    replace: "if (page.pgno < 1)",
    why: "a server that sends other pages than those that were asked for is asked again and again",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/check-response.ts`,
    find: "if (page.pgno !== startPgno + index)",
    replace: "if (page.pgno < startPgno)",
    why: "a server that sends ranges with holes is asked again and again, and a query takes for ever",
    finder: "test/vfs/invalid-responses.test.ts",
  },
  {
    file: `${SRC}/session/check-response.ts`,
    find: "bytes.length !== pageSize",
    replace: "bytes.length > pageSize",
    why: "a server that cuts pages off is asked again and again before it is given up",
    finder: "test/vfs/invalid-responses.test.ts",
  },
];

const CACHE_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/worker/page-table-reader.ts`,
    find: "const isStillPage = isPage(slot, pgno);",
    replace: "const isStillPage = true;",
    why: "a worker reads the page of another database that has just come into the same slot",
    finder: "packages/sqlite/src/worker/slab-interleavings.test.ts",
  },
  {
    file: `${SRC}/worker/page-table-reader.ts`,
    find: " &&\n    Atomics.load(cells, ownerAt + slot) === databaseId;",
    replace: ";",
    why: "a page with the same number of another database is read",
    finder: "packages/sqlite/src/worker/shared-slab.test.ts",
  },
  {
    file: `${SRC}/worker/shared-slab.ts`,
    find: "return !isPinned(slot);",
    replace: "return true;",
    why: "a slot is filled anew while a worker copies the page in it: half of each is read",
    finder: "packages/sqlite/src/worker/shared-slab.test.ts",
  },
  {
    file: `${SRC}/worker/shared-slab.ts`,
    find: "Atomics.store(cells, pgnoAt + slot, 0);",
    replace: "",
    why: "a page that was unpublished is still found by a worker that is walking the chain",
    finder: "packages/sqlite/src/worker/slab-interleavings.test.ts",
  },
  {
    file: `${SRC}/session/page-fetcher.ts`,
    find: "session.onFenced(() => this.resolver.fence());",
    replace: "session.onFenced(() => undefined);",
    why: "a fence does not end the host's cache: the lost database keeps memory from the others",
    finder: "test/vfs/fenced-cache.test.ts",
  },
  {
    file: `${SRC}/session/page-fetcher.ts`,
    find: "await this.#session.commit(pages, dbSizePages);\n    this.resolver.commit(pages, dbSizePages);",
    replace: "await this.#session.commit(pages, dbSizePages);",
    why: "after a commit, the cache still has the pages from before it",
    finder: "test/vfs/cache-after-commit.test.ts",
  },
  {
    file: `${SRC}/prefetch/resolve-pages.ts`,
    find: "const isInside = pgno >= 1 && pgno <= this.dbSizePages;",
    replace: "const isInside = true;",
    why: "a prediction past the end: the server is asked for pages that cannot exist",
    finder: "packages/sqlite/src/prefetch/page-resolver.test.ts",
  },
  {
    file: `${SRC}/prefetch/scan-tracker.ts`,
    find: "const isLast = end <= limit + lookahead / 4;",
    replace: "const isLast = false;",
    why: "a scan does not notice the end of the file, and waits for each of its last pages",
    finder: "packages/sqlite/src/prefetch/page-resolver.test.ts",
  },
  {
    file: `${SRC}/prefetch/guesses.ts`,
    find: "this.#credit -= pageCount;",
    replace: "",
    why: "guesses cost nothing, so that random reads fetch pages that nothing uses",
    finder: "packages/sqlite/src/prefetch/guesses.test.ts",
  },
  {
    file: `${SRC}/cache/fetch-budget.ts`,
    find: "this.#addWasted(this.openPages);",
    replace: "",
    why: "what a scan has fetched in vain is not counted while it stays in the cache",
    finder: "packages/sqlite/src/cache/fetch-budget.test.ts",
  },
  {
    file: `${SRC}/prefetch/resolve-pages.ts`,
    find: "      this.#share.removeBeyond(dbSizePages);\n",
    replace: "",
    why: "pages that were cut off are in the cache when the database grows again",
    finder: "packages/sqlite/src/prefetch/page-resolver.test.ts",
  },
  {
    file: `${SRC}/prefetch/resolve-pages.ts`,
    find: '      this.#inFlight.invalidate(pgno);\n      this.#predictor.observe({ kind: "changed", pgno });',
    replace: '      this.#predictor.observe({ kind: "changed", pgno });',
    why: "a page that was on its way before a commit is kept over what was committed",
    finder: "packages/sqlite/src/prefetch/page-resolver.test.ts",
  },
  {
    file: `${SRC}/prefetch/in-flight.ts`,
    find: "invalidateAll: () => fetchIds.clear(),",
    replace: "invalidateAll: () => undefined,",
    why: "pages that were on their way before the file was cut are kept after it",
    finder: "packages/sqlite/src/prefetch/page-resolver.test.ts",
  },
  {
    file: `${SRC}/cache/page-cache.ts`,
    find: "if (this.slab.isPinned(slot)) continue;",
    replace: "",
    why: "a slot that a worker still has pinned gets another page",
    finder: "packages/sqlite/src/cache/page-cache.test.ts",
  },
];

const FILE_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/worker/worker-page-store.ts`,
    find: "return Atomics.load(cells, FENCED) !== 0;",
    replace: "return false;",
    why: "a database that another owner has taken is still read and written from its cache",
    finder: "test/vfs/end-to-end.test.ts",
  },
  {
    file: `${SRC}/sqlite/write-commit.ts`,
    find: "installAll(store, pages, dbSizePages)",
    replace: "undefined",
    why: "after a large transaction, the cache still has the pages from before it",
    finder: "test/vfs/cache-after-commit.test.ts",
  },
  {
    file: `${SRC}/sqlite/main-file.ts`,
    find: "      this.#emptyPage = null;\n",
    replace: "",
    why: "a new database looks empty to itself after its first commit",
    finder: "test/vfs/basic-sql.test.ts",
  },
  {
    file: `${SRC}/cache/dirty-pages.ts`,
    find: "this.#dbSizePages = this.#committedPages;",
    replace: "",
    why: "after a rollback, the file keeps the size that the transaction has given it",
    finder: "packages/sqlite/src/cache/dirty-pages.test.ts",
  },
  {
    file: `${SRC}/cache/dirty-pages.ts`,
    find: "this.#written.set(pgno, bytes.slice());",
    replace: "this.#written.set(pgno, bytes);",
    why: "a written page changes with the memory that SQLite uses for the next one",
    finder: "packages/sqlite/src/cache/dirty-pages.test.ts",
  },
  {
    file: `${SRC}/cache/dirty-pages.ts`,
    find: "return pages.sort((a, b) => a.pgno - b.pgno);",
    replace: "return pages;",
    why: "a large commit is no valid blob, as its pages are in the order of writing",
    finder: "packages/sqlite/src/cache/dirty-pages.test.ts",
  },
  {
    file: `${SRC}/database/row-form.ts`,
    find: "(_, rows) => rows as readonly Row[];",
    replace:
      "(columns, rows) => rows.map((values) => Object.values(rowByName(columns, values)) as unknown as Row);",
    why: "a row as a list lacks a value where several columns have the same name",
    finder: "test/vfs/row-arrays.test.ts",
  },
  {
    file: `${SRC}/database/bound-scope.ts`,
    find: "await this.#rollBack(savepoint);",
    replace: "",
    why: "a transaction that throws stays open, and what comes next is part of it",
    finder: "test/vfs/basic-sql.test.ts",
  },
  {
    file: `${SRC}/database/turns.ts`,
    find: "this.#holder = holder;",
    replace: 'this.#holder = this.#holder === "call" ? null : holder;',
    why: "a statement gets in between the statements of another's transaction",
    finder: "test/vfs/transactions.test.ts",
  },
  {
    file: `${SRC}/session/hint-flush.ts`,
    find: "if (!isEmpty(hints)) session.postHints(hints);",
    replace: "if (isEmpty(hints)) session.postHints(hints);",
    why: "what a short session has read is never hinted, and every open is a cold one",
    finder: "test/vfs/virtual-time.test.ts",
  },
];

const CALL_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/sqlite/sql-value.ts`,
    find: "if (value === null || isBytes(value)) return value;",
    replace: "return value as SqlParameter;",
    why: "a function as a parameter fails far from its call, by an error of the platform",
    finder: "test/vfs/hostile-calls.test.ts",
  },
  {
    file: `${SRC}/database/scope-calls.ts`,
    find: "call.catch(() => undefined);",
    replace: "",
    why: "a call that is not awaited in a transaction ends the process, although that failed too",
    finder: "test/vfs/hostile-calls.test.ts",
  },
  {
    file: `${SRC}/database/turns.ts`,
    find: "context?.current()?.includes(holder) === true",
    replace: "context?.current()?.includes(holder) === false",
    why: "a call inside its own transaction waits for ever, and one outside is refused",
    finder: "test/vfs/transactions.test.ts",
  },
  {
    file: `${SRC}/sqlite/engine.ts`,
    find: "if (!this.#connection.isInTransaction) return value;",
    replace: "return value;",
    why: "BEGIN by itself is acknowledged, and what follows in it is lost",
    finder: "test/vfs/hostile-calls.test.ts",
  },
  {
    file: `${SRC}/database/openings.ts`,
    find: "before === undefined ? open() : before.then(open)",
    replace: "open()",
    why: "a database that is opened twice at once may belong to the opening that was given up",
    finder: "test/vfs/openings.test.ts",
  },
];

export const VFS_BUGS: readonly PlantedBug[] = [
  ...SESSION_BUGS,
  ...PLAN_BUGS,
  ...CACHE_BUGS,
  ...FILE_BUGS,
  ...CALL_BUGS,
];
