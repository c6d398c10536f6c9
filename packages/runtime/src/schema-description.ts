/** The shape of every type of one version as plain data; a generated `vN.schema.ts` holds one. */

export type SchemaDescription = {
  readonly types: { readonly [name: string]: Shape };
  /** The types whose values may contain further values of the same type. */
  readonly recursive: readonly string[];
};

/** Stands for the types of the messages; no object has it. */
declare const MESSAGES: unique symbol;

/** A description that knows the TypeScript types of its messages, by their names. */
export type TypedSchema<Messages> = SchemaDescription & { readonly [MESSAGES]?: Messages };

/** A string is the name of a primitive (`"u8"`, `"data"`) or of another type. */
export type Shape =
  | string
  | { readonly data: number }
  | { readonly optional: Shape }
  /** `min` is the least number of bytes that one item takes on the wire. */
  | { readonly list: Shape; readonly min: number }
  | { readonly list: Shape; readonly length: number }
  | { readonly map: readonly [key: Shape, value: Shape]; readonly min: number }
  | { readonly struct: { readonly [field: string]: Shape } }
  | { readonly enum: { readonly [value: string]: number } }
  | { readonly union: { readonly [variant: string]: readonly [tag: number, payload: Shape] } };

/**
 * Tells whether null is a value of the shape: a present optional of it is then wrapped, `{ some }`.
 */
export function isNullable(schema: SchemaDescription, shape: Shape): boolean {
  const body = bodyOf(schema, shape);
  return typeof body !== "string" && "optional" in body;
}

/** The definition of a name, through aliases; a primitive stands for itself. */
export function bodyOf(schema: SchemaDescription, shape: Shape): Shape {
  let body = shape;
  while (typeof body === "string") {
    const next: Shape | undefined = schema.types[body];
    if (next === undefined) return body;
    body = next;
  }
  return body;
}

/** The shape of the type of that name. */
export function namedShape({ types }: SchemaDescription, name: string): Shape {
  const shape = own(types, name);
  if (shape === undefined) throw new RangeError(`the schema has no type ${name}`);
  return shape;
}

/** The property itself: names of a schema may be those of members that every object has. */
export function own<Value>(
  object: { readonly [key: string]: Value },
  key: string,
): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
