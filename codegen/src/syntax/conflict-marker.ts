/** The lines that Git leaves in a file where two changes of one place conflict. */

/** One line of seven `<`, `|`, `=` or `>`, alone or followed by a space and a name. */
const MARKER_LINE = String.raw`(?<![^\n])(?:<{7}|\|{7}|={7}|>{7})(?: [^\n]*|\r?)(?![^\n])`;

const MARKER_STARTS = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
const FIRST_MARKER = new RegExp(MARKER_LINE);
const MARKER_HERE = new RegExp(MARKER_LINE, "y");
const CLOSING_MARKER = new RegExp(MARKER_LINE.replace(String.raw`<{7}|\|{7}|={7}|`, ""), "g");

/** The offset of the first marker; null if there is none. */
export function firstConflictMarker(text: string): number | null {
  // Most texts have none, and a search for a fixed text is faster than the expression.
  if (!MARKER_STARTS.some((start) => text.includes(start))) return null;
  return FIRST_MARKER.exec(text)?.index ?? null;
}

/**
 * Finds the text that a reader of one side of each conflict skips: the line of each marker, and of
 * the two sides the second one, because both together would define everything twice.
 */
export class ConflictSkipper {
  readonly #text: string;
  /** The end of the next closing marker at or after the offset; null before the first call. */
  #closing: { readonly from: number; readonly end: number } | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of what is skipped at `offset`; `offset` itself if no marker stands there. */
  skip(offset: number): number {
    if (!"<|=>".includes(this.#text.charAt(offset) || " ")) return offset;
    MARKER_HERE.lastIndex = offset;
    const marker = MARKER_HERE.exec(this.#text);
    if (marker === null) return offset;
    const endOfLine = offset + marker[0].length;
    if (!"|=".includes(marker[0].charAt(0))) return endOfLine;
    return this.#closingEnd(endOfLine) ?? endOfLine;
  }

  /** Each search begins where the last one ended, so that all of them pass the text once. */
  #closingEnd(offset: number): number | null {
    if (this.#closing === null || this.#closing.from < offset) {
      CLOSING_MARKER.lastIndex = offset;
      const found = CLOSING_MARKER.exec(this.#text);
      const none = { from: Number.POSITIVE_INFINITY, end: -1 };
      this.#closing =
        found === null ? none : { from: found.index, end: found.index + found[0].length };
    }
    return this.#closing.end === -1 ? null : this.#closing.end;
  }
}
