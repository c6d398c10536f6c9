/**
 * Reads a query plan from the program of a statement, which SQLite lists for `EXPLAIN`. Nothing
 * here is needed for correctness: a program that is not understood gives a plan that says less.
 */

import type { KeyOrder, KeyTerm, PlannedAccess, PlannedCursor, QueryPlan } from "./query-plan.js";
import { type Instruction, JUMPS, MAX_KEY_TERMS, Registers, UNKNOWN } from "./registers.js";

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
/** Moves to the first row, from which a range that has no other beginning is read, too. */
const FIRSTS: ReadonlySet<string> = new Set(["Rewind", "Last"]);
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
  const found = findAccesses(program, cursors, registers);
  return {
    cursors: [...cursors.values()],
    accesses: placeAccesses(program, found),
    limit: limitOf(program, registers),
    isFiltered: isFiltered(program, found),
  };
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
  readonly access: Omit<PlannedAccess, "within" | "isConditional">;
  readonly address: number;
  readonly loopEnd: number;
  readonly endTestAt: number | undefined;
}

function findAccesses(
  program: readonly Instruction[],
  cursors: ReadonlyMap<number, PlannedCursor>,
  registers: Registers,
): readonly FoundAccess[] {
  const found: FoundAccess[] = [];
  for (const [address, instruction] of program.entries()) {
    if (found.length >= MAX_ACCESSES) break;
    const loopEnd = loopEndOf(program, address, instruction.p1);
    const endTest =
      SEEKS.has(instruction.opcode) || FIRSTS.has(instruction.opcode)
        ? endTestOf(program, address, loopEnd, instruction.p1)
        : undefined;
    const access = accessAt(program, address, loopEnd, endTest, registers);
    if (access !== undefined && cursors.has(access.cursor)) {
      found.push({ access, address, loopEnd, endTestAt: endTest?.address });
    }
  }
  return found;
}

function placeAccesses(
  program: readonly Instruction[],
  found: readonly FoundAccess[],
): readonly PlannedAccess[] {
  return found.map(({ access, address }, index) => {
    const within = withinOf(found.slice(0, index), access, address);
    const start = found[within]?.address ?? 0;
    return { ...access, within, isConditional: isJumpedOver(program, found, start, address) };
  });
}

/** Tells whether a comparison decides if a row is returned. */
function isFiltered(program: readonly Instruction[], found: readonly FoundAccess[]): boolean {
  const address = program.findIndex(({ opcode }) => opcode === "ResultRow");
  const isLoop = ({ access }: FoundAccess): boolean => access.loop === "rows";
  const start = found.find(isLoop)?.address ?? address;
  return isJumpedOver(program, found, start, address);
}

/** Tells whether a comparison between `start` and an address may jump over it. */
function isJumpedOver(
  program: readonly Instruction[],
  found: readonly FoundAccess[],
  start: number,
  address: number,
): boolean {
  return program
    .slice(start, address)
    .some(
      ({ opcode, p2 }, offset) =>
        CONDITIONS.has(opcode) &&
        p2 > address &&
        !found.some(({ endTestAt }) => endTestAt === start + offset),
    );
}

/** Comparisons that may jump over an access. */
const CONDITIONS: ReadonlySet<string> = new Set(
  "Eq Ne Lt Le Gt Ge ElseEq If IfNot NotNull IsType IfPos IfNotZero Filter".split(" "),
);

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
  test: EndTest | undefined,
  registers: Registers,
): FoundAccess["access"] | undefined {
  const instruction = program[address];
  if (instruction === undefined) return undefined;
  const { opcode, p1, p3, p4 } = instruction;
  const row = { kind: "row", direction: "forward", ...NO_END, loop: "none" } as const;
  if (opcode === "DeferredSeek") {
    return { ...row, cursor: p3, key: [{ kind: "rowid", cursor: p1 }] };
  }
  if (ROW_LOOKUPS.has(opcode)) return { ...row, cursor: p1, key: registers.key(p3, 1, address) };
  if (LOOKUPS.has(opcode))
    return { ...row, cursor: p1, key: registers.key(p3, countIn(p4), address) };
  const direction = SEEKS.get(opcode);
  const isScan = FIRSTS.has(opcode) || opcode === "Count";
  if (direction === undefined && !isScan) return undefined;
  return {
    cursor: p1,
    kind: direction === undefined ? "scan" : "range",
    direction: direction ?? (opcode === "Last" ? "backward" : "forward"),
    // A seek in a table has one row id, and no count.
    key: direction === undefined ? [] : registers.key(p3, Math.max(1, countIn(p4)), address),
    end: test === undefined ? [] : registers.key(test.register, test.count, test.address),
    includesKey: opcode !== "SeekGT" && opcode !== "SeekLT",
    includesEnd: test?.includesEnd ?? false,
    loop: opcode === "Count" ? "complete" : loopAt(program, address, loopEnd, p1, test?.address),
  };
}

const NO_END = { includesKey: true, end: [], includesEnd: false } as const;

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
  const isLimit = ({ opcode }: Instruction): boolean => opcode === "DecrJumpZero";
  const address = program.findIndex(isLimit);
  const limit = program[address];
  return limit === undefined || program.findLastIndex(isLimit) !== address
    ? UNKNOWN
    : (registers.key(limit.p1, 1, address)[0] ?? UNKNOWN);
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
    // An address of 0 stands for no jump.
    return JUMPS.has(opcode) && p2 !== 0 && (p2 <= address || p2 >= loopEnd);
  });
  if (isLeft) return "unknown";
  if (body.some(({ opcode }) => opcode === "ResultRow")) return "rows";
  return body.some(({ opcode }) => opcode === "DecrJumpZero") ? "unknown" : "complete";
}
