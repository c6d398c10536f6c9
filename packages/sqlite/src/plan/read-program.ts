/**
 * Reads a query plan from the program of a statement, which SQLite lists for `EXPLAIN`.
 *
 * Registers are followed without regard to the order of execution: one that two instructions fill
 * from different sources has an unknown value. Nothing here is needed for correctness: a program
 * that is not understood gives a plan that says less.
 */

import type { KeyOrder, KeyTerm, PlannedAccess, PlannedCursor, QueryPlan } from "./query-plan.js";

/** One row of `EXPLAIN`. */
export interface Instruction {
  readonly opcode: string;
  readonly p1: number;
  readonly p2: number;
  readonly p3: number;
  readonly p4: string;
  readonly p5: number;
}

/** The same for the comparison of a row id, which leaves the range if it holds. */
const ROW_ENDS: ReadonlyMap<string, boolean> = new Map([
  ["Gt", true],
  ["Lt", true],
  ["Ge", false],
  ["Le", false],
]);

/** Longer programs are rare, and their plans would be of little use. */
const MAX_INSTRUCTIONS = 4_096;
const MAX_ACCESSES = 64;
const MAX_INDIRECTIONS = 16;
const MAX_KEY_TERMS = 16;

const MAIN_SCHEMA = 0;
/** P5 of an open: the root page is the value of a register. */
const ROOT_IN_REGISTER = 0x10;
/** P5 of a column: only the length or type of the value is asked for. */
const WITHOUT_CONTENT = 0x40 | 0x80;

const OPENS: ReadonlySet<string> = new Set(["OpenRead", "ReopenIdx", "OpenWrite"]);
const SEEKS: ReadonlyMap<string, "forward" | "backward"> = new Map([
  ["SeekGE", "forward"],
  ["SeekGT", "forward"],
  ["SeekLE", "backward"],
  ["SeekLT", "backward"],
]);
const LOOKUPS: ReadonlySet<string> = new Set(["Found", "NotFound", "NoConflict"]);
const ROW_LOOKUPS: ReadonlySet<string> = new Set(["SeekRowid", "NotExists"]);
/** Ends of a range, and whether the rows that are equal to the key are still in it. */
const ENDS: ReadonlyMap<string, boolean> = new Map([
  ["IdxGT", true],
  ["IdxLT", true],
  ["IdxGE", false],
  ["IdxLE", false],
]);

/** Reads the plan of a program; undefined if the program reads no b-tree of the database. */
export function readProgram(program: readonly Instruction[]): QueryPlan | undefined {
  if (program.length > MAX_INSTRUCTIONS) return undefined;
  const cursors = openedCursors(program);
  if (cursors.size === 0) return undefined;
  const registers = new Registers(program, cursors);
  const accesses = accessesOf(program, cursors, registers);
  return { cursors: [...cursors.values()], accesses, limit: limitOf(program, registers) };
}

function openedCursors(program: readonly Instruction[]): ReadonlyMap<number, PlannedCursor> {
  const lastColumns = new Map<number, number>();
  for (const { opcode, p1, p2, p5 } of program) {
    if (opcode !== "Column" || (p5 & WITHOUT_CONTENT) !== 0) continue;
    lastColumns.set(p1, Math.max(p2, lastColumns.get(p1) ?? -1));
  }
  const cursors = new Map<number, PlannedCursor>();
  for (const { opcode, p1, p2, p3, p4, p5 } of program) {
    if (!OPENS.has(opcode) || p3 !== MAIN_SCHEMA || (p5 & ROOT_IN_REGISTER) !== 0) continue;
    if (p2 < 1 || cursors.has(p1)) continue;
    const order = readKeyOrder(p4);
    cursors.set(p1, {
      cursor: p1,
      rootPgno: p2,
      tree: order === undefined ? "table" : "index",
      order: order ?? [],
      lastColumn: lastColumns.get(p1) ?? -1,
    });
  }
  return cursors;
}

/** Reads the order of an index, such as `k(3,,-,NOCASE)`; undefined for a table. */
function readKeyOrder(p4: string): readonly KeyOrder[] | undefined {
  const fields = /^k\(\d+((?:,[^,)]*)*)\)$/.exec(p4)?.[1];
  if (fields === undefined) return undefined;
  return fields.split(",").slice(1).map(readFieldOrder);
}

function readFieldOrder(field: string): KeyOrder {
  if (field === "" || field === "B") return "ascending";
  return field === "-" || field === "-B" ? "descending" : "other";
}

/** An access, and the addresses of the loop over its rows. */
interface FoundAccess {
  readonly access: Omit<PlannedAccess, "within">;
  readonly address: number;
  readonly loopEnd: number;
}

function accessesOf(
  program: readonly Instruction[],
  cursors: ReadonlyMap<number, PlannedCursor>,
  registers: Registers,
): readonly PlannedAccess[] {
  const found: FoundAccess[] = [];
  for (const [address, instruction] of program.entries()) {
    if (found.length >= MAX_ACCESSES) break;
    const loopEnd = loopEndOf(program, address, instruction.p1);
    const access = accessAt(program, address, loopEnd, registers);
    if (access !== undefined && cursors.has(access.cursor)) {
      found.push({ access, address, loopEnd });
    }
  }
  return found.map(({ access, address }, index) => ({
    ...access,
    within: withinOf(found.slice(0, index), access, address),
  }));
}

/** The last access before in whose loop this one is, or whose row it takes its key from. */
function withinOf(
  before: readonly FoundAccess[],
  { key }: FoundAccess["access"],
  address: number,
): number {
  return before.findLastIndex(
    ({ access, loopEnd }) =>
      (access.loop !== "none" && address < loopEnd) ||
      key.some((term) => "cursor" in term && term.cursor === access.cursor),
  );
}

function accessAt(
  program: readonly Instruction[],
  address: number,
  loopEnd: number,
  registers: Registers,
): FoundAccess["access"] | undefined {
  const instruction = program[address];
  if (instruction === undefined) return undefined;
  const { opcode, p1, p3, p4 } = instruction;
  const row = { kind: "row", direction: "forward", ...NO_END, loop: "none" } as const;
  if (opcode === "DeferredSeek") {
    return { ...row, cursor: p3, key: [{ kind: "rowid", cursor: p1 }] };
  }
  if (ROW_LOOKUPS.has(opcode)) return { ...row, cursor: p1, key: registers.key(p3, 1) };
  if (LOOKUPS.has(opcode)) return { ...row, cursor: p1, key: registers.key(p3, countIn(p4)) };
  const direction = SEEKS.get(opcode);
  const isScan = opcode === "Rewind" || opcode === "Last" || opcode === "Count";
  if (direction === undefined && !isScan) return undefined;
  const test = direction === undefined ? undefined : endTestOf(program, address, loopEnd, p1);
  return {
    cursor: p1,
    kind: direction === undefined ? "scan" : "range",
    direction: direction ?? (opcode === "Last" ? "backward" : "forward"),
    // A seek in a table has one row id, and no count.
    key: direction === undefined ? [] : registers.key(p3, Math.max(1, countIn(p4))),
    end: test === undefined ? [] : registers.key(test.register, test.count),
    includesEnd: test?.includesEnd ?? false,
    loop: opcode === "Count" ? "complete" : loopAt(program, address, loopEnd, p1, test?.address),
  };
}

const NO_END = { end: [], includesEnd: false } as const;

/** The instruction that ends a range. */
interface EndTest {
  readonly address: number;
  readonly register: number;
  readonly count: number;
  readonly includesEnd: boolean;
}

function endTestOf(
  program: readonly Instruction[],
  start: number,
  loopEnd: number,
  cursor: number,
): EndTest | undefined {
  for (let address = start + 1; address < loopEnd; address++) {
    const [instruction, next] = [program[address], program[address + 1]];
    if (instruction === undefined || instruction.p1 !== cursor) continue;
    const { opcode, p2, p3, p4 } = instruction;
    const includesEnd = ENDS.get(opcode);
    if (includesEnd !== undefined) {
      return { address, register: p3, count: countIn(p4), includesEnd };
    }
    // The row ids of a table are compared by an instruction for any values.
    const rowIncludesEnd =
      opcode === "Rowid" && next?.p3 === p2 ? ROW_ENDS.get(next.opcode) : undefined;
    if (next !== undefined && rowIncludesEnd !== undefined) {
      return { address: address + 1, register: next.p1, count: 1, includesEnd: rowIncludesEnd };
    }
  }
  return undefined;
}

/** The most rows that the statement returns, if there is one limit. */
function limitOf(program: readonly Instruction[], registers: Registers): KeyTerm {
  const limits = program.filter(({ opcode }) => opcode === "DecrJumpZero");
  const [limit] = limits;
  return limit === undefined || limits.length > 1
    ? UNKNOWN
    : (registers.key(limit.p1, 1)[0] ?? UNKNOWN);
}

function countIn(p4: string): number {
  return /^\d{1,4}$/.test(p4) ? Math.min(Number(p4), MAX_KEY_TERMS) : 0;
}

/** The address after the loop over the rows of a cursor; that of the end if there is no loop. */
function loopEndOf(program: readonly Instruction[], address: number, cursor: number): number {
  const next = program.findIndex(
    ({ opcode, p1 }, at) =>
      at > address && p1 === cursor && (opcode === "Next" || opcode === "Prev"),
  );
  return next === -1 ? program.length : next + 1;
}

/** Instructions after which other code may run before the loop goes on. */
const LEAVES: ReadonlySet<string> = new Set(["Yield", "Gosub", "Program", "Halt"]);

/** Instructions that jump to their P2. */
const JUMPS: ReadonlySet<string> = new Set(
  `Goto If IfNot IfPos IfNotZero IfNullRow IsNull NotNull IsType IsTrue Eq Ne Lt Le Gt Ge ElseEq
   Once SeekRowid NotExists SeekGE SeekGT SeekLE SeekLT Found NotFound NoConflict IfNoHope Rewind
   Last Next Prev Filter IfEmpty IfSizeBetween SeekScan SeekHit RowSetRead RowSetTest SorterNext
   SorterSort Sort VNext VFilter IdxGT IdxGE IdxLT IdxLE Return DecrJumpZero`.split(/\s+/),
);

/** Tells how the loop over the rows of a cursor ends, beside by the test at `endTestAt`. */
function loopAt(
  program: readonly Instruction[],
  address: number,
  loopEnd: number,
  cursor: number,
  endTestAt: number | undefined,
): PlannedAccess["loop"] {
  const last = program[loopEnd - 1];
  if (last?.p1 !== cursor || (last.opcode !== "Next" && last.opcode !== "Prev")) return "none";
  const body = program.slice(address + 1, loopEnd - 1);
  const isLeft = body.some(({ opcode, p2 }, index) => {
    if (LEAVES.has(opcode)) return true;
    if (address + 1 + index === endTestAt || opcode === "DecrJumpZero") return false;
    return JUMPS.has(opcode) && (p2 <= address || p2 >= loopEnd);
  });
  if (isLeft) return "unknown";
  if (body.some(({ opcode }) => opcode === "ResultRow")) return "rows";
  return body.some(({ opcode }) => opcode === "DecrJumpZero") ? "unknown" : "complete";
}

type Source = KeyTerm | { readonly kind: "copy"; readonly from: number };

/** The sources of the values of registers, and of the columns of rows that are kept in memory. */
class Registers {
  readonly #sources = new Map<number, Source>();
  /** The registers that a record is made of. */
  readonly #records = new Map<number, { readonly first: number; readonly count: number }>();
  /** The record that the rows of a cursor in memory are made of. */
  readonly #rows = new Map<number, number>();
  readonly #cursors: ReadonlyMap<number, PlannedCursor>;

  constructor(program: readonly Instruction[], cursors: ReadonlyMap<number, PlannedCursor>) {
    this.#cursors = cursors;
    for (const instruction of program) {
      const { opcode, p1, p2, p3 } = instruction;
      if (opcode === "MakeRecord") this.#records.set(p3, { first: p1, count: p2 });
      if (INSERTS.has(opcode) && !cursors.has(p1)) this.#rows.set(p1, p2);
      for (const [register, source] of writesOf(instruction)) this.#write(register, source);
    }
    this.#readPseudoCursors(program);
  }

  key(first: number, count: number): readonly KeyTerm[] {
    return Array.from({ length: count }, (_, index) => this.#resolve(first + index, 0));
  }

  /** A pseudo cursor has the one row that a sorter has put into a register. */
  #readPseudoCursors(program: readonly Instruction[]): void {
    const sorters = new Map<number, number>();
    for (const { opcode, p1, p2 } of program) if (opcode === "SorterData") sorters.set(p2, p1);
    for (const { opcode, p1, p2 } of program) {
      if (opcode !== "OpenPseudo") continue;
      const record = this.#rows.get(sorters.get(p2) ?? -1);
      if (record !== undefined) this.#rows.set(p1, record);
    }
  }

  #write(register: number, source: Source): void {
    const known = this.#sources.get(register);
    const isSame = known === undefined || JSON.stringify(known) === JSON.stringify(source);
    this.#sources.set(register, isSame ? source : UNKNOWN);
  }

  #resolve(register: number, depth: number): KeyTerm {
    const source = this.#sources.get(register);
    if (source === undefined || depth > MAX_INDIRECTIONS) return UNKNOWN;
    if (source.kind === "copy") return this.#resolve(source.from, depth + 1);
    if (source.kind === "rowid") return this.#cursors.has(source.cursor) ? source : UNKNOWN;
    if (source.kind !== "column" || this.#cursors.has(source.cursor)) return source;
    const record = this.#records.get(this.#rows.get(source.cursor) ?? -1);
    if (record === undefined || source.column >= record.count) return UNKNOWN;
    return this.#resolve(record.first + source.column, depth + 1);
  }
}

const UNKNOWN: KeyTerm = { kind: "unknown" };

const INSERTS: ReadonlySet<string> = new Set(["IdxInsert", "SorterInsert", "Insert"]);

/** The registers that an instruction fills, as far as their values may become keys. */
function writesOf({ opcode, p1, p2, p3, p4 }: Instruction): readonly (readonly [number, Source])[] {
  switch (opcode) {
    case "Integer":
      return [[p2, { kind: "value", value: p1 }]];
    case "Int64":
      return [[p2, numberTerm(p4)]];
    case "String8":
      return [[p2, { kind: "value", value: p4 }]];
    case "Variable":
      return [[p2, { kind: "parameter", index: p1 }]];
    case "Column":
      return [[p3, { kind: "column", cursor: p1, column: p2 }]];
    case "Rowid":
    case "IdxRowid":
      return [[p2, { kind: "rowid", cursor: p1 }]];
    case "SCopy":
      return [[p2, { kind: "copy", from: p1 }]];
    case "Copy":
      return Array.from({ length: 1 + Math.min(Math.max(0, p3), MAX_KEY_TERMS) }, (_, index) => [
        p2 + index,
        { kind: "copy", from: p1 + index },
      ]);
    case "Function":
    case "PureFunc":
    case "Add":
    case "Subtract":
    case "Multiply":
    case "Divide":
    case "Concat":
      return [[p3, UNKNOWN]];
    default:
      return [];
  }
}

function numberTerm(text: string): KeyTerm {
  const value = Number(text);
  return Number.isSafeInteger(value) ? { kind: "value", value } : UNKNOWN;
}
