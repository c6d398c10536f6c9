/** Which definitions are more than another name for what they stand for. */

import type { EnumType, StructType, Type, UnionType } from "../../schema/model.js";

export function isOwnBody(type: Type): type is StructType | EnumType | UnionType {
  return type.kind === "struct" || type.kind === "enum" || type.kind === "union";
}
