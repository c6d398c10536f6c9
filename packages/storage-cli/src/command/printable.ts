/**
 * Text for a terminal. Names of databases come from clients and may contain any character.
 */

import type { DatabaseId } from "@barewire/sqlite-storage";

/** Escapes control characters, and all characters that could pass for other text. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Z}\\]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

export function nameOf({ namespace, actorId }: DatabaseId): string {
  return `${printable(namespace)} ${printable(actorId)}`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Formats a size, for example as `1.5 MiB`. */
export function sizeText(size: bigint | number): string {
  let value = Number(size);
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

/** Formats rows as lines; every column is as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows.map((row) => {
    return row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  });
}
