/** The formats that findings are printed in, for a person or a program. */

import { relative, resolve, sep } from "node:path";
import type { DiagnosticData, RenderedDiagnostic } from "./rendered-diagnostic.js";

export type FindingFormat = "text" | "json" | "github" | "junit" | "markdown";

export type FindingOutput = {
  readonly format: FindingFormat;
  /** Tells whether the output is a terminal that shows colours, and may have them. */
  readonly isColored: boolean;
  /**
   * The folder that a service for continuous integration has checked out, to which annotations
   * are relative; null elsewhere.
   */
  readonly checkoutFolder: string | null;
};

export const PLAIN_TEXT: FindingOutput = {
  format: "text",
  isColored: false,
  checkoutFolder: null,
};

/** The formats of every command. Only a command whose result is a report has `markdown` as well. */
export const FINDING_FORMATS: readonly FindingFormat[] = ["text", "json", "github", "junit"];

/** The text for a person; `isColored` only where the output is a terminal. */
export function textOf(
  findings: readonly RenderedDiagnostic[],
  { isColored }: { readonly isColored: boolean },
): string {
  const texts = findings.map((finding, at) => shortened(finding, findings[at + 1]));
  return texts
    .map(({ lines, isJoined }, at) => {
      const separator = at === texts.length - 1 ? "" : isJoined ? "\n" : "\n\n";
      return `${isColored ? colored(lines) : lines}${separator}`;
    })
    .join("");
}

/** Whole files that one command mends are listed below one another, and the last has the help. */
function shortened(finding: RenderedDiagnostic, next: RenderedDiagnostic | undefined) {
  const { lines, data } = finding;
  const isJoined =
    next !== undefined &&
    data.range === null &&
    next.data.range === null &&
    data.help !== null &&
    data.help === next.data.help;
  return { lines: isJoined ? lines.slice(0, lines.indexOf("\n")) : lines, isJoined };
}

const BOLD = "\u001B[1m";
const RED = "\u001B[31m";
const CYAN = "\u001B[36m";
const PLAIN = "\u001B[0m";

/** The place is bold, the caret below a line of code red, and the help cyan. */
function colored(lines: string): string {
  return lines
    .replace(/^.*?:\d+:\d+:/, (place) => `${BOLD}${place}${PLAIN}`)
    .replaceAll(/^( +\| +)(\^+)$/gm, (_, frame, caret) => `${frame}${RED}${caret}${PLAIN}`)
    .replaceAll(/^ {2}help:/gm, (help) => `${CYAN}${help}${PLAIN}`);
}

/** A section of a comment in a pull request. */
export function markdownOf(findings: readonly RenderedDiagnostic[]): string {
  if (findings.length === 0) return "";
  return ["\n### Problems", "", fenced(textOf(findings, { isColored: false }))].join("\n");
}

/** The text may have backticks, of which a fence must have more. */
export function fenced(text: string): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}text`, text, fence].join("\n");
}

/** One object. `result` has what else the command found out, such as the changes of a diff. */
export function jsonOf(
  findings: readonly RenderedDiagnostic[],
  result: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({ ...result, problems: findings.map(({ data }) => data) }, null, 2);
}

/** Annotations of GitHub: a workflow command a line, with paths from the checked-out folder. */
export function githubOf(
  findings: readonly RenderedDiagnostic[],
  folders: { readonly workingFolder: string; readonly checkoutFolder: string | null },
): string {
  return findings.map(({ data }) => annotation(data, folders)).join("\n");
}

function annotation(
  { file, code, severity, message, help, range }: DiagnosticData,
  folders: { readonly workingFolder: string; readonly checkoutFolder: string | null },
): string {
  const properties = {
    file: annotatedPath(file, folders),
    line: range?.start.line ?? 1,
    col: range?.start.column ?? 1,
    endLine: range?.end.line ?? 1,
    endColumn: range?.end.column ?? 1,
    title: `barewire ${code}`,
  };
  const written = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(value)}`,
  );
  const command = severity === "error" ? "error" : "notice";
  const text = help === null ? message : `${message}\nhelp: ${help}`;
  return `::${command} ${written.join(",")}::${escapeData(text)}`;
}

function annotatedPath(
  file: string,
  folders: { readonly workingFolder: string; readonly checkoutFolder: string | null },
): string {
  const { workingFolder, checkoutFolder } = folders;
  if (checkoutFolder === null) return file;
  const path = relative(checkoutFolder, resolve(workingFolder, file)).replaceAll(sep, "/");
  // A working folder outside of the checkout keeps its own paths, which GitHub shows as they are.
  return path.startsWith("../") ? file : path;
}

export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

export function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** A test report in the XML of JUnit: one suite a file, one failed test a finding. */
export function junitOf(command: string, findings: readonly RenderedDiagnostic[]): string {
  const files = [...new Set(findings.map(({ data }) => data.file))];
  const suites = files.map((file) =>
    suite(
      file,
      findings.filter(({ data }) => data.file === file),
    ),
  );
  // A report without a test counts as a mistake of the configuration in most programs.
  const passed = `  <testsuite name="barewire ${xml(command)}" tests="1" failures="0">
    <testcase name="no findings" classname="barewire ${xml(command)}"/>
  </testsuite>`;
  const failures = findings.filter(({ data }) => data.severity === "error").length;
  const tests = Math.max(findings.length, 1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="barewire ${xml(command)}" tests="${tests}" failures="${failures}">`,
    ...(suites.length === 0 ? [passed] : suites),
    "</testsuites>",
  ].join("\n");
}

function suite(file: string, findings: readonly RenderedDiagnostic[]): string {
  const failures = findings.filter(({ data }) => data.severity === "error").length;
  return [
    `  <testsuite name="${xml(file)}" tests="${findings.length}" failures="${failures}">`,
    ...findings.map(testCase),
    "  </testsuite>",
  ].join("\n");
}

function testCase({ lines, data }: RenderedDiagnostic): string {
  const { line, column } = data.range?.start ?? { line: 1, column: 1 };
  const name = `${line}:${column}: ${data.message}`;
  const file = xml(data.file);
  const place = `classname="${file}" file="${file}" line="${line}"`;
  const head = `    <testcase name="${xml(name)}" ${place}>`;
  const type = xml(data.code);
  const body =
    data.severity === "error"
      ? `      <failure message="${xml(data.message)}" type="${type}">${xml(lines)}</failure>`
      : `      <system-out>${xml(lines)}</system-out>`;
  return [head, body, "    </testcase>"].join("\n");
}

/** Escaped for a text and for a value in double quotes; XML 1.0 has no other control characters. */
function xml(text: string): string {
  return text
    .replaceAll(NOT_IN_XML, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
