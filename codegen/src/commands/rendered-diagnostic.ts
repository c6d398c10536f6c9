/** Renders diagnostics for the terminal: location, message and help. */

import { type Diagnostic, type Problem, renderDiagnostic } from "../schema/diagnostic.js";

/** The rendered lines of one diagnostic. */
export type RenderedDiagnostic = string;

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

/** A problem of a whole file or folder, which has no line to point at. */
export function pathProblem(path: string, message: string, help: string): RenderedDiagnostic {
  return `${path}: ${message}\n  help: ${help}`;
}

export function notUtf8Problem(path: string): RenderedDiagnostic {
  return pathProblem(path, "the file is not UTF-8 text", "save it as UTF-8");
}

export function textProblem(file: string, text: string, problem: Problem): RenderedDiagnostic {
  return renderDiagnostic({ ...problem, file }, text);
}

/** `texts` are by file. A diagnostic may name a file that does not exist yet. */
export function diagnosticProblem(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, string>,
): RenderedDiagnostic {
  const text = texts.get(diagnostic.file);
  if (text !== undefined) return renderDiagnostic(diagnostic, text);
  const help = diagnostic.suggestion === null ? "" : `\n  help: ${diagnostic.suggestion}`;
  return `${diagnostic.file}: ${diagnostic.message}${help}`;
}
