/**
 * Omits items of a list or a map that an older version cannot represent, as a decision says, and
 * counts them, so that the encoder can be told.
 */

import { notRepresentable, type Step } from "./conversion.js";
import type { SchemaDescription } from "./schema-description.js";
import { currentPath, noteKept, type Steps, traceConversion } from "./trace-conversion.js";
import { WireError } from "./wire-error.js";

/** Is told the path of a list or a map and how many of its entries were left out. */
export type OnOmitted = (path: string, count: number) => void;

type Omission = { readonly path: string; readonly count: number };

/** The omissions of the running conversion; null if they are not recorded. */
let omissions: Omission[] | null = null;

/** Converts every item, without those that the target version cannot represent. */
export function omitItems<From, To>(
  _step: Step,
  path: string,
  items: ArrayLike<From>,
  convert: (item: From) => To,
): To[] {
  const place = currentPath() ?? path;
  const kept: To[] = [];
  const indexes: number[] = [];
  for (let index = 0; index < items.length; index++) {
    // The index is below the length of the list.
    if (keep(kept, () => convert(items[index] as From))) indexes.push(index);
  }
  note(place, items.length, indexes);
  return kept;
}

/** Converts every entry, without those whose key or value the target version lacks. */
export function omitEntries<FromKey, FromValue, ToKey, ToValue>(
  step: Step,
  path: string,
  entries: ReadonlyMap<FromKey, FromValue>,
  convertKey: (key: FromKey) => ToKey,
  convertValue: (value: FromValue) => ToValue,
): ReadonlyMap<ToKey, ToValue> {
  const place = currentPath() ?? path;
  const kept: [ToKey, ToValue][] = [];
  const indexes: number[] = [];
  let index = 0;
  for (const entry of entries) {
    if (keep(kept, () => [convertKey(entry[0]), convertValue(entry[1])])) indexes.push(index);
    index++;
  }
  note(place, entries.size, indexes);
  const converted = new Map(kept);
  if (converted.size === kept.length) return converted;
  throw notRepresentable(step, path, `two keys are one in v${step.to}`);
}

/** Keeps what `convert` returns, or nothing where the target cannot represent it; says which. */
function keep<To>(kept: To[], convert: () => To): boolean {
  const before = omissions?.length ?? 0;
  try {
    kept.push(convert());
    return true;
  } catch (error) {
    if (!(error instanceof WireError) || error.issue.kind !== "not-representable") throw error;
    // Omissions inside an item that is itself omitted do not count.
    omissions?.splice(before);
    return false;
  }
}

/** `indexes` are those of the items that are kept, out of `size`. */
function note(path: string, size: number, indexes: readonly number[]): void {
  if (indexes.length === size) return;
  noteKept(path, indexes);
  omissions?.push({ path, count: size - indexes.length });
}

/** The newest version of a protocol, by whose terms the caller is told. */
type Newest = { readonly schema: SchemaDescription };

/** Runs `convert`, and tells `onOmitted` what it left out of the value at which path. */
export function withOmissions<To>(
  { schema }: Newest,
  onOmitted: OnOmitted | undefined,
  steps: Steps,
  convert: () => To,
): To {
  if (onOmitted === undefined) return convert();
  const { result, found } = collected(convert);
  if (found.length > 0) {
    // The full path is worth a second run only after something was omitted.
    const located = collected(() => traceConversion(schema, steps)).found;
    for (const { path, count } of located) onOmitted(path, count);
  }
  return result;
}

/** A conversion may run inside another, such as by a decision that encodes. */
function collected<To>(convert: () => To): { readonly result: To; readonly found: Omission[] } {
  const outer = omissions;
  const found: Omission[] = [];
  omissions = found;
  try {
    return { result: convert(), found };
  } finally {
    omissions = outer;
  }
}
