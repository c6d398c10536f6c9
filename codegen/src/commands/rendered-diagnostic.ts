/** Renders diagnostics: location, message and help for the terminal, and all of it for programs. */

import type { LintRuleName } from "../lint/lint-rules.js";
import {
  type Diagnostic,
  type Fix,
  type Position,
  type Problem,
  positionsIn,
  renderDiagnostic,
} from "../schema/diagnostic.js";
import type { ProblemCode } from "../schema/problem-code.js";

export type RenderedDiagnostic = {
  /** The text without colours: `file:line:column: message`, a code frame, and help. */
  readonly lines: string;
  readonly data: DiagnosticData;
};

/** A diagnostic as `--format json` prints it. */
export type DiagnosticData = {
  readonly file: string;
  /** The stable name of the kind of problem. */
  readonly code: FindingCode;
  /** A note does not make a command fail. */
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | null;
  /** Null if the problem is that of the whole file. */
  readonly range: TextRange | null;
  /** The edit that mends it; null if there is none that is sure to be meant. */
  readonly fix: { readonly range: TextRange; readonly text: string } | null;
};

/** Every finding has one of them; docs/errors.md and docs/lint.md describe each. */
export type FindingCode = ProblemCode | LintRuleName;

export type Severity = "error" | "note";

type TextRange = { readonly start: TextPlace; readonly end: TextPlace };

/** The offset counts UTF-16 units from 0; line and column count from 1. */
type TextPlace = Position & { readonly offset: number };

/** The lines of something that a run has seen although nothing is wrong with it. */
export type Notice = string;

const LINE_WIDTH = 100;

/** Lines of at most 100 columns; what is too wide goes on below it, further to the right. */
export function noticeOf(lines: readonly string[]): Notice {
  return lines.flatMap(filledLine).join("\n");
}

function filledLine(line: string): readonly string[] {
  if (line.length <= LINE_WIDTH) return [line];
  const indentation = line.length - line.trimStart().length;
  const below = " ".repeat(indentation === 0 ? 2 : indentation + 2);
  const filled: string[] = [];
  // Text in backticks is meant to be copied, and stays on one line.
  for (const word of line.trimStart().match(/(?:`[^`]*`|\S)+/g) ?? []) {
    const last = filled.at(-1);
    if (last === undefined) filled.push(" ".repeat(indentation) + word);
    else if (last.length + 1 + word.length > LINE_WIDTH) filled.push(below + word);
    else filled[filled.length - 1] = `${last} ${word}`;
  }
  return filled;
}

/** A notice about a file or folder. */
export function pathNotice(path: string, message: string, help: string): Notice {
  return `${path}: ${message}\n  help: ${help}`;
}

/**
 * A problem of a whole file or folder. Its text points at the first line, because programs that
 * read `file:line:column:` know no other form.
 */
export function pathProblem(
  path: string,
  message: string,
  help: string | null,
  code: FindingCode,
): RenderedDiagnostic {
  const lines = `${path}:1:1: ${message}${help === null ? "" : `\n  help: ${help}`}`;
  const severity = "error" as const;
  return { lines, data: { file: path, code, severity, message, help, range: null, fix: null } };
}

export function notUtf8Problem(path: string): RenderedDiagnostic {
  return pathProblem(path, "the file is not UTF-8 text", "save it as UTF-8", "not-utf8");
}

export function textProblem(
  file: string,
  text: string,
  problem: Omit<Problem, "code"> & { readonly code: FindingCode },
): RenderedDiagnostic {
  const { offset, message, suggestion, code, fix = null } = problem;
  const end = problem.end ?? wordEnd(text, offset);
  const rangeOf = rangesIn(text);
  return {
    lines: renderDiagnostic({ ...problem, file }, text),
    data: {
      file,
      code,
      severity: "error",
      message,
      help: suggestion,
      range: rangeOf({ offset, end }),
      fix: fix === null ? null : { range: rangeOf(fix), text: fix.text },
    },
  };
}

/** The end of the word or the text in quotes at `offset`. */
function wordEnd(text: string, offset: number): number {
  WORD.lastIndex = offset;
  return offset + (WORD.exec(text)?.[0].length ?? 0);
}

const WORD = /"(?:[^"\\\n]|\\.)*"|\w+|\S/uy;

function rangesIn(text: string): (range: Omit<Fix, "text">) => TextRange {
  const positionOf = positionsIn(text);
  const placeOf = (offset: number) => ({ offset, ...positionOf(offset) });
  return ({ offset, end }) => ({ start: placeOf(offset), end: placeOf(end) });
}

/** `texts` are by file. A diagnostic may name a file that does not exist yet. */
export function diagnosticProblem(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, string>,
): RenderedDiagnostic {
  const { file, message, suggestion, code } = diagnostic;
  const text = texts.get(file);
  if (text === undefined) return pathProblem(file, message, suggestion, code);
  return textProblem(file, text, diagnostic);
}
