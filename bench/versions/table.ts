/** The report of the versions bench, and how it is printed as Markdown. */

import { DIRECTIONS, type Direction } from "../codec/cell.js";
import { type Medians, median } from "../measure.js";
import { MESSAGE_NAMES, type MessageName } from "../messages.js";
import { type circumstances, circumstancesText, microseconds, tableRow } from "../results.js";
import { CONTENDERS, type Contender, type Subject } from "./subject.js";

/** The contents of `results/versions.json`. */
export type VersionsReport = {
  readonly circumstances: ReturnType<typeof circumstances>;
  readonly versions: Readonly<Record<string, string>>;
  readonly cells: readonly VersionsCell[];
};

export type VersionsCell = Omit<Subject, "run"> & {
  /** The best of `medians`. */
  readonly nanoseconds: number;
  /** The median of each round, in nanoseconds. */
  readonly medians: Medians;
  /** The heap bytes that one call allocates. */
  readonly heapBytes: number;
};

type Column = { readonly message: MessageName; readonly direction: Direction };

const OURS: Contender = "barewire, older version";

const OTHERS = CONTENDERS.filter((contender) => contender !== OURS);

export function versionsTable(report: VersionsReport): string {
  const columns = MESSAGE_NAMES.flatMap((message) =>
    DIRECTIONS.map((direction) => ({ message, direction })),
  ).filter((column) => cellAt(report, OURS, column) !== undefined);
  const heading = (name: string) => [
    tableRow([name, ...columns.map((column) => columnName(report, column))]),
    tableRow(["---", ...columns.map(() => "---:")]),
  ];
  const rows = (contenders: readonly Contender[], text: (cell: CellText) => string) =>
    contenders.map((contender) => {
      const ours = (column: Column) => cellAt(report, OURS, column);
      const cell = (column: Column) => cellAt(report, contender, column);
      return tableRow([
        contender,
        ...columns.map((at) => text({ cell: cell(at), ours: ours(at) })),
      ]);
    });
  return [
    "# Older versions",
    "",
    `${circumstancesText(report.circumstances)}; vbare ${report.versions["vbare"]}.`,
    "A v3 reader and writer, and a peer of the version in the heading. Nothing has changed in these",
    "messages. Microseconds, best median of many rounds in one process:",
    "",
    ...heading("time"),
    ...rows(CONTENDERS, ({ cell }) => microseconds(cell)),
    "",
    "Our time with the older version, divided by that of each other (in brackets the median of the",
    "rounds instead of their best):",
    "",
    ...heading("ours divided by"),
    ...rows(OTHERS, ratioText),
    "",
    "Heap bytes of one call, the median of many samples, which differ by up to 1 %:",
    "",
    ...heading("bytes"),
    ...rows(CONTENDERS, ({ cell }) => String(cell?.heapBytes ?? "")),
    "",
    "Extra heap bytes of ours with the older version:",
    "",
    ...heading("more than"),
    ...rows(OTHERS, extraBytes),
    "",
  ].join("\n");
}

type CellText = {
  readonly cell: VersionsCell | undefined;
  readonly ours: VersionsCell | undefined;
};

function cellAt(report: VersionsReport, contender: Contender, column: Column) {
  return report.cells.find(
    (cell) =>
      cell.contender === contender &&
      cell.message === column.message &&
      cell.direction === column.direction,
  );
}

function columnName(report: VersionsReport, column: Column): string {
  return `${column.direction} ${column.message}, v${cellAt(report, OURS, column)?.version ?? ""}`;
}

function ratioText({ cell, ours }: CellText): string {
  if (cell === undefined || ours === undefined) return "";
  const ofBest = ours.nanoseconds / cell.nanoseconds;
  const ofMedians = median(ours.medians) / median(cell.medians);
  return `${ofBest.toFixed(2)} (${ofMedians.toFixed(2)})`;
}

function extraBytes({ cell, ours }: CellText): string {
  return cell === undefined || ours === undefined ? "" : String(ours.heapBytes - cell.heapBytes);
}
