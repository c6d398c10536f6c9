/**
 * The line ends of a file belong to its checkout: Git for Windows gives every text file CRLF. What
 * was generated is the same with either, and a file that is written again keeps those that it has.
 */

/** `found` stands on the disk; `expected` has the line ends of the generator, LF. */
export function isSameText(found: string, expected: string): boolean {
  return found === expected || withLf(found) === expected;
}

/** `text` with the line ends of the file that it replaces; null where there is none. */
export function withLineEndsOf(found: string | null, text: string): string {
  return found?.includes("\r\n") === true ? withLf(text).replaceAll("\n", "\r\n") : text;
}

/** As the generator writes it. */
export function withLf(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
