/** The entry of the package: schemas as data, and the codec that reads them at run time. */

export type { SchemaDescription, Shape } from "@barewire/runtime/schema-codec";
export {
  type BytesNode,
  type Damage,
  type InspectedBytes,
  inspectBytes,
  leavesOf,
} from "./bytes-tree.js";
export { decodeValue, encodeValue } from "./codec.js";
export { type InspectedSchema, openSchema, schemaOfShapes } from "./schema.js";
export { shapesOf } from "./shapes.js";
export { typeText } from "./type-text.js";
export {
  type DescribedType,
  type FieldDescription,
  type PartDescription,
  type PrimitiveName,
  type TypeDescription,
  type ValueDescription,
  type VariantDescription,
  VERSION_FORMAT,
  type VersionDescription,
} from "./version-description.js";
