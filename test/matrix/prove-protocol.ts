/** Proves all cells of one protocol with covering and with random values. */

import { shapesOf } from "@barewire/inspect";
import { coveringValues, valueMaker } from "@barewire/inspect/values";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import type { Random } from "../contract/seeded-random.js";
import {
  attemptAny,
  nameAt,
  type Proof,
  proveCell,
  type Relay,
  type Written,
} from "./prove-cell.js";
import { callOf, type RunningProtocol } from "./running-protocol.js";
import { type Cell, cellTitle } from "./verdict.js";

export type ProvedCell = { readonly cell: Cell; readonly proof: Proof };

export function proveProtocol(
  running: RunningProtocol,
  cells: readonly Cell[],
  random: Random,
  randomCount: number,
): readonly ProvedCell[] {
  const relays = new Map(
    cells
      .filter(({ from, to }) => from === to)
      .map(({ root, variant, from, verdict }) => [`${root} ${variant} ${from}`, verdict]),
  );
  const relay: Relay = (root, variant, version) => relays.get(`${root} ${variant} ${version}`);
  const known = new Map<string, readonly Written[]>();
  const valuesOf = (root: string, version: number): readonly Written[] => {
    const key = `${root} ${version}`;
    const values = known.get(key) ?? writtenValues(running, { root, version }, random, randomCount);
    known.set(key, values);
    return values;
  };
  return cells.map((cell): ProvedCell => {
    const { root, variant, from, to } = cell;
    const written = valuesOf(root, from).filter(({ value }) => isOf(value, variant));
    if (written.length === 0) throw new Error(`${cellTitle(cell)}: no value was made`);
    const returned = from === to ? [] : returnedValues(running, cell, valuesOf(root, to));
    return { cell, proof: proveCell(running, cell, [...written, ...returned], relay) };
  });
}

function isOf(value: unknown, variant: string | null): boolean {
  return variant === null || (value as { readonly tag: string }).tag === variant;
}

type At = { readonly root: string; readonly version: number };

function writtenValues(
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
