/** The report of the codec bench, and how it is printed as Markdown. */

import { MESSAGE_NAMES } from "../messages.js";
import { type circumstances, circumstancesText, microseconds, tableRow } from "../results.js";
import type { Adapter } from "./adapter.js";
import { type Cell, DIRECTIONS } from "./cell.js";

/** The contents of `results/codec.json`. */
export type CodecReport = {
  readonly circumstances: ReturnType<typeof circumstances>;
  readonly versions: Readonly<Record<string, string>>;
  readonly codecs: readonly Pick<Adapter, "name" | "kind" | "note">[];
  readonly cells: readonly MeasuredCell[];
};

export type MeasuredCell = Omit<Cell, "run"> & {
  /** The best of `medians`. */
  readonly nanoseconds: number;
  /** The median of each round, in nanoseconds. */
  readonly medians: readonly number[];
  /** The heap bytes that one call allocates. */
  readonly heapBytes: number;
};

const COLUMNS = MESSAGE_NAMES.flatMap((message) =>
  DIRECTIONS.map((direction) => ({ message, direction })),
);
type Column = (typeof COLUMNS)[number];

const OURS = "barewire";
const NEAREST = "@bare-ts";

export function codecTable(report: CodecReport): string {
  const { codecs, versions } = report;
  const versionText = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    "# Codecs",
    "",
    `${circumstancesText(report.circumstances)}.`,
    "Microseconds, best median of seven rounds in one process; compare within this table only.",
    "",
    tableRow(["", "kind", ...COLUMNS.map(({ message, direction }) => `${direction} ${message}`)]),
    tableRow(["---", "---", ...COLUMNS.map(() => "---:")]),
    ...codecs.map(({ name, kind }) =>
      tableRow([
        name,
        kind,
        ...COLUMNS.map((column) => microseconds(cellAt(report, name, column))),
      ]),
    ),
    "",
    "How many times faster ours is:",
    "",
    tableRow(["than", ...COLUMNS.map(({ message, direction }) => `${direction} ${message}`)]),
    tableRow(["---", ...COLUMNS.map(() => "---:")]),
    tableRow([
      NEAREST,
      ...COLUMNS.map((column) => ratio(report, column, cellAt(report, NEAREST, column))),
    ]),
    tableRow([
      "the best without an addon",
      ...COLUMNS.map((column) => bestRatio(report, column, false)),
    ]),
    tableRow(["the best of all", ...COLUMNS.map((column) => bestRatio(report, column, true))]),
    "",
    "Heap bytes of one call, in which the bytes of buffers do not count:",
    "",
    tableRow(["", ...COLUMNS.map(({ message, direction }) => `${direction} ${message}`)]),
    tableRow(["---", ...COLUMNS.map(() => "---:")]),
    ...codecs.map(({ name }) =>
      tableRow([
        name,
        ...COLUMNS.map((column) => String(cellAt(report, name, column)?.heapBytes ?? "")),
      ]),
    ),
    "",
    "Encoded bytes:",
    "",
    tableRow(["", ...MESSAGE_NAMES]),
    tableRow(["---", ...MESSAGE_NAMES.map(() => "---:")]),
    ...codecs.map(({ name }) =>
      tableRow([name, ...MESSAGE_NAMES.map((message) => size(report, name, message))]),
    ),
    "",
    ...codecs.map(({ name, note }) => `- ${name}: ${note}`),
    "",
    `Versions: ${versionText.join(", ")}.`,
    "",
  ].join("\n");
}

function cellAt(report: CodecReport, codec: string, column: Column): MeasuredCell | undefined {
  return report.cells.find(
    (cell) =>
      cell.codec === codec &&
      cell.message === column.message &&
      cell.direction === column.direction,
  );
}

function size(report: CodecReport, codec: string, message: Column["message"]): string {
  const cell = cellAt(report, codec, { message, direction: "encode" });
  return cell === undefined ? "" : String(cell.encodedSize);
}

function ratio(report: CodecReport, column: Column, other: MeasuredCell | undefined): string {
  const ours = cellAt(report, OURS, column);
  if (ours === undefined || other === undefined) return "";
  return `${(other.nanoseconds / ours.nanoseconds).toFixed(2)}`;
}

function bestRatio(report: CodecReport, column: Column, withAddons: boolean): string {
  const peers = report.codecs.filter(({ name, kind }) => {
    const isPeer = kind === "javascript" || (kind === "built in" && name === "JSON");
    return isPeer || (withAddons && kind === "native addon");
  });
  const cells = peers.flatMap(({ name }) => cellAt(report, name, column) ?? []);
  const fastest = cells.sort((one, other) => one.nanoseconds - other.nanoseconds)[0];
  if (fastest === undefined) return "";
  return `${ratio(report, column, fastest)} (${fastest.codec})`;
}
