/**
 * A protocol of seven versions: `Grown` gains an optional field with every version, `Fixed` never
 * changes, and both travel in one union, which changes with `Grown`.
 */

export const NEWEST = 7;

export type Message = {
  readonly tag: "Fixed" | "Grown";
  readonly val: { readonly [field: string]: unknown };
};

const COMMON = {
  id: 7,
  at: 1_764_000_000_000n,
  name: "a name of some length",
  tags: ["one", "two"],
};

export const FIXED: Message = { tag: "Fixed", val: COMMON };

/** The message as `version` has it. */
export function grown(version: number): Message {
  const added = additions(version).map((name) => [name, null] as const);
  return { tag: "Grown", val: { ...COMMON, ...Object.fromEntries(added) } };
}

/** The names of the fields that `version` has and the first version lacks. */
export function additions(version: number): readonly string[] {
  return Array.from({ length: version - 1 }, (_, index) => `extra${index + 2}`);
}
