/** The shape of every type of one version as plain data; a generated `vN.schema.ts` holds one. */

export type SchemaDescription = {
  readonly types: { readonly [name: string]: Shape };
  /** The types whose values may contain further values of the same type. */
  readonly recursive: readonly string[];
};

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
