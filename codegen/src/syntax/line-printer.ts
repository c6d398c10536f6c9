/**
 * Prints tokens in lines, and with each token the comments that stand before it. No comment is
 * lost, and each documents the part that it documented before, or none as before.
 */

import { type CommentPlan, commentBehind, type LineAbove, linesAbove } from "./comment-plan.js";

/** The white space, and the bar, between a token and the one printed before it. */
export type Separation =
  | { readonly kind: "text"; readonly text: string }
  /** A new line, which `text` begins. */
  | { readonly kind: "line"; readonly indent: number; readonly text: string };

type Line = {
  readonly indent: number;
  text: string;
  comment: string | null;
  /** The part that begins the line; null if none does. */
  readonly part: number | null;
};

const INDENT = "  ";

export class LinePrinter {
  readonly #plan: CommentPlan;
  readonly #lines: Line[] = [];
  readonly #lineOfPart = new Map<number, Line>();
  /** The token printed last; -1 before the first. */
  #last = -1;
  /** Bars that are not printed where they stood, of which the comments are. */
  #skipped: number[] = [];

  constructor(plan: CommentPlan) {
    this.#plan = plan;
  }

  /** The number of lines printed so far. */
  get lineCount(): number {
    return this.#lines.length;
  }

  /** The token at `index` is left out, and its comments are printed with the next one. */
  skip(index: number): void {
    this.#skipped.push(index);
  }

  print(index: number, separation: Separation): void {
    const above = this.#commentsAbove(index, separation);
    const text = this.#plan.tokens[index]?.text ?? "";
    const part = this.#plan.parts.has(index) ? index : null;
    if (separation.kind === "line") {
      this.#printAbove(above, index, separation.indent);
      this.#startLine(separation.indent, separation.text + text, part);
    } else {
      this.#printBehind(above, separation.text, text, part);
    }
    this.#last = index;
  }

  /** Prints the comments at the end of the text. */
  printEnd(index: number): void {
    const separation: Separation = { kind: "line", indent: 0, text: "" };
    this.#printAbove(this.#commentsAbove(index, separation), index, 0);
  }

  #printBehind(
    above: readonly LineAbove[],
    separation: string,
    text: string,
    part: number | null,
  ): void {
    const comments = above.filter((line) => line !== null);
    const line = this.#lines.at(-1);
    if (line === undefined || comments.length > 0) {
      // A comment within a part ends the line, and the part goes on below it.
      const indent = (line?.indent ?? 0) + (line?.part === null ? 0 : 1);
      for (const comment of comments) this.#startLine(indent, comment, null);
      this.#startLine(indent, separation.trimStart() + text, null);
      return;
    }
    line.text += separation + text;
    if (part !== null) this.#lineOfPart.set(part, line);
  }

  /** An empty line at `at`, unless there is one. */
  insertEmptyLine(at: number): void {
    if (this.#lines[at]?.text === "") return;
    this.#lines.splice(at, 0, { indent: 0, text: "", comment: null, part: null });
  }

  /** All lines, each with its line end. */
  text(lineEnd: string): string {
    const lines = this.#lines.map(({ indent, text, comment }) =>
      [
        text === "" ? "" : INDENT.repeat(indent) + text,
        ...(comment === null ? [] : [comment]),
      ].join(" "),
    );
    return lines.map((line) => line + lineEnd).join("");
  }

  #startLine(indent: number, text: string, part: number | null): void {
    const line = { indent, text, comment: null, part };
    this.#lines.push(line);
    if (part !== null) this.#lineOfPart.set(part, line);
  }

  /** The comments between the token printed last and this one, less those put behind a line. */
  #commentsAbove(index: number, separation: Separation): readonly LineAbove[] {
    const { tokens } = this.#plan;
    const above: LineAbove[] = [...this.#placeBehind(this.#last, index, separation.kind)];
    for (const bar of this.#skipped) {
      const lines = linesAbove(tokens, bar);
      above.push(...lines);
      // On a line of its own, the bar has kept its comments away from the member.
      const isApart = tokens[index]?.isFirstOnLine === true && lines.some((line) => line !== null);
      if (isApart) above.push(null);
      const isBehindLine = above.length === 0 && tokens[bar]?.isFirstOnLine !== true;
      above.push(...this.#placeBehind(bar, index, isBehindLine ? separation.kind : "text"));
    }
    this.#skipped = [];
    return [...above, ...linesAbove(tokens, index)];
  }

  /** Puts the comment behind `token` behind a line, or else returns it. */
  #placeBehind(token: number, next: number, kind: Separation["kind"]): readonly LineAbove[] {
    const { tokens, parts, documentedAbove, documentedBehind } = this.#plan;
    const behind = tokens[token];
    const comment = behind === undefined ? null : commentBehind(behind);
    if (comment === null) return [];
    const documented = this.#lineOfPart.get(documentedBehind.get(token) ?? -1);
    if (documented?.comment === null) {
      documented.comment = comment;
      return [];
    }
    const line = this.#lines.at(-1);
    const isFree = line?.part == null || documentedAbove.has(line.part);
    if (kind === "line" && isFree && line?.comment === null) {
      line.comment = comment;
      return [];
    }
    // Directly above a part it would document it.
    return parts.has(next) ? [comment, null] : [comment];
  }

  #printAbove(above: readonly LineAbove[], index: number, indent: number): void {
    const isClosing = this.#plan.tokens[index]?.text === "}";
    const own = indent + (isClosing ? 1 : 0);
    // An empty line says nothing at the start of a text or a body.
    let isAfterEmpty = this.#last === -1 || this.#plan.tokens[this.#last]?.text === "{";
    let hasEmpty = false;
    for (const line of above) {
      hasEmpty ||= line === null;
      if (line === null) continue;
      if (hasEmpty && !isAfterEmpty) this.#startLine(0, "", null);
      this.#startLine(own, line, null);
      hasEmpty = false;
      isAfterEmpty = false;
    }
    const isLast = isClosing || this.#plan.tokens[index]?.kind === "end";
    if (hasEmpty && !isAfterEmpty && !isLast) this.#startLine(0, "", null);
  }
}
