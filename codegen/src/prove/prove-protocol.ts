/** Proves all cells of one protocol with covering and with random values. */

import { shapesOf } from "@barewire/inspect";
import type { Random } from "@barewire/inspect/values";
import { coveringValues, valueMaker } from "@barewire/inspect/values";
import { describeVersion } from "../describe/describe-version.js";
import {
  attemptAny,
  type FindCell,
  nameAt,
  type Proof,
  proveCell,
  type Written,
} from "./prove-cell.js";
import { callOf, type RunningProtocol } from "./running-protocol.js";
import { type Cell, cellTitle } from "./verdict.js";

export type ProvedCell = {
  readonly cell: Cell;
  readonly proof: Proof;
  /** Says what contradicts the matrix; null where the cell holds. */
  readonly failure: string | null;
};

export type ProofSample = {
  readonly random: Random;
  /** The random values of each message, beside those that cover its choices. */
  readonly randomCount: number;
  /** Called before each cell. */
  readonly onCell?: () => void;
};

/** One cell that fails does not keep those after it from being proved. */
export function* proveProtocol(
  running: RunningProtocol,
  cells: readonly Cell[],
  { random, randomCount, onCell }: ProofSample,
): Generator<ProvedCell> {
  const keyOf = ({ root, variant, from, to }: Parameters<FindCell>[0]) =>
    JSON.stringify([root, variant, from, to]);
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]));
  const findCell: FindCell = (cell) => byKey.get(keyOf(cell));
  const known = new Map<string, readonly Written[]>();
  const valuesOf = (root: string, version: number): readonly Written[] => {
    const key = `${root} ${version}`;
    const values = known.get(key) ?? writtenValues(running, { root, version }, random, randomCount);
    known.set(key, values);
    return values;
  };
  const prove = (cell: Cell): Proof => {
    const { root, variant, from, to } = cell;
    const written = valuesOf(root, from).filter(({ value }) => isOf(value, variant));
    if (written.length === 0) throw new Error(`${cellTitle(cell)}: no value was made`);
    const returned = from === to ? [] : returnedValues(running, cell, valuesOf(root, to));
    return proveCell(running, cell, [...written, ...returned], findCell);
  };
  for (const cell of cells) {
    onCell?.();
    let proof: Proof = { carried: 0, refused: 0, oneWay: 0 };
    let failure: string | null = null;
    try {
      proof = prove(cell);
    } catch (cause) {
      failure = cause instanceof Error ? cause.message : String(cause);
    }
    yield { cell, proof, failure };
  }
}

function isOf(value: unknown, variant: string | null): boolean {
  return variant === null || (value as { readonly tag: string }).tag === variant;
}

type At = { readonly root: string; readonly version: number };

/** Values that take every choice of a message of one version, and random ones. */
export function writtenValues(
  running: RunningProtocol,
  { root, version }: At,
  random: Random,
  randomCount: number,
): readonly Written[] {
  const name = nameAt(running, root, version);
  const schema = running.planned.schemas.get(version);
  if (schema?.types.some((type) => type.name === name) !== true) return [];
  const shapes = shapesOf(describeVersion(schema));
  const make = valueMaker(shapes, name);
  const encode = callOf(running.versions.get(version), `encode${name}`);
  const values = [
    ...coveringValues(shapes, name),
    ...Array.from({ length: randomCount }, () => make(random)),
  ];
  return values.map((value) => ({
    value,
    bytes: encode(value, { memory: "own" }) as Uint8Array,
  }));
}

/** The number of the reader's values that are tried for each message. */
const MAX_RETURNED = 20;

/**
 * Values of the writer that have come from the reader's version: where many parts can be refused,
 * other values hardly ever pass all conditions.
 */
function returnedValues(
  running: RunningProtocol,
  { root, variant, from, to }: Cell,
  readersValues: readonly Written[],
): readonly Written[] {
  const decode = callOf(running.versioned, `decode${root}`);
  const encode = callOf(running.versioned, `encode${root}`);
  const decodeAgain = callOf(running.versions.get(from), `decode${nameAt(running, root, from)}`);
  const returned: Written[] = [];
  for (const { value, bytes } of readersValues) {
    if (returned.length === MAX_RETURNED) break;
    if (!isOf(value, variant)) continue;
    const sent = attemptAny(() => encode(decode(bytes, to), from) as Uint8Array);
    if (!sent.ok) continue;
    const again = { value: decodeAgain(sent.value), bytes: sent.value };
    if (isOf(again.value, variant)) returned.push(again);
  }
  return returned;
}
