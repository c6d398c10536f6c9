/**
 * Places of a message in terms of the newest version: each has the path by which that version names
 * it, and the shape that it has there. A step of older versions may read members that the newest
 * version lacks, or names otherwise.
 */

import { bodyOf, own, type SchemaDescription, type Shape } from "./schema-description.js";

/** A place in the message, in terms of the newest version. */
export type Place = {
  readonly path: string;
  /** The shape at this place in the newest version; null if it has no such place. */
  readonly newest: Shape | null;
  /**
   * Tells whether the function of a decision created the value here, from the part that the path
   * names.
   */
  readonly isMade: boolean;
};

type MemberKind = "struct" | "enum" | "union";

/**
 * The place of a member below `place`. A member that the newest version lacks has the name that the
 * step knows; but inside the result of a function the path ends at the last part that the newest
 * version has.
 */
export function member(
  newest: SchemaDescription,
  place: Place,
  name: string,
  kind: MemberKind | null,
): Place {
  const { path, isMade } = place;
  const unknown = isMade
    ? { ...place, newest: null }
    : { path: `${path}.${name}`, newest: null, isMade };
  if (place.newest === null) return unknown;
  const body = bodyAt(newest, place.newest);
  if (kindOf(body) !== kind) return { path, newest: null, isMade: true };
  const shape = memberShape(body, name);
  // The result of a function does not tell which variant or value it received.
  if (shape === undefined || (isMade && kind !== "struct")) return unknown;
  return { path: `${path}.${name}`, newest: shape, isMade };
}

export function kindOf(body: Shape): MemberKind | null {
  if (typeof body === "string") return null;
  return "struct" in body ? "struct" : "enum" in body ? "enum" : "union" in body ? "union" : null;
}

/** The shape of a member; undefined where the type has none of that name. */
function memberShape(body: Shape, name: string): Shape | undefined {
  if (typeof body === "string") return undefined;
  if ("struct" in body) return own(body.struct, name);
  if ("enum" in body) return Object.hasOwn(body.enum, name) ? "void" : undefined;
  return "union" in body ? own(body.union, name)?.[1] : undefined;
}

/** The shape of an item of a list, or of a key or a value of a map; undefined of anything else. */
export function itemShape(body: Shape, part: "" | "key " | "value "): Shape | undefined {
  const isBytes = body === "data" || (typeof body === "object" && "data" in body);
  if (isBytes) return part === "" ? "u8" : undefined;
  if (typeof body === "string") return undefined;
  if ("list" in body) return part === "" ? body.list : undefined;
  return "map" in body && part !== "" ? body.map[part === "key " ? 0 : 1] : undefined;
}

/** The definition of a shape, without its optional. */
export function bodyAt(newest: SchemaDescription, shape: Shape): Shape {
  const body = bodyOf(newest, shape);
  const isOptional = typeof body !== "string" && "optional" in body;
  return isOptional ? bodyAt(newest, body.optional) : body;
}
