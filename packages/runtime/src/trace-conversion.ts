/**
 * Finds which part of a value a conversion rejected: it runs the conversion once more on a proxy
 * that records every property that is read. The last property read is the one that was rejected.
 *
 * A step between two older versions reads what the steps before it have made, by names that the
 * newest version may not have. So every place that is read is followed in the newest version at the
 * same time, and its path is in terms of that.
 *
 * Converters track no path themselves, so a conversion that succeeds pays nothing for it.
 */

import { bodyAt, itemShape, kindOf, member, type Place } from "./newest-place.js";
import {
  bodyOf,
  isNullable,
  own,
  type SchemaDescription,
  type Shape,
} from "./schema-description.js";
import type { NotRepresentableIssue } from "./wire-error.js";
import { isMap } from "./write-collection.js";

/**
 * The names in the newest version for the parts of an older one that are named otherwise there: the
 * name of a type by `Type`, and that of a member by `Type.member`, in the names of the older
 * version.
 */
export type PartNames = { readonly [part: string]: string };

/** The converter of one step, between two neighbouring versions, and the type that it converts. */
export type ConvertStep = {
  readonly convert: (value: never) => unknown;
  /** The schema of the version that the value comes from. */
  readonly schema: SchemaDescription;
  readonly type: string;
  /**
   * The names in the newest version for the parts of `schema`; absent if all names are the same.
   */
  readonly names?: PartNames;
};

/** A conversion over any number of steps. */
export type Steps = {
  readonly root: string;
  readonly value: unknown;
  /** The converters in the order in which they run. */
  readonly steps: readonly ConvertStep[];
};

/** The part that a converter rejected: `Type` or `Type.member`, and its availability. */
export type RejectedPart = Pick<NotRepresentableIssue, "path" | "since" | "until">;

/** The state of a conversion that is run once more. */
type Trace = {
  /** The place that was read last. */
  place: Place;
  readonly newest: SchemaDescription;
  readonly schema: SchemaDescription;
  readonly names: PartNames;
  /** The effects of earlier steps on the value, and those of this one. */
  readonly before: Traces;
  readonly now: Traces;
};

/** The effects that a later step cannot see in the value that it gets. */
type Traces = {
  /** The results of functions of decisions, by path; objects by identity as well. */
  readonly made: Map<unknown, Place>;
  /**
   * The former indexes of the items, by the path of a list or a map from which some were omitted.
   */
  readonly kept: Map<string, readonly number[]>;
};

/** The place that was read last when a conversion failed, in a step of that version. */
export type Failure = Pick<ConvertStep, "schema"> & {
  readonly place: Place;
  readonly names: PartNames;
  /** The results of functions of the steps before. */
  readonly made: Traces["made"];
};

/** The trace of the conversion that runs on a traced value; null while none does. */
let running: Trace | null = null;

/** The place of each traced object, for what is given a whole value. */
const places = new WeakMap<object, Place>();

/**
 * Runs `steps` on a traced value, and returns where one of them throws: at the root if none does.
 */
export function traceConversion(newest: SchemaDescription, { root, value, steps }: Steps): Failure {
  const outer = running;
  const before: Traces = { made: new Map(), kept: new Map() };
  const start: Place = { path: root, newest: root, isMade: false };
  let current = value;
  try {
    for (const { convert, schema, type, names = {} } of steps) {
      const now: Traces = { made: new Map(), kept: new Map() };
      const place = madePlace(current, start, before);
      const trace: Trace = { place, newest, schema, names, before, now };
      running = trace;
      try {
        // The converters took the same value before.
        current = convert(traced(current, place, type, trace) as never);
      } catch {
        return { place: trace.place, names, schema, made: before.made };
      }
      for (const [made, at] of now.made) before.made.set(made, at);
      for (const [path, indexes] of now.kept) before.kept.set(path, indexes);
    }
    return { place: start, names: {}, schema: newest, made: before.made };
  } finally {
    running = outer;
  }
}

/** The place, in terms of the newest version, of the part that the step which failed rejects. */
export function rejectedPlace(
  newest: SchemaDescription,
  { place, names, schema, made }: Failure,
  part: RejectedPart,
): Place {
  const { path } = place;
  const [type = "", ownName] = part.path.split(".");
  if (ownName === undefined) return place;
  const name = newestMember(part.path, names);
  const segment = `.${name}`;
  // The converter need not read a part that it rejects in any case.
  const unread = () =>
    made.get(path + segment) ?? {
      ...place,
      path: member(newest, place, name, kindOf(bodyOf(schema, type))).path,
    };
  const isMissing = part.since !== null || part.until !== null;
  if (!isMissing) return withoutIndexes(path).endsWith(segment) ? place : unread();
  // A converter may read inside of a member to decide whether it can be dropped.
  const end = path.lastIndexOf(segment) + segment.length;
  const isRead = end >= segment.length && /^(?:$|[.[])/.test(path.slice(end));
  return isRead ? { ...place, path: path.slice(0, end) } : unread();
}

/** Items of a list are rejected one by one, and the converter names the list. */
function withoutIndexes(path: string): string {
  return path.replace(/(?:\[[^\]]*\])+$/, "");
}

/** Tells whether a decision created the part from something else, at which the path ends. */
export function isInsideMade({ isMade, newest }: Place): boolean {
  return isMade && newest === null;
}

/** The name in the newest version of `Type` or `Type.member` of a step. */
export function newestName(part: string, names: PartNames): string {
  const [type = part, name] = part.split(".");
  const newestType = own(names, type) ?? type;
  return name === undefined ? newestType : `${newestType}.${newestMember(part, names)}`;
}

/** The name in the newest version of the member in `Type.member`. */
function newestMember(part: string, names: PartNames): string {
  return own(names, part) ?? part.slice(part.indexOf(".") + 1);
}

/** The path that a traced conversion has read last; null in one that is not traced. */
export function currentPath(): string | null {
  return running?.place.path ?? null;
}

/** Notes which items of the list or the map at `path` are kept: later steps count only those. */
export function noteKept(path: string, indexes: readonly number[]): void {
  const stood = running?.before.kept.get(path);
  running?.now.kept.set(
    path,
    indexes.map((index) => stood?.[index] ?? index),
  );
}

export type DecisionPlace = {
  /** Sets the trace back to the part that the decision is about. */
  readonly failed: () => void;
  /** Notes that the function has made `result` out of it. */
  readonly made: (result: unknown) => void;
};

const NOT_TRACED: DecisionPlace = { failed: () => {}, made: () => {} };

/**
 * Notes where the part of a decision is before its function reads on. `about` is the part that the
 * decision is about. `lacking` is the same, where it is a member that the value lacks; null where
 * the value itself is converted.
 */
export function placeDecision(
  value: unknown,
  about: string,
  lacking: string | null,
): DecisionPlace {
  const trace = running;
  if (trace === null) return NOT_TRACED;
  const owner = isObject(value) ? places.get(value) : undefined;
  const valuePlace = owner ?? trace.place;
  const given = { ...valuePlace, isMade: true };
  const name = newestMember(about, trace.names);
  const place = lacking === null ? given : member(trace.newest, given, name, "struct");
  return {
    failed: () => {
      trace.place = lacking === null ? valuePlace : place;
    },
    made: (result) => {
      if (isObject(result)) trace.now.made.set(result, place);
      // Inside of an earlier result the path is that of the whole, which this is only a part of.
      if (isInsideMade(valuePlace)) return;
      const segment = `.${name}`;
      const { path } = valuePlace;
      const resultPath =
        lacking === null ? pathOfResult(path, segment, about, trace) : path + segment;
      trace.now.made.set(resultPath, place);
    },
  };
}

/** The path of the result of a decision on the value at `path`: of one on a variant, the union. */
function pathOfResult(path: string, segment: string, about: string, { schema }: Trace): string {
  const [type = about] = about.split(".");
  const isVariant = type !== about && kindOf(bodyOf(schema, type)) === "union";
  return isVariant && path.endsWith(segment) ? path.slice(0, -segment.length) : path;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/**
 * The place of `value` as a function has made it, or else `place`. An object that was moved is
 * known by its identity; a step between may have converted it to another, known by its path.
 */
function madePlace(value: unknown, place: Place, { made }: Traces): Place {
  return (isObject(value) ? made.get(value) : undefined) ?? made.get(place.path) ?? place;
}

/** The place of an item of a list, or of the key or the value of an entry of a map. */
function item(
  { newest, before }: Trace,
  place: Place,
  part: "" | "key " | "value ",
  index: number,
): Place {
  // A function may have made items of others, or left out some.
  if (place.isMade) return { ...place, newest: null };
  const stood = before.kept.get(place.path)?.[index] ?? index;
  const path = `${place.path}[${part}${stood}]`;
  if (place.newest === null) return { path, newest: null, isMade: false };
  const shape = itemShape(bodyAt(newest, place.newest), part);
  return shape === undefined
    ? { path: place.path, newest: null, isMade: true }
    : { path, newest: shape, isMade: false };
}

/** `shape` is that of the value; what is not of it is not traced. */
function traced(value: unknown, place: Place, shape: Shape, trace: Trace): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const body = bodyOf(trace.schema, shape);
  if (typeof body === "string") return value;
  if ("optional" in body && !isNullable(trace.schema, body.optional)) {
    return traced(value, place, body.optional, trace);
  }
  if ("map" in body) return isMap(value) ? tracedMap(value, place, body.map[1], trace) : value;
  const types = typesOf(trace.schema, shape);
  const proxy = new Proxy(copied(value), {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      const read = typeof key === "string" ? readPart(target, key, body) : null;
      if (read === null) return part;
      const partPlace = madePlace(part, placeOf(read, types, place, trace), trace.before);
      trace.place = partPlace;
      return traced(part, partPlace, read.shape, trace);
    },
  });
  places.set(proxy, place);
  return proxy;
}

/** The names that the shape goes by: its own, and those that it is an alias of. */
function typesOf({ types }: SchemaDescription, shape: Shape): readonly string[] {
  const names: string[] = [];
  for (let next: Shape | undefined = shape; typeof next === "string"; next = own(types, next)) {
    names.push(next);
  }
  return names;
}

/** A proxy of a frozen object must return its own properties, and callers may freeze values. */
function copied(value: object): object {
  if (Array.isArray(value)) return [...value];
  return Object.assign(Object.create(Object.getPrototypeOf(value)), value);
}

/** The target of a read: a member, an item, or a property that only describes the value itself. */
type Read = { readonly shape: Shape } & (
  | { readonly kind: "struct" | "union"; readonly name: string }
  | { readonly kind: "item"; readonly index: number }
  | { readonly kind: "self" | "present" }
);

/** Null where reading `key` reads no part of the value. */
function readPart(target: object, key: string, body: Exclude<Shape, string>): Read | null {
  if ("struct" in body) {
    const shape = own(body.struct, key);
    if (shape !== undefined) return { kind: "struct", name: key, shape };
    // A part that is carried past this version is not in its schema: only its place is known.
    return Object.hasOwn(target, key) ? { kind: "struct", name: key, shape: "void" } : null;
  }
  if ("list" in body) {
    // The length of a list is read after its last item: what follows is about the whole list.
    if (key === "length") return { kind: "self", shape: "void" };
    return /^\d+$/.test(key) ? { kind: "item", index: Number(key), shape: body.list } : null;
  }
  if ("optional" in body) {
    return key === "some" ? { kind: "present", shape: body.optional } : null;
  }
  if (!("union" in body)) return null;
  if (key === "tag") return { kind: "self", shape: "void" };
  if (key !== "val") return null;
  const name = "tag" in target && typeof target.tag === "string" ? target.tag : "";
  return { kind: "union", name, shape: own(body.union, name)?.[1] ?? "void" };
}

/** `types` are the names of the type that the part is read of. */
function placeOf(read: Read, types: readonly string[], place: Place, trace: Trace): Place {
  switch (read.kind) {
    case "struct":
    case "union": {
      const renamed = types.map((type) => own(trace.names, `${type}.${read.name}`));
      const name = renamed.find((found) => found !== undefined) ?? read.name;
      return member(trace.newest, place, name, read.kind);
    }
    case "item":
      return item(trace, place, "", read.index);
    case "self":
      return place.isMade ? { ...place, newest: null } : place;
    case "present":
      return place;
    default:
      return read satisfies never;
  }
}

/**
 * A `Map` cannot be proxied, so its entries are. The path names them by index, because keys may be
 * secrets.
 */
function tracedMap(
  entries: ReadonlyMap<unknown, unknown>,
  place: Place,
  shape: Shape,
  trace: Trace,
): ReadonlyMap<unknown, unknown> {
  const copy = new Map<unknown, unknown>();
  const valuePlaces: Place[] = [];
  for (const [key, value] of entries) {
    const valuePlace = madePlace(value, item(trace, place, "value ", copy.size), trace.before);
    valuePlaces.push(valuePlace);
    copy.set(key, traced(value, valuePlace, shape, trace));
  }
  copy[Symbol.iterator] = function* iterate(): MapIterator<[unknown, unknown]> {
    let index = 0;
    for (const entry of copy.entries()) {
      const keyPlace = madePlace(entry[0], item(trace, place, "key ", index), trace.before);
      yield tracedEntry(entry, keyPlace, valuePlaces[index] ?? place, trace);
      index++;
    }
    trace.place = place;
    return undefined;
  };
  return copy;
}

/** Converters read the key and convert it before they read the value. */
function tracedEntry(
  entry: [unknown, unknown],
  keyPlace: Place,
  valuePlace: Place,
  trace: Trace,
): [unknown, unknown] {
  return new Proxy(entry, {
    get(target, key) {
      if (key === "0") trace.place = keyPlace;
      if (key === "1") trace.place = valuePlace;
      return Reflect.get(target, key);
    },
  });
}
