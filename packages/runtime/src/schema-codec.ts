/**
 * The entry of the schema-driven codec: it reads and writes values of any schema whose description
 * is known at run time only. The error locator is the same code, so it stands in this package.
 */

export { CodecError } from "./codec-error.js";
export { type ReadPart, type ReadWalk, readRoot, readShape } from "./read-shape.js";
export {
  bodyOf,
  isNullable,
  namedShape,
  own,
  type SchemaDescription,
  type Shape,
  type TypedSchema,
} from "./schema-description.js";
export { type WriteWalk, writeRoot, writeShape } from "./write-shape.js";
