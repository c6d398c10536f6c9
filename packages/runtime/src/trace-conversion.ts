/**
 * Finds which part of a value a conversion refused: it runs the conversion once more on a value
 * that notes what is read of it. The last thing read before the refusal is what was refused.
 *
 * Converters themselves carry no path, so that a conversion that succeeds pays nothing for it.
 */

import type { NotRepresentableIssue } from "./wire-error.js";

/** A conversion by one version. */
export type ConvertStep = (value: never) => unknown;

/** The place that the last read of a traced value was at, from the root on. */
type Trace = { place: string };

/** What a converter has refused: `Type` or `Type.member`, and since and until when it exists. */
export type RefusedPart = Pick<NotRepresentableIssue, "path" | "since" | "until">;

/**
 * The path of what `steps` refuse, from `root` on; `part` is null where no converter has refused.
 */
export function refusedPath(
  root: string,
  value: unknown,
  steps: readonly ConvertStep[],
  part: RefusedPart | null,
): string {
  const place = refusedPlace(root, value, steps);
  const dot = part === null ? -1 : part.path.indexOf(".");
  if (part === null || dot === -1) return place;
  const segment = part.path.slice(dot);
  const isMissing = part.since !== null || part.until !== null;
  if (!isMissing) return withoutIndexes(place).endsWith(segment) ? place : place + segment;
  // What was read inside of a member, to find out whether it may be left out, does not count.
  const end = place.lastIndexOf(segment) + segment.length;
  const isRead = end >= segment.length && /^(?:$|[.[])/.test(place.slice(end));
  return isRead ? place.slice(0, end) : place + segment;
}

/** The items of a list are refused one by one; they have no name of their own. */
function withoutIndexes(place: string): string {
  return place.replace(/(?:\[[^\]]*\])+$/, "");
}

function refusedPlace(root: string, value: unknown, steps: readonly ConvertStep[]): string {
  let current = value;
  for (const step of steps) {
    const trace: Trace = { place: root };
    try {
      current = step(traced(current, root, trace) as never);
    } catch {
      return trace.place;
    }
  }
  return root;
}

function traced(value: unknown, place: string, trace: Trace): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (value instanceof Map) return tracedMap(value, place, trace);
  return new Proxy(copied(value), {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      if (typeof key !== "string" || typeof part === "function") return part;
      const partPlace = place + segment(target, key);
      trace.place = partPlace;
      return traced(part, partPlace, trace);
    },
  });
}

/** A proxy may not answer for a frozen object, and callers may freeze their values. */
function copied(value: object): object {
  if (Array.isArray(value)) return [...value];
  return Object.assign(Object.create(Object.getPrototypeOf(value)), value);
}

/** What reading `key` adds to the place: nothing for the parts that only hold a value together. */
function segment(target: object, key: string): string {
  if (Array.isArray(target)) return key === "length" ? "" : `[${key}]`;
  if (key === "tag" || key === "some") return "";
  return key === "val" && "tag" in target ? `.${target.tag}` : `.${key}`;
}

/** A `Map` cannot be a proxy. Its keys are not repeated in the place: they may be secrets. */
function tracedMap(
  entries: ReadonlyMap<unknown, unknown>,
  place: string,
  trace: Trace,
): ReadonlyMap<unknown, unknown> {
  const copy = new Map<unknown, unknown>();
  const places = new Map<unknown, string>();
  for (const [key, value] of entries) {
    const valuePlace = `${place}[value ${copy.size}]`;
    places.set(key, valuePlace);
    copy.set(key, traced(value, valuePlace, trace));
  }
  copy[Symbol.iterator] = function* iterate(): MapIterator<[unknown, unknown]> {
    for (const [key, value] of copy.entries()) {
      trace.place = places.get(key) ?? place;
      yield [key, value];
    }
    trace.place = place;
    return undefined;
  };
  return copy;
}
