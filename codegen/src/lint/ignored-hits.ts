/**
 * `# barewire-ignore RULE: the reason`, in the comment lines directly above the line of a finding,
 * or behind it on the same line. The line is no part of the documentation of what it stands above.
 */

import { positionsIn } from "../schema/diagnostic.js";
import { didYouMean } from "../schema/nearest-name.js";
import { LINT_RULE_NAMES } from "./lint-rules.js";
import type { LintHit } from "./lint-schema.js";

type IgnoreComment = {
  /** The line of the comment, from 1. */
  readonly line: number;
  readonly offset: number;
  readonly rule: string;
  readonly reason: string;
};

/** The hits that are not ignored, and those of the comments themselves. */
export function withoutIgnored(hits: readonly LintHit[], text: string): readonly LintHit[] {
  const comments = ignoreComments(text);
  if (comments.length === 0) return hits;
  const positionOf = positionsIn(text);
  const lines = text.split("\n");
  const used = new Set<IgnoreComment>();
  const left = hits.filter(({ rule, offset }) => {
    const { line } = positionOf(offset);
    const found = comments.find(
      (comment) => comment.rule === rule && isAbove(comment.line, line, lines),
    );
    if (found !== undefined) used.add(found);
    return found === undefined || found.reason === "";
  });
  return [...left, ...comments.flatMap((comment) => commentHits(comment, used.has(comment)))];
}

function ignoreComments(text: string): readonly IgnoreComment[] {
  const positionOf = positionsIn(text);
  return [...text.matchAll(/#[ \t]*barewire-ignore\b[ \t]*([\w-]*)[ \t]*:?([^\n]*)/g)].map(
    ({ index, 1: rule = "", 2: reason = "" }) => {
      return { line: positionOf(index).line, offset: index, rule, reason: reason.trim() };
    },
  );
}

/** On the same line, or above it with nothing but comments between. */
function isAbove(comment: number, line: number, lines: readonly string[]): boolean {
  if (comment > line) return false;
  return lines.slice(comment, line - 1).every((between) => /^\s*#/.test(between));
}

function commentHits(comment: IgnoreComment, isUsed: boolean): readonly LintHit[] {
  const { offset, rule, reason } = comment;
  const message = commentProblem(rule, reason, isUsed);
  return message === null ? [] : [{ rule: "ignore-comment", offset, message }];
}

function commentProblem(rule: string, reason: string, isUsed: boolean): string | null {
  if (rule === "") return "the comment names no rule";
  if (!LINT_RULE_NAMES.some((name) => name === rule)) {
    const meant = didYouMean(rule, LINT_RULE_NAMES);
    return `there is no rule '${rule}'${meant === null ? "" : `; ${meant}`}`;
  }
  if (reason === "") return `'${rule}' is ignored without a reason`;
  return isUsed ? null : `'${rule}' finds nothing here that could be ignored`;
}
