/**
 * Finds which part of a value a conversion rejected: it runs the conversion once more on a proxy
 * that records every property that is read. The last property read is the one that was rejected.
 *
 * Converters track no path themselves, so a conversion that succeeds pays nothing for it.
 */

import { bodyOf, isNullable, type SchemaDescription, type Shape } from "./schema-description.js";
import type { NotRepresentableIssue } from "./wire-error.js";
import { isMap } from "./write-collection.js";

/** The converter of one step, between two neighbouring versions, and the type that it converts. */
export type ConvertStep = {
  readonly convert: (value: never) => unknown;
  /** The schema of the version that the value comes from. */
  readonly schema: SchemaDescription;
  readonly type: string;
};

/** The path, from the root, of the property of a traced value that was read last. */
type Trace = { path: string; readonly schema: SchemaDescription };

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

/** The path, from `root`, of what `steps` read last before one of them throws. */
export function lastReadPath(root: string, value: unknown, steps: readonly ConvertStep[]): string {
  return traceConversion(root, value, steps) ?? root;
}

/** The trace of the conversion that runs on a traced value; null while none does. */
let running: Trace | null = null;

/** The path that a traced conversion has read last; null in one that is not traced. */
export function currentPath(): string | null {
  return running?.path ?? null;
}

/** The path of each traced object, for what is given a whole value. */
const paths = new WeakMap<object, string>();

/**
 * Notes where the part of a decision is before its function reads on. The result sets the trace
 * back to that place; it does nothing in a conversion that is not traced.
 */
export function placeDecision(value: unknown, member: string): () => void {
  const trace = running;
  if (trace === null) return () => {};
  const own = typeof value === "object" && value !== null ? paths.get(value) : undefined;
  const path = `${own ?? trace.path}${member}`;
  return () => {
    trace.path = path;
  };
}

/** Runs `steps` on a traced value. The path that was read last where one throws; null elsewhere. */
export function traceConversion(
  root: string,
  value: unknown,
  steps: readonly ConvertStep[],
): string | null {
  const outer = running;
  let current = value;
  try {
    for (const { convert, schema, type } of steps) {
      const trace: Trace = { path: root, schema };
      running = trace;
      try {
        // The converters took the same value before.
        current = convert(traced(current, root, type, trace) as never);
      } catch {
        return trace.path;
      }
    }
    return null;
  } finally {
    running = outer;
  }
}

/** `shape` is that of the value; what is not of it is not traced. */
function traced(value: unknown, path: string, shape: Shape, trace: Trace): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const body = bodyOf(trace.schema, shape);
  if (typeof body === "string") return value;
  if ("optional" in body && !isNullable(trace.schema, body.optional)) {
    return traced(value, path, body.optional, trace);
  }
  if ("map" in body) return isMap(value) ? tracedMap(value, path, body.map[1], trace) : value;
  const proxy = new Proxy(copied(value), {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      const place = typeof key === "string" ? placeOf(target, key, body) : null;
      if (place === null) return part;
      const partPath = path + place.segment;
      trace.path = partPath;
      return traced(part, partPath, place.shape, trace);
    },
  });
  paths.set(proxy, path);
  return proxy;
}

/** A proxy of a frozen object must return its own properties, and callers may freeze values. */
function copied(value: object): object {
  if (Array.isArray(value)) return [...value];
  return Object.assign(Object.create(Object.getPrototypeOf(value)), value);
}

/** The segment that reading `key` adds to the path; null if it reads no part of the value. */
function placeOf(
  target: object,
  key: string,
  body: Exclude<Shape, string>,
): { readonly segment: string; readonly shape: Shape } | null {
  if ("struct" in body) {
    const shape = Object.hasOwn(body.struct, key) ? body.struct[key] : undefined;
    if (shape !== undefined) return { segment: `.${key}`, shape };
    // A part that is carried past this version is not in its schema: only its place is known.
    return Object.hasOwn(target, key) ? { segment: `.${key}`, shape: "void" } : null;
  }
  if ("list" in body) {
    // The length of a list is read after its last item: what follows is about the whole list.
    if (key === "length") return { segment: "", shape: "void" };
    return /^\d+$/.test(key) ? { segment: `[${key}]`, shape: body.list } : null;
  }
  if ("optional" in body) return key === "some" ? { segment: "", shape: body.optional } : null;
  if (!("union" in body)) return null;
  if (key === "tag") return { segment: "", shape: "void" };
  const tag = "tag" in target && typeof target.tag === "string" ? target.tag : "";
  const variant = Object.hasOwn(body.union, tag) ? body.union[tag] : undefined;
  return key === "val" ? { segment: `.${tag}`, shape: variant?.[1] ?? "void" } : null;
}

/** A `Map` cannot be proxied. The path names entries by index, because keys may be secrets. */
function tracedMap(
  entries: ReadonlyMap<unknown, unknown>,
  path: string,
  shape: Shape,
  trace: Trace,
): ReadonlyMap<unknown, unknown> {
  const copy = new Map<unknown, unknown>();
  const paths = new Map<unknown, string>();
  for (const [key, value] of entries) {
    const valuePath = `${path}[value ${copy.size}]`;
    paths.set(key, valuePath);
    copy.set(key, traced(value, valuePath, shape, trace));
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
