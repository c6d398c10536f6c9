/** Places inside values, as a type names them: all items of a list are one place. */

export type Segment =
  | { readonly kind: "field"; readonly name: string }
  /** The payload, of a value of this variant only. */
  | { readonly kind: "variant"; readonly tag: string }
  | { readonly kind: "items" }
  | { readonly kind: "keys" }
  | { readonly kind: "values" }
  /** The item of an optional that is present. */
  | { readonly kind: "some"; readonly isNested: boolean };

/** A path that begins at the message. */
export type ValuePath = readonly Segment[];

/** The ways from a recursive type to itself, by the text of the path to where it is first met. */
export type Loops = ReadonlyMap<string, readonly ValuePath[]>;

/** `ToEnvoy.ToEnvoyCommands[].inner.CommandStartActor`. */
export function pathText(root: string, path: ValuePath): string {
  return path.reduce((text, segment) => text + segmentText(segment), root);
}

function segmentText(segment: Segment): string {
  switch (segment.kind) {
    case "field":
      return `.${segment.name}`;
    case "variant":
      return `.${segment.tag}`;
    case "items":
      return "[]";
    case "keys":
      return "[key]";
    case "values":
      return "[value]";
    case "some":
      return "";
    default:
      return segment satisfies never;
  }
}

/** Everything in `value` that stands at `path`. */
export function select(value: unknown, path: ValuePath, loops: Loops): readonly unknown[] {
  let found = closed([value], [], loops);
  path.forEach((segment, index) => {
    const next = found.flatMap((part) => parts(part, segment));
    found = closed(next, path.slice(0, index + 1), loops);
  });
  return found;
}

/** Adds what the loops at `path` lead to, any number of times. */
function closed(values: readonly unknown[], path: ValuePath, loops: Loops): readonly unknown[] {
  const own = loops.get(pathText("", path)) ?? [];
  const all = [...values];
  // The list grows while it is gone through; values are finite, so it ends.
  for (const value of all) {
    for (const loop of own) all.push(...select(value, loop, new Map()));
  }
  return all;
}

type Struct = { readonly [name: string]: unknown };
type Union = { readonly tag: string; readonly val: unknown };

function parts(value: unknown, segment: Segment): readonly unknown[] {
  // A part inside one that was left out is not there either.
  if (value === undefined) return [];
  switch (segment.kind) {
    case "field":
      return [(value as Struct)[segment.name]];
    case "variant":
      return (value as Union).tag === segment.tag ? [(value as Union).val] : [];
    case "items":
      return [...(value as readonly unknown[])];
    case "keys":
      return [...(value as ReadonlyMap<unknown, unknown>).keys()];
    case "values":
      return [...(value as ReadonlyMap<unknown, unknown>).values()];
    case "some":
      if (value === null) return [];
      return [segment.isNested ? (value as { readonly some: unknown }).some : value];
    default:
      return segment satisfies never;
  }
}

/** Stands in a masked copy for a part that is not to be compared. */
const MASK = "(masked)";

/** A copy of `value` without what stands at `path`: a field is gone, anything else is a mark. */
export function masked(value: unknown, path: ValuePath, loops: Loops): unknown {
  return maskedAt(value, path, 0, loops);
}

function maskedAt(value: unknown, path: ValuePath, depth: number, loops: Loops): unknown {
  const inner = (part: unknown) => maskedAt(part, path, depth + 1, loops);
  const segment = path[depth];
  const own = segment && loops.get(pathText("", path.slice(0, depth)));
  // A loop leads back to this very depth of the path.
  const looped = (own ?? []).reduce<unknown>(
    (copy, loop) => mapAt(copy, loop, (part) => maskedAt(part, path, depth, loops)),
    value,
  );
  if (segment === undefined) return MASK;
  if (looped === undefined) return undefined;
  const isLast = depth === path.length - 1;
  if (isLast && segment.kind === "field") {
    const { [segment.name]: _, ...rest } = looped as Struct;
    return rest;
  }
  // A variant with its tag, which the other side may call otherwise.
  if (isLast && segment.kind === "variant") {
    return (looped as Union).tag === segment.tag ? MASK : looped;
  }
  return mapPart(looped, segment, inner);
}

/** A copy of `value` in which `change` has been applied to everything at `path`. */
function mapAt(value: unknown, path: ValuePath, change: (part: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  return first === undefined
    ? change(value)
    : mapPart(value, first, (part) => mapAt(part, rest, change));
}

function mapPart(value: unknown, segment: Segment, change: (part: unknown) => unknown): unknown {
  if (value === undefined) return undefined;
  switch (segment.kind) {
    case "field":
      if (!Object.hasOwn(value as Struct, segment.name)) return value;
      return { ...(value as Struct), [segment.name]: change((value as Struct)[segment.name]) };
    case "variant": {
      const { tag, val } = value as Union;
      return tag === segment.tag ? { tag, val: change(val) } : value;
    }
    case "items":
      return Array.from(value as readonly unknown[], change);
    case "keys":
      return new Map([...(value as Map<unknown, unknown>)].map(([key, at]) => [change(key), at]));
    case "values":
      return new Map([...(value as Map<unknown, unknown>)].map(([key, at]) => [key, change(at)]));
    case "some":
      if (value === null) return null;
      return segment.isNested
        ? { some: change((value as { readonly some: unknown }).some) }
        : change(value);
    default:
      return segment satisfies never;
  }
}
