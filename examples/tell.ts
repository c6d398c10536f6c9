/**
 * The layout of the story on the terminal.
 */

/** Prints a heading and its paragraphs; one that is an array is a table, and is indented. */
export function tell(heading: string, paragraphs: readonly (string | readonly string[])[]): void {
  console.log(`\n${heading}\n`);
  for (const paragraph of paragraphs) {
    const lines = typeof paragraph === "string" ? [`  ${paragraph}`] : paragraph.map(indented);
    console.log(lines.join("\n"));
  }
}

function indented(line: string): string {
  return `      ${line}`;
}
