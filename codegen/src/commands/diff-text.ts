/** Prints the changes that `barewire diff` reports beside its findings. */

import { escapeData, escapeProperty, type FindingFormat, fenced } from "./finding-formats.js";
import { noticeOf } from "./rendered-diagnostic.js";

/** The changes of one protocol. */
export type Diff = {
  readonly protocol: string;
  /** Says which states are compared, such as `chat v1 to v2`. */
  readonly title: string;
  /** Empty if nothing changed. */
  readonly lines: readonly string[];
};

/** Empty in a format whose one document holds the findings and the changes. */
export function diffText(diffs: readonly Diff[], format: FindingFormat): string {
  switch (format) {
    case "text":
      return diffs.map(plain).join("\n");
    case "markdown":
      return diffs.map(markdown).join("\n\n");
    case "github":
      return diffs.map(annotation).join("\n");
    case "json":
    case "junit":
      return "";
    default:
      return format satisfies never;
  }
}

function plain(diff: Diff): string {
  return noticeOf([diff.title, ...shownLines(diff).map((line) => `  ${line}`)]);
}

/** A comment of a pull request: a heading, and the lines as they are in a terminal. */
function markdown(diff: Diff): string {
  return [`### ${diff.title}`, "", fenced(shownLines(diff).join("\n"))].join("\n");
}

function annotation(diff: Diff): string {
  const title = escapeProperty(`barewire: ${diff.title}`);
  return `::notice title=${title}::${escapeData(shownLines(diff).join("\n"))}`;
}

function shownLines({ lines }: Diff): readonly string[] {
  return lines.length === 0 ? ["no change"] : lines;
}
