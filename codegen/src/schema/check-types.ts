/** The rules for one type in its place: defined names, void, map keys and fixed lengths. */

import type { Length, SyntaxMap, SyntaxReference, SyntaxType } from "../syntax/definition.js";
import type { Problem } from "./diagnostic.js";
import { nearestName } from "./nearest-name.js";
import { resolveType, type Scope } from "./scope.js";

/** Checks the type itself and its direct parts, and not the parts of those. */
export function checkTypes(type: SyntaxType, scope: Scope): readonly Problem[] {
  switch (type.kind) {
    case "primitive":
    case "enum":
    case "union":
      return [];
    case "reference":
      return undefinedName(type, scope);
    case "data":
      return lengthProblem(type.length);
    case "optional":
      return voidProblem(type.item, "be optional", scope);
    case "list":
      return [...lengthProblem(type.length), ...voidProblem(type.item, "be listed", scope)];
    case "map":
      return [...keyProblem(type, scope), ...voidProblem(type.value, "be a map value", scope)];
    case "struct":
      return type.fields.flatMap((field) => voidProblem(field.type, "be a field", scope));
    default:
      return type satisfies never;
  }
}

function undefinedName({ name, offset }: SyntaxReference, scope: Scope): readonly Problem[] {
  if (scope.definitions.has(name) || scope.brokenNames.has(name)) return [];
  const meant =
    FOREIGN_NAMES.get(name.toLowerCase()) ??
    nearestName(name, [...BUILT_IN_NAMES, ...scope.definitions.keys()]);
  return [
    {
      code: "type-undefined",
      offset,
      message: `the type '${name}' is not defined`,
      suggestion: meant === null ? null : `did you mean '${meant}'?`,
      fix: meant === null ? null : { offset, end: offset + name.length, text: meant },
    },
  ];
}

const BUILT_IN_NAMES = (
  "u8 u16 u32 u64 uint i8 i16 i32 i64 int f32 f64 bool str data void " +
  "optional list map struct enum union"
).split(" ");

/** Type names of other languages that are too different from ours to be found by edit distance. */
const FOREIGN_NAMES: ReadonlyMap<string, string> = new Map([
  ["int8", "i8"],
  ["int16", "i16"],
  ["int32", "i32"],
  ["int64", "i64"],
  ["uint8", "u8"],
  ["uint16", "u16"],
  ["uint32", "u32"],
  ["uint64", "u64"],
  ["byte", "u8"],
  ["bytes", "data"],
  ["float", "f32"],
  ["float32", "f32"],
  ["double", "f64"],
  ["float64", "f64"],
  ["boolean", "bool"],
  ["string", "str"],
]);

/** Draft 14: a key is any primitive type but f32, f64 and void, or data, or an enum. */
function keyProblem({ key }: SyntaxMap, scope: Scope): readonly Problem[] {
  const resolved = resolveType(key, scope);
  if (resolved === null || resolved.kind === "data" || resolved.kind === "enum") return [];
  const isPrimitive = resolved.kind === "primitive";
  if (isPrimitive && !["f32", "f64", "void"].includes(resolved.name)) return [];
  const what = isPrimitive ? resolved.name : resolved.kind;
  const written = key.kind === "reference" ? `'${key.name}' (${what})` : `'${what}'`;
  const suggestion = "a key is an integer, bool, str, data or an enum";
  return [
    { code: "map-key", offset: key.offset, message: `${written} cannot be a map key`, suggestion },
  ];
}

function voidProblem(type: SyntaxType, place: string, scope: Scope): readonly Problem[] {
  const resolved = resolveType(type, scope);
  if (resolved?.kind !== "primitive" || resolved.name !== "void") return [];
  const written = type.kind === "reference" ? `'${type.name}' (void)` : "'void'";
  const suggestion =
    place === "be optional"
      ? "bool says whether it is there"
      : "only a definition or a member of a union may be void";
  return [
    {
      code: "void-misplaced",
      offset: type.offset,
      message: `${written} cannot ${place}`,
      suggestion,
    },
  ];
}

function lengthProblem(length: Length | null): readonly Problem[] {
  if (length === null || (length.value >= 1 && length.value <= MAX_LENGTH)) return [];
  const message =
    length.value < 1
      ? "a fixed length must be at least 1"
      : `a fixed length must be at most 2^32 - 1 (${MAX_LENGTH})`;
  return [{ code: "fixed-length", offset: length.offset, message, suggestion: null }];
}

const MAX_LENGTH = 2 ** 32 - 1;
