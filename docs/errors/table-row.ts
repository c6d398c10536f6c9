/** A row of a table in Markdown, of cells with any text. */

export function row(...cells: readonly string[]): string {
  // A pipe would end a cell, and so would the end of a line.
  const texts = cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " "));
  return `| ${texts.join(" | ")} |`;
}
