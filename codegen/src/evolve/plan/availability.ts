/** The range of versions in which each type and member exists. */

import type { NamedType, Schema } from "../../schema/model.js";

export type AvailableRange = {
  /** The first version that has it; null where the oldest one does. */
  readonly since: number | null;
  /** The last version that has it; null where the newest one does. */
  readonly until: number | null;
};

/** The ranges by `Type` or `Type.member`. A renamed member has two ranges, one for each name. */
export function availability(schemas: readonly Schema[]): ReadonlyMap<string, AvailableRange> {
  const versions = schemas.map(({ version }) => version);
  const typeVersions = versionsByPath(schemas, ({ name }) => [name]);
  const memberVersions = versionsByPath(schemas, memberPaths);
  const ranges = new Map<string, AvailableRange>();
  for (const [path, present] of [...typeVersions, ...memberVersions]) {
    const range = rangeOf(present, versions);
    // A member that is as old as its type adds nothing to what the type's own range says.
    const type = typeVersions.get(path.split(".", 1)[0] ?? path);
    const isAsType = path.includes(".") && type?.length === present.length;
    if (range !== null && !isAsType) ranges.set(path, range);
  }
  return ranges;
}

function versionsByPath(
  schemas: readonly Schema[],
  pathsOf: (named: NamedType) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { version, types } of schemas) {
    for (const path of types.flatMap(pathsOf)) {
      const versions = found.get(path);
      if (versions === undefined) found.set(path, [version]);
      else versions.push(version);
    }
  }
  return found;
}

function memberPaths({ name, type }: NamedType): readonly string[] {
  switch (type.kind) {
    case "struct":
      return type.fields.map((field) => `${name}.${field.name}`);
    case "enum":
      return type.values.map((value) => `${name}.${value.name}`);
    case "union":
      return type.variants.map((variant) => `${name}.${variant.name}`);
    default:
      return [];
  }
}

/** A member that was removed and added again is a new member: its last range counts. */
function rangeOf(present: readonly number[], versions: readonly number[]): AvailableRange | null {
  const [oldest, newest] = [versions[0], versions.at(-1)];
  const last = present.at(-1);
  let first = last;
  for (const version of versions.toReversed()) {
    if (last === undefined || version > last) continue;
    if (!present.includes(version)) break;
    first = version;
  }
  if (first === undefined || last === undefined) return null;
  if (first === oldest && last === newest) return null;
  return { since: first === oldest ? null : first, until: last === newest ? null : last };
}
