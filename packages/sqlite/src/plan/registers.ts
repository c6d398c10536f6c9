/**
 * The registers of a program of SQLite: where the values in them come from.
 *
 * They are followed without regard to the order of execution: one that two instructions fill from
 * different sources has an unknown value.
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

const MAX_INDIRECTIONS = 16;
export const MAX_KEY_TERMS = 16;

type Source = KeyTerm | { readonly kind: "copy"; readonly from: number };

/** The sources of the values of registers, and of the columns of rows that are kept in memory. */
export class Registers {
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

export const UNKNOWN: KeyTerm = { kind: "unknown" };

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
