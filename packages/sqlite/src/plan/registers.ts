/**
 * The registers of a program of SQLite: where the values in them come from.
 *
 * Jumps are not followed. Where several instructions fill a register, with both ends of a range for
 * one, an instruction finds what the nearest one before it has written, unless that one may have
 * been jumped over. The constants that a program begins with stand at its end.
 */

import type { KeyTerm, PlannedCursor } from "./query-plan.js";

/** One row of `EXPLAIN`. */
export interface Instruction {
  readonly opcode: string;
  readonly p1: number;
  readonly p2: number;
  readonly p3: number;
  readonly p4: string;
  readonly p5: number;
}

/** Instructions that jump to their P2, without IsNull, which leaves a range whose end is null. */
export const JUMPS: ReadonlySet<string> = new Set(
  `Goto If IfNot IfPos IfNotZero IfNullRow NotNull IsType IsTrue Eq Ne Lt Le Gt Ge ElseEq
   Once SeekRowid NotExists SeekGE SeekGT SeekLE SeekLT Found NotFound NoConflict IfNoHope Rewind
   Last Next Prev Filter IfEmpty IfSizeBetween SeekScan SeekHit RowSetRead RowSetTest SorterNext
   SorterSort Sort VNext VFilter IdxGT IdxGE IdxLT IdxLE Return DecrJumpZero`.split(/\s+/),
);

const MAX_INDIRECTIONS = 16;
export const MAX_KEY_TERMS = 16;

type Source = KeyTerm | { readonly kind: "copy"; readonly from: number };

/** A source, and the address of the instruction that fills the register from it. */
interface Write {
  readonly address: number;
  readonly source: Source;
}

/** The sources of the values of registers, and of the columns of rows that are kept in memory. */
export class Registers {
  /** In the order of execution. */
  readonly #writes = new Map<number, Write[]>();
  /** The registers that a record is made of, at the address where it is made. */
  readonly #records = new Map<
    number,
    { readonly first: number; readonly count: number; readonly address: number }
  >();
  /** The record that the rows of a cursor in memory are made of. */
  readonly #rows = new Map<number, number>();
  readonly #cursors: ReadonlyMap<number, PlannedCursor>;
  readonly #program: readonly Instruction[];

  constructor(program: readonly Instruction[], cursors: ReadonlyMap<number, PlannedCursor>) {
    this.#cursors = cursors;
    this.#program = program;
    for (const [address, instruction] of inOrder(program)) {
      const { opcode, p1, p2, p3 } = instruction;
      if (opcode === "MakeRecord") this.#records.set(p3, { first: p1, count: p2, address });
      if (INSERTS.has(opcode) && !cursors.has(p1)) this.#rows.set(p1, p2);
      for (const [register, source] of writesOf(instruction)) {
        const writes = this.#writes.get(register) ?? [];
        this.#writes.set(register, [...writes, { address, source }]);
      }
    }
    this.#readPseudoCursors(program);
  }

  /** The sources of the values that an instruction finds in so many registers. */
  key(first: number, count: number, address: number): readonly KeyTerm[] {
    return Array.from({ length: count }, (_, index) => this.#resolve(first + index, address, 0));
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

  /** The write whose value is found at an address; undefined if it may be one of several. */
  #lastWrite(writes: readonly Write[], before: number): Write | undefined {
    const index = writes.findLastIndex(({ address }) => address < before);
    const [write, previous] = [writes[index], writes[index - 1]];
    // The only write there is comes from the iteration of a loop before.
    if (write === undefined) return writes.length === 1 ? writes[0] : undefined;
    // A register is filled with null first where a subquery may find no row.
    if (previous === undefined || isNull(previous.source)) return write;
    return this.#isJumpedOver(write.address, before) ? undefined : write;
  }

  /** Tells whether a jump leads over an instruction to another one, or to one before that. */
  #isJumpedOver(address: number, until: number): boolean {
    return this.#program
      .slice(0, Math.max(0, address))
      .some(({ opcode, p2 }) => JUMPS.has(opcode) && p2 > address && p2 <= until);
  }

  #resolve(register: number, before: number, depth: number): KeyTerm {
    const writes = this.#writes.get(register) ?? [];
    const write = this.#lastWrite(writes, before);
    if (write === undefined || depth > MAX_INDIRECTIONS) return UNKNOWN;
    const { source, address } = write;
    if (source.kind === "copy") return this.#resolve(source.from, address, depth + 1);
    if (source.kind === "rowid") return this.#cursors.has(source.cursor) ? source : UNKNOWN;
    if (source.kind !== "column" || this.#cursors.has(source.cursor)) return source;
    const record = this.#records.get(this.#rows.get(source.cursor) ?? -1);
    if (record === undefined || source.column >= record.count) return UNKNOWN;
    return this.#resolve(record.first + source.column, record.address, depth + 1);
  }
}

function isNull(source: Source): boolean {
  return source.kind === "value" && source.value === null;
}

/** The instructions with their addresses, which are negative for those that run first. */
function inOrder(program: readonly Instruction[]): readonly (readonly [number, Instruction])[] {
  const [init] = program;
  const start = init?.opcode === "Init" && init.p2 > 0 ? init.p2 : program.length;
  const addressed = program.map((instruction, at) => [at, instruction] as const);
  const first = addressed.slice(start).map(([at, one]) => [at - program.length, one] as const);
  return [...first, ...addressed.slice(0, start)];
}

export const UNKNOWN: KeyTerm = { kind: "unknown" };
const NULL: KeyTerm = { kind: "value", value: null };

const INSERTS: ReadonlySet<string> = new Set(["IdxInsert", "SorterInsert", "Insert"]);

/** The registers that an instruction fills, as far as their values may become keys. */
function writesOf({ opcode, p1, p2, p3, p4 }: Instruction): readonly (readonly [number, Source])[] {
  switch (opcode) {
    case "Null":
      return Array.from(
        { length: 1 + Math.min(Math.max(0, p3 - p2), MAX_KEY_TERMS) },
        (_, index) => [p2 + index, NULL],
      );
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
