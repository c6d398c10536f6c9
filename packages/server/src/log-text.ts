/** A line of the log for people: time, level, event and facts, in colors or without. */

import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

const NO_COLORS: Colors = pc.createColors(false);

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The colors of a stream: those of a terminal, unless `NO_COLOR` turns them off or `FORCE_COLOR`
 * on, if they are set and not empty.
 */
export function colorsOf(stream: { readonly isTTY?: boolean }, environment: Environment): Colors {
  const isSet = (name: string): boolean => (environment[name] ?? "") !== "";
  const isColored =
    !isSet("NO_COLOR") &&
    (isSet("FORCE_COLOR") || (stream.isTTY === true && environment["TERM"] !== "dumb"));
  return pc.createColors(isColored);
}

/** The levels by the numbers of pino. */
const LEVELS: ReadonlyMap<unknown, string> = new Map([
  [10, "trace"],
  [20, "debug"],
  [30, "info"],
  [40, "warn"],
  [50, "error"],
  [60, "fatal"],
]);

/** `line` is a line of JSON as pino writes it. */
export function textOfLine(line: string, colors: Colors = NO_COLORS): string {
  // A line of pino is an object with these members and the facts.
  const { level, time, msg, ...facts } = JSON.parse(line) as {
    readonly level: number;
    readonly time: number;
    readonly msg: string;
    readonly [fact: string]: unknown;
  };
  const name = LEVELS.get(level) ?? "";
  const paint = level >= 50 ? colors.red : level >= 40 ? colors.yellow : colors.green;
  const clock = new Date(time).toISOString().slice(11, 23);
  const shown = Object.entries(facts).map(([fact, value]) => {
    return `${colors.dim(`${fact}=`)}${factText(value)}`;
  });
  return `${[colors.dim(clock), paint(name.padEnd(5)), msg, ...shown].join(" ")}\n`;
}

/** A text with anything but letters, digits and common signs is quoted, with escapes. */
function factText(value: unknown): string {
  if (typeof value === "string" && /^[\w.:/[\]-]+$/.test(value)) return value;
  return JSON.stringify(value) ?? "";
}
