/** Finds the types at the end of messages: no bytes ever follow their values. */

import type { Schema, Type } from "../../schema/model.js";

/** Named types that stand at the end of whatever contains them, wherever they are used. */
export function typesAtEnd(schema: Schema): ReadonlySet<string> {
  const followed = new Set<string>();
  const uses = new Map(schema.types.map(({ name, type }) => [name, usesIn(type, "last")]));
  const pending: string[] = [];
  const follow = (name: string): void => {
    if (followed.has(name)) return;
    followed.add(name);
    pending.push(name);
  };
  for (const places of uses.values()) {
    for (const { name, position } of places) if (position === "followed") follow(name);
  }
  // If bytes follow a type, they follow its last member as well.
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const use of uses.get(name) ?? []) follow(use.name);
  }
  return new Set(schema.types.map(({ name }) => name).filter((name) => !followed.has(name)));
}

type Position = "last" | "followed";

type Use = { readonly name: string; readonly position: Position };

function usesIn(type: Type, position: Position): readonly Use[] {
  switch (type.kind) {
    case "primitive":
    case "data":
    case "enum":
      return [];
    case "reference":
      return [{ name: type.name, position }];
    case "optional":
      return usesIn(type.item, position);
    case "list":
      return usesIn(type.item, "followed");
    case "map":
      return [...usesIn(type.key, "followed"), ...usesIn(type.value, "followed")];
    case "struct":
      return type.fields.flatMap((field, index) =>
        usesIn(field.type, index === type.fields.length - 1 ? position : "followed"),
      );
    case "union":
      return type.variants.flatMap((variant) => usesIn(variant.type, position));
    default:
      return type satisfies never;
  }
}
