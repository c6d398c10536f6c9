/**
 * Lists the types of a step that a person may convert by hand, for the type of its decisions file.
 */

import type { StepPlan } from "../evolve/plan/type-plan.js";
import type { Type } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { indent } from "./module-file.js";

export type ByHandInput = {
  readonly plan: StepPlan;
  readonly graphs: { readonly older: TypeGraph; readonly newer: TypeGraph };
};

/** Both versions of every type that has two, by what their members are. */
export function byHandLines({ plan, graphs }: ByHandInput): readonly string[] {
  const rows = new Map<Kind, string[]>();
  for (const [name, olderName] of plan.olderNames) {
    const kinds = [kindOf(olderName, graphs.older), kindOf(name, graphs.newer)];
    // A type that became another kind of type has no members in common with it.
    const kind = kinds[0] === kinds[1] && kinds[0] !== undefined ? kinds[0] : "others";
    const row = `readonly ${name}: [v${plan.older}.${olderName}, v${plan.newer}.${name}];`;
    rows.set(kind, [...(rows.get(kind) ?? []), row]);
  }
  return KINDS.flatMap((kind) => {
    const found = rows.get(kind);
    return found === undefined ? [] : [`readonly ${kind}: {`, ...indent(found), "};"];
  });
}

type Kind = (typeof KINDS)[number];

const KINDS = ["structs", "unions", "enums", "others"] as const;

function kindOf(name: string, graph: TypeGraph): Kind {
  const type: Type | undefined = graph.namedTypes.get(name)?.type;
  switch (type?.kind) {
    case "struct":
      return "structs";
    case "union":
      return "unions";
    case "enum":
      return "enums";
    default:
      return "others";
  }
}
