/**
 * Finds which part of a value a conversion rejected: it runs the conversion once more on a proxy
 * that records every property that is read. The last property read is the one that was rejected.
 *
 * Converters track no path themselves, so a conversion that succeeds pays nothing for it.
 */

import type { NotRepresentableIssue } from "./wire-error.js";

/** The converter of one step, between two neighbouring versions. */
export type ConvertStep = (value: never) => unknown;

/** The path, from the root, of the property of a traced value that was read last. */
type Trace = { path: string };

/** The part that a converter rejected: `Type` or `Type.member`, and its availability. */
export type RejectedPart = Pick<NotRepresentableIssue, "path" | "since" | "until">;

/**
 * The path, from `root`, of the part that `steps` reject. `part` is null where a converter failed
 * because the value is not of its type.
 */
export function rejectedPath(
  root: string,
  value: unknown,
  steps: readonly ConvertStep[],
  part: RejectedPart | null,
): string {
  const path = lastReadPath(root, value, steps);
  const dot = part === null ? -1 : part.path.indexOf(".");
  if (part === null || dot === -1) return path;
  const segment = part.path.slice(dot);
  const isMissing = part.since !== null || part.until !== null;
  if (!isMissing) return withoutIndexes(path).endsWith(segment) ? path : path + segment;
  // A converter may read inside of a member to decide whether it can be dropped.
  const end = path.lastIndexOf(segment) + segment.length;
  const isRead = end >= segment.length && /^(?:$|[.[])/.test(path.slice(end));
  return isRead ? path.slice(0, end) : path + segment;
}

/** Items of a list are rejected one by one, and the converter names the list. */
function withoutIndexes(path: string): string {
  return path.replace(/(?:\[[^\]]*\])+$/, "");
}

function lastReadPath(root: string, value: unknown, steps: readonly ConvertStep[]): string {
  let current = value;
  for (const step of steps) {
    const trace: Trace = { path: root };
    try {
      current = step(traced(current, root, trace) as never);
    } catch {
      return trace.path;
    }
  }
  return root;
}

function traced(value: unknown, path: string, trace: Trace): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (value instanceof Map) return tracedMap(value, path, trace);
  return new Proxy(copied(value), {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      if (typeof key !== "string" || typeof part === "function") return part;
      const partPath = path + segment(target, key);
      trace.path = partPath;
      return traced(part, partPath, trace);
    },
  });
}

/** A proxy of a frozen object must return its own properties, and callers may freeze values. */
function copied(value: object): object {
  if (Array.isArray(value)) return [...value];
  return Object.assign(Object.create(Object.getPrototypeOf(value)), value);
}

/** The segment that reading `key` adds to the path; empty for `tag`, `some` and `length`. */
function segment(target: object, key: string): string {
  if (Array.isArray(target)) return key === "length" ? "" : `[${key}]`;
  if (key === "tag" || key === "some") return "";
  return key === "val" && "tag" in target ? `.${target.tag}` : `.${key}`;
}

/** A `Map` cannot be proxied. The path names entries by index, because keys may be secrets. */
function tracedMap(
  entries: ReadonlyMap<unknown, unknown>,
  path: string,
  trace: Trace,
): ReadonlyMap<unknown, unknown> {
  const copy = new Map<unknown, unknown>();
  const paths = new Map<unknown, string>();
  for (const [key, value] of entries) {
    const valuePath = `${path}[value ${copy.size}]`;
    paths.set(key, valuePath);
    copy.set(key, traced(value, valuePath, trace));
  }
  copy[Symbol.iterator] = function* iterate(): MapIterator<[unknown, unknown]> {
    for (const [key, value] of copy.entries()) {
      trace.path = paths.get(key) ?? path;
      yield [key, value];
    }
    trace.path = path;
    return undefined;
  };
  return copy;
}
