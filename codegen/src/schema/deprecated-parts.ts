/** `@deprecated reason` in a comment: the tag of JSDoc, for which editors strike a name through. */

import type { NamedType, Schema } from "./model.js";

export type DeprecatedPart = {
  /** `Type` or `Type.member`. */
  readonly key: string;
  /** Empty where there is none, which is a problem. */
  readonly reason: string;
  readonly offset: number;
};

export function deprecatedParts({ types }: Schema): readonly DeprecatedPart[] {
  return types.flatMap((named) => [
    ...deprecated(named.name, named),
    ...membersOf(named).flatMap((member) => deprecated(`${named.name}.${member.name}`, member)),
  ]);
}

type Documented = { readonly doc: string | null; readonly offset: number };

function membersOf({ type }: NamedType): readonly (Documented & { readonly name: string })[] {
  switch (type.kind) {
    case "struct":
      return type.fields;
    case "enum":
      return type.values;
    case "union":
      return type.variants;
    default:
      return [];
  }
}

function deprecated(key: string, { doc, offset }: Documented): readonly DeprecatedPart[] {
  const reason = /^[ \t]*@deprecated\b(.*)$/m.exec(doc ?? "")?.[1];
  return reason === undefined ? [] : [{ key, reason: reason.trim(), offset }];
}
