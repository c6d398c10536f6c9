/**
 * `walkPlan`: follows the plan of a statement over the pages that are cached, as SQLite will follow
 * it, and collects the pages that are missing, in the order in which SQLite will ask for them.
 *
 * It goes down from the roots by the keys that are known, over the rows of loops, and from each row
 * to those that are looked up by its values. Where a page is missing, it goes on beside it. Pages
 * may have any bytes, and a plan may be of another schema: then other pages are collected, in time
 * that the limits bound.
 */

import { type BtreePage, childAt, openBtreePage, payloadAt, rowIdAt } from "../btree/btree-page.js";
import { compareWithKey } from "../btree/record.js";
import type { PlannedAccess, PlannedCursor, PlanValue, StatementRun } from "../plan/query-plan.js";
import { missingOverflow } from "./overflow-chain.js";
import { knownPrefix, type PlanRow, type PlanRows, planValue } from "./plan-values.js";

export interface WalkInput {
  readonly run: StatementRun;
  readonly dbSizePages: number;
  /** Follows the values of rows to the rows that are looked up by them, and to overflow pages. */
  readonly followsRows: boolean;
  /** The most pages that SQLite is certain to ask for, if nothing fails. */
  readonly maxPages: number;
  /** The most other pages. */
  readonly maxGuesses: number;
  /** The pages beyond those of the rows that are wanted, in case that rows are filtered out. */
  readonly spareGuesses: number;
  /** The children to begin at, by access and interior page, where a loop has got farther. */
  readonly positions: ReadonlyMap<number, ReadonlyMap<number, number>>;
  bytesOf(pgno: number): Uint8Array | undefined;
  isFetchable(pgno: number): boolean;
}

/** The parent of a page that an outermost loop goes through. */
export interface ScanPlace {
  readonly access: number;
  readonly parent: number;
  readonly index: number;
}

export interface WalkResult {
  /** The missing pages; those that are on their way are among them. */
  readonly missing: ReadonlySet<number>;
  /** The missing pages among them that may not be needed. */
  readonly guesses: ReadonlySet<number>;
  readonly places: ReadonlyMap<number, ScanPlace>;
  /** True if there was more than the limits allow. */
  readonly isCut: boolean;
  /** True if the walk has ended because it had found as many rows as are wanted. */
  readonly isSatisfied: boolean;
}

export function walkPlan(input: WalkInput): WalkResult {
  const walk = new PlanWalk(input);
  walk.run();
  return walk;
}

/** Rows and pages that one walk looks at. */
const MAX_STEPS = 16_384;
const MAX_DEPTH = 20;
/** An application that wants so many rows wants all of them. */
const MANY_ROWS = 10_000;
/** A level of so many pages is fetched as a whole, before it is known which of them is needed. */
const MAX_WHOLE_LEVEL = 16;

/** A loop over the rows of a b-tree that is being followed. */
interface Loop {
  readonly index: number;
  readonly access: PlannedAccess;
  readonly cursor: PlannedCursor;
  readonly key: readonly PlanValue[];
  readonly end: readonly PlanValue[];
  readonly rows: PlanRows;
  /** True if SQLite begins the loop for certain; then also reads on until the end. */
  readonly isCertain: boolean;
  readonly goesOn: boolean;
  /** True until the first page of each level has been found by the key. */
  isBounded: boolean;
  found: "nothing" | "row" | "gap";
  rowsPerLeaf: number | undefined;
}

class PlanWalk implements WalkResult {
  readonly missing = new Set<number>();
  readonly guesses = new Set<number>();
  readonly places = new Map<number, ScanPlace>();
  isCut = false;
  isSatisfied = false;
  readonly #input: WalkInput;
  readonly #children = new Map<number, number[]>();
  readonly #cursors: ReadonlyMap<number, PlannedCursor>;
  /** The b-trees of which a path has been followed. */
  readonly #followed = new Set<number>();
  #certainCount = 0;
  #guessCount = 0;
  #spareCount = 0;
  #steps = 0;
  /** The number of rows that are still wanted. */
  #demand: number;

  constructor(input: WalkInput) {
    const { plan, maxRows } = input.run;
    this.#input = input;
    this.#cursors = new Map(plan.cursors.map((cursor) => [cursor.cursor, cursor]));
    for (const [index, { within }] of plan.accesses.entries()) {
      this.#children.set(within, [...(this.#children.get(within) ?? []), index]);
    }
    const limit = planValue(plan.limit, new Map(), input.run.parameters);
    this.#demand = typeof limit === "number" && limit >= 0 ? Math.min(limit, maxRows) : maxRows;
  }

  run(): void {
    const { cursors } = this.#input.run.plan;
    for (const { rootPgno } of cursors) this.#want(rootPgno, true);
    this.#visitAll(-1, new Map(), true);
    for (const { rootPgno } of cursors) {
      if (!this.#followed.has(rootPgno)) this.#wantLevel(rootPgno);
    }
  }

  /** Collects a page if it is missing. */
  #want(pgno: number, isCertain: boolean): void {
    const { dbSizePages, maxPages, maxGuesses, spareGuesses, isFetchable, bytesOf } = this.#input;
    if (pgno < 1 || pgno > dbSizePages || this.missing.has(pgno)) return;
    if (bytesOf(pgno) !== undefined) return;
    const isSpare = this.isSatisfied;
    if (isFetchable(pgno)) {
      const isGuess = !isCertain || isSpare;
      const isFull =
        (isSpare && this.#spareCount >= spareGuesses) ||
        (isGuess ? this.#guessCount >= maxGuesses : this.#certainCount >= maxPages);
      if (isFull) {
        this.isCut = true;
        return;
      }
      if (isSpare) this.#spareCount += 1;
      if (isGuess) this.#guessCount += 1;
      else this.#certainCount += 1;
      if (isGuess) this.guesses.add(pgno);
    }
    this.missing.add(pgno);
  }

  /** Follows all accesses in a loop, in order, for one row of it. */
  #visitAll(within: number, rows: PlanRows, isCertain: boolean): void {
    let isReached = isCertain;
    for (const index of this.#children.get(within) ?? []) {
      const access = this.#input.run.plan.accesses[index];
      if (access === undefined || this.#isDone) return;
      const found = this.#visit(index, access, rows, isReached && !access.isConditional);
      if (access.loop !== "none") continue;
      // An inner join does not go on without a row.
      if (found === "nothing") return;
      if (found === "gap" && !this.#isOwnRow(access)) isReached = false;
    }
  }

  get #isDone(): boolean {
    return this.#steps >= MAX_STEPS || (this.isSatisfied && this.#input.spareGuesses === 0);
  }

  /** Tells whether the row is that of an entry of an index, which always is in the table. */
  #isOwnRow({ key: [term] }: PlannedAccess): boolean {
    return term?.kind === "rowid" && this.#cursors.get(term.cursor)?.tree === "index";
  }

  #visit(index: number, access: PlannedAccess, rows: PlanRows, isCertain: boolean): Loop["found"] {
    const cursor = this.#cursors.get(access.cursor);
    const { parameters } = this.#input.run;
    const key = knownPrefix(access.key, rows, parameters);
    if (cursor === undefined || (access.key.length > 0 && key.length === 0)) return "gap";
    // No row is equal to null. A range with an end alone begins behind the rows that are null.
    if (key.includes(null) && !isBehindNulls(access)) return "nothing";
    if (access.kind === "row" && key.length < access.key.length) return "gap";
    const end = knownPrefix(access.kind === "row" ? access.key : access.end, rows, parameters);
    const isWhole = end.length === access.end.length || access.kind === "row";
    const doesEnd = access.loop === "complete" || access.loop === "rows";
    const goesOn = doesEnd && isWhole;
    const loop: Loop = {
      ...{ index, access, cursor, key, end, rows, isCertain, goesOn },
      isBounded: key.length > 0,
      found: "nothing",
      rowsPerLeaf: undefined,
    };
    this.#followed.add(cursor.rootPgno);
    const [rowId] = key;
    if (cursor.tree === "table" && access.kind === "row") {
      return typeof rowId === "number" ? this.#lookUp(loop, rowId) : "gap";
    }
    this.#page(loop, cursor.rootPgno, 0);
    return loop.found;
  }

  /** The row of a row id, which is known to a part even if its page is missing. */
  #lookUp(loop: Loop, rowId: number): Loop["found"] {
    this.#page(loop, loop.cursor.rootPgno, 0);
    if (loop.found === "gap") this.#followRow(loop, { rowId, payload: undefined });
    return loop.found;
  }

  /** Goes through a page and those below; returns false where the loop ends. */
  #page(loop: Loop, pgno: number, depth: number): boolean {
    this.#steps += 1;
    if (this.#isDone || depth > MAX_DEPTH) return false;
    const bytes = this.#input.bytesOf(pgno);
    if (bytes === undefined) return this.#gap(loop, pgno);
    const page = openBtreePage(pgno, bytes);
    const isOfTree = page?.kind.startsWith(loop.cursor.tree) ?? false;
    if (page === undefined || !isOfTree) return false;
    return page.kind.endsWith("leaf")
      ? this.#leaf(loop, page)
      : this.#interior(loop, page, pgno, depth);
  }

  /** A page is missing: the loop goes on behind it, if enough is known about its end. */
  #gap(loop: Loop, pgno: number): boolean {
    const isFirst = loop.found === "nothing";
    this.#want(pgno, loop.isCertain && (isFirst || loop.goesOn));
    if (!this.missing.has(pgno)) return false;
    // A page that was found by a key begins somewhere in it, and may have too few rows.
    const mayBeShort = loop.isBounded && isFirst && this.#demand > 1;
    loop.found = "gap";
    loop.isBounded = false;
    if (loop.access.kind === "row" || loop.access.loop === "none") return false;
    const countsRows = loop.access.loop === "rows" && !mayBeShort;
    if (countsRows) this.#produceUnknown(loop.rowsPerLeaf);
    return true;
  }

  #leaf(loop: Loop, page: BtreePage): boolean {
    const { cellCount } = page;
    loop.rowsPerLeaf = cellCount;
    const isForward = loop.access.direction === "forward";
    const first = loop.isBounded ? this.#startIn(loop, page) : isForward ? 0 : cellCount - 1;
    loop.isBounded = false;
    if (first === undefined) return false;
    if (this.#isPlain(loop)) {
      loop.found = "row";
      if (loop.access.loop === "rows") this.#produce(cellCount);
      return loop.access.loop !== "none";
    }
    for (let index = first; index >= 0 && index < cellCount; index += isForward ? 1 : -1) {
      if (!this.#cell(loop, page, index)) return false;
    }
    return true;
  }

  /** Tells whether the rows of a leaf need not be looked at. */
  #isPlain({ index, end, cursor }: Loop): boolean {
    const mayOverflow = cursor.tree === "table" && cursor.lastColumn >= 0;
    return end.length === 0 && !this.#children.has(index) && !mayOverflow;
  }

  #interior(loop: Loop, page: BtreePage, pgno: number, depth: number): boolean {
    const { cellCount } = page;
    const isForward = loop.access.direction === "forward";
    const isTop = loop.access.within === -1;
    const reached = isTop ? this.#input.positions.get(loop.index)?.get(pgno) : undefined;
    const bound = loop.isBounded ? this.#startIn(loop, page) : isForward ? 0 : cellCount;
    const first = reached ?? bound;
    if (first === undefined) return false;
    for (let index = first; index >= 0 && index <= cellCount; index += isForward ? 1 : -1) {
      const child = childAt(page, index);
      if (isTop) this.places.set(child, { access: loop.index, parent: pgno, index });
      if (!this.#page(loop, child, depth + 1)) return false;
      const between = isForward ? index : index - 1;
      if (between < 0 || between >= cellCount) continue;
      if (!this.#separator(loop, page, between)) return false;
    }
    return true;
  }

  /** The cell between two children: a row of an index, and the largest row id before in a table. */
  #separator(loop: Loop, page: BtreePage, index: number): boolean {
    if (loop.cursor.tree === "index") return this.#cell(loop, page, index);
    const comparison = this.#compareTable(page, index, loop.end);
    if (comparison === undefined) return true;
    return loop.access.direction === "forward" ? comparison < 0 : comparison >= 0;
  }

  /** A row of the loop; returns false behind its end. */
  #cell(loop: Loop, page: BtreePage, index: number): boolean {
    this.#steps += 1;
    if (this.#isDone) return false;
    const { access, cursor } = loop;
    if (this.#isBeyondEnd(loop, page, index)) return false;
    const payload = payloadAt(page, index);
    const rowId = cursor.tree === "table" ? rowIdAt(page, index) : undefined;
    const isFirst = loop.found === "nothing";
    loop.found = "row";
    const demand = this.#demand;
    this.#followRow(loop, { rowId, payload }, isFirst || loop.goesOn);
    // A loop whose inner loops have produced no rows that are known produces one a row.
    if (access.loop === "rows" && demand === this.#demand) this.#produce(1);
    return access.loop !== "none";
  }

  #followRow(loop: Loop, row: PlanRow, isReached = true): void {
    const { cursor, isCertain, index, rows } = loop;
    if (!this.#input.followsRows) return;
    if (row.payload !== undefined && row.payload.overflowPgno !== 0 && cursor.lastColumn >= 0) {
      for (const pgno of missingOverflow(row.payload, cursor.lastColumn, this.#input.bytesOf)) {
        this.#want(pgno, isCertain && isReached);
      }
    }
    if (!this.#children.has(index)) return;
    this.#visitAll(index, new Map([...rows, [cursor.cursor, row]]), isCertain && isReached);
  }

  /** A page of unknown rows may have all that are wanted, unless these are very many. */
  #produceUnknown(rowsPerLeaf: number | undefined): void {
    if (rowsPerLeaf !== undefined) this.#produce(rowsPerLeaf);
    else if (this.#demand < MANY_ROWS) this.#produce(this.#demand);
  }

  #produce(rowCount: number): void {
    this.#demand -= Math.min(this.#demand, rowCount);
    if (this.#demand === 0) this.isSatisfied = true;
  }

  #isBeyondEnd({ access, cursor, end }: Loop, page: BtreePage, index: number): boolean {
    if (end.length === 0) return false;
    const comparison = this.#compare(page, index, end, cursor);
    if (comparison === undefined) return true;
    const distance = access.direction === "forward" ? comparison : -comparison;
    const isWholeEnd = access.kind === "row" || end.length === access.end.length;
    return access.includesEnd || access.kind === "row" || !isWholeEnd
      ? distance > 0
      : distance >= 0;
  }

  /** The first cell of a leaf, or child of an interior page, in the direction of the loop. */
  #startIn({ access, cursor, key }: Loop, page: BtreePage): number | undefined {
    const isForward = access.direction === "forward";
    // A key of which only the first columns are known includes all that begin with them.
    const includesKey = access.includesKey || key.length < access.key.length;
    const isBefore = (index: number): boolean | undefined => {
      const comparison = this.#compare(page, index, key, cursor);
      if (comparison === undefined) return undefined;
      if (page.kind === "table-interior") return comparison < 0;
      return isForward === includesKey ? comparison < 0 : comparison <= 0;
    };
    const index = firstNot(page.cellCount, isBefore);
    if (index === undefined || isForward || !page.kind.endsWith("leaf")) return index;
    return index - 1;
  }

  #compare(
    page: BtreePage,
    index: number,
    key: readonly PlanValue[],
    cursor: PlannedCursor,
  ): number | undefined {
    if (cursor.tree === "table") return this.#compareTable(page, index, key);
    const payload = payloadAt(page, index);
    return payload === undefined ? undefined : compareWithKey(payload, key, cursor.order);
  }

  #compareTable(page: BtreePage, index: number, [key]: readonly PlanValue[]): number | undefined {
    const rowId = rowIdAt(page, index);
    return rowId === undefined || typeof key !== "number" ? undefined : rowId - key;
  }

  /** The whole level below a root whose keys are not known yet. */
  #wantLevel(rootPgno: number): void {
    const bytes = this.#input.bytesOf(rootPgno);
    const page = bytes === undefined ? undefined : openBtreePage(rootPgno, bytes);
    if (page === undefined || page.kind.endsWith("leaf") || page.cellCount >= MAX_WHOLE_LEVEL) {
      return;
    }
    for (let index = 0; index <= page.cellCount; index++) this.#want(childAt(page, index), false);
  }
}

/** Tells whether a range begins behind null, as one does of which only the end is given. */
function isBehindNulls({ key, includesKey, kind }: PlannedAccess): boolean {
  const last = key.at(-1);
  return kind === "range" && !includesKey && last?.kind === "value" && last.value === null;
}

/** The first index that is not before; undefined if a comparison was not possible. */
function firstNot(
  count: number,
  isBefore: (index: number) => boolean | undefined,
): number | undefined {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = isBefore(middle);
    if (before === undefined) return undefined;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}
