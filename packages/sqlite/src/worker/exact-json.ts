/** JSON of values that it carries exactly. */

/** Values that are looked at before a value counts as too large. */
const MAX_VALUES = 4_096;

/**
 * Returns the JSON of a value, or null if reading it back would give another value, as it does for
 * bigints, bytes, NaN and -0, or if there are too many values in it for this to be worth while.
 */
export function exactJson(value: unknown): string | null {
  return countExact(value, MAX_VALUES) < 0 ? null : JSON.stringify(value);
}

/** Returns how many values may follow, or a negative number if one of these is not exact. */
function countExact(value: unknown, left: number): number {
  switch (typeof value) {
    case "string":
    case "boolean":
      return left - 1;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? left - 1 : -1;
    case "object":
      if (value === null) return left - 1;
      if (Array.isArray(value)) return countAll(value, left - 1);
      if (Object.getPrototypeOf(value) !== Object.prototype) return -1;
      return countAll(Object.values(value), left - 1);
    default:
      return -1;
  }
}

function countAll(values: readonly unknown[], left: number): number {
  let rest = left;
  for (const value of values) {
    rest = countExact(value, rest);
    if (rest < 0) break;
  }
  return rest;
}
