/** A problem as it is printed: where, what, and what to do. */

import { type Diagnostic, type Problem, renderDiagnostic } from "../schema/diagnostic.js";

/** The finished lines of one problem. */
export type RenderedDiagnostic = string;

/** Of a file as a whole, or of a folder: there is no line to point at. */
export function pathProblem(path: string, message: string, help: string): RenderedDiagnostic {
  return `${path}: ${message}\n  help: ${help}`;
}

export function notUtf8Problem(path: string): RenderedDiagnostic {
  return pathProblem(path, "this is not UTF-8 text", "save it as UTF-8");
}

export function textProblem(file: string, text: string, problem: Problem): RenderedDiagnostic {
  return renderDiagnostic({ ...problem, file }, text);
}

/** `texts` by file; a diagnostic may speak of a file that is still to be made. */
export function diagnosticProblem(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, string>,
): RenderedDiagnostic {
  const text = texts.get(diagnostic.file);
  if (text !== undefined) return renderDiagnostic(diagnostic, text);
  const help = diagnostic.suggestion === null ? "" : `\n  help: ${diagnostic.suggestion}`;
  return `${diagnostic.file}: ${diagnostic.message}${help}`;
}
