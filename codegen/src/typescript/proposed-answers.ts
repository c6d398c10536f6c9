/** The answers that a scaffold proposes to a question, as calls of the runtime's helpers. */

import type { ConversionQuestion } from "../evolve/plan/question.js";
import type { NamedType, PrimitiveName, Type } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";

/** An expression, and the helper that it calls. */
export type Proposal = { readonly helper: string; readonly text: string };

export type ProposalScope = {
  readonly older: TypeGraph;
  readonly newer: TypeGraph;
  /** The name in the older version of a type of the newer one. */
  readonly olderName: (newerName: string) => string;
};

/** Best first; `reject` is the last, because it decides against every value. */
export function proposals(question: ConversionQuestion, scope: ProposalScope): readonly Proposal[] {
  const ends = endsOf(question, scope);
  return question.policies.flatMap((policy): readonly Proposal[] => {
    switch (policy) {
      case "function":
        return functionProposals(question, ends);
      case "drop-if":
        return dropProposals(ends.source);
      case "reject":
        return [{ helper: "reject", text: "reject" }];
      case "undecided":
        return [];
      default:
        // A reason is for a person to write: the generator refuses an empty one.
        return [call(policy, '""')];
    }
  });
}

export function call(helper: string, argument: string): Proposal {
  return { helper, text: `${helper}(${argument})` };
}

/** The part that a question is about, as one version has it. */
type End = {
  readonly graph: TypeGraph;
  readonly owner: NamedType | null;
  /** The type of the field; null if the part is not a field of this version. */
  readonly field: Type | null;
};

type Ends = { readonly source: End; readonly target: End };

function endsOf({ key, direction }: ConversionQuestion, scope: ProposalScope): Ends {
  const [newerName = "", member = ""] = key.split(".");
  const newer = endOf(scope.newer, newerName, member);
  const older = endOf(scope.older, scope.olderName(newerName), member);
  return direction === "upgrade"
    ? { source: older, target: newer }
    : { source: newer, target: older };
}

function endOf(graph: TypeGraph, typeName: string, member: string): End {
  const owner = graph.namedTypes.get(typeName) ?? null;
  const fields = owner?.type.kind === "struct" ? owner.type.fields : [];
  return { graph, owner, field: fields.find(({ name }) => name === member)?.type ?? null };
}

function functionProposals(
  { key }: ConversionQuestion,
  { source, target }: Ends,
): readonly Proposal[] {
  const type = target.owner?.type;
  if (type?.kind === "enum" && key.includes(".")) {
    const [first] = type.values;
    return first === undefined ? [] : [call("substitute", `() => ${JSON.stringify(first.name)}`)];
  }
  // Only a person can convert the value of the source.
  if (source.field !== null || target.field === null) return [];
  const zero = zeroOf(target.field, target.graph);
  return zero === null ? [] : [call("defaultTo", zero)];
}

function dropProposals({ field, graph }: End): readonly Proposal[] {
  const zero = field === null ? null : zeroOf(field, graph);
  const isCompared = zero !== null && !zero.startsWith("new ") && zero !== "[]";
  return isCompared ? [call("dropIfDefault", zero)] : [];
}

/** The plainest value of a type, as TypeScript; null if there is none. */
function zeroOf(type: Type, graph: TypeGraph): string | null {
  const resolved = graph.resolve(type);
  switch (resolved.kind) {
    case "primitive":
      return zeroOfPrimitive(resolved.name);
    case "optional":
      return "null";
    case "map":
      return "new Map()";
    case "data":
      return `new Uint8Array(${resolved.length ?? 0})`;
    case "list":
      // Numbers may be decoded to a typed array, which is not this one.
      return resolved.length === null && graph.resolve(resolved.item).kind !== "primitive"
        ? "[]"
        : null;
    case "enum":
      return JSON.stringify(resolved.values[0]?.name ?? "");
    case "struct":
    case "union":
      return null;
    default:
      return resolved satisfies never;
  }
}

function zeroOfPrimitive(name: PrimitiveName): string | null {
  switch (name) {
    case "bool":
      return "false";
    case "str":
      return '""';
    case "void":
      return null;
    case "u64":
    case "i64":
    case "uint":
    case "int":
      return "0n";
    default:
      return "0";
  }
}
