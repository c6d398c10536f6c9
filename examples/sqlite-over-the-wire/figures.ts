/**
 * Formats figures for people.
 */

export function number(value: number): string {
  return value.toLocaleString("en-US");
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function milliseconds(ms: number): string {
  return `${number(Math.round(ms))} ms`;
}

/** Formats a table with names on the left and values on the right. */
export function table(
  rows: readonly (readonly [name: string, value: string])[],
): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

/** Returns the result of `work`, and how long it took. */
export async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}
