/**
 * Plans the converters between two neighbouring versions: everything that follows from the schemas
 * is planned, everything else is asked.
 */

import type { EmitOptions } from "../emit/type-text.js";
import type { NamedType, Schema, Type } from "../schema/model.js";
import { typeGraph } from "../schema/type-graph.js";
import { type Conversion, conversionOf, IDENTITY } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import type { PairContext } from "./pair-context.js";
import { planBody } from "./plan-body.js";
import type { QuestionDesk } from "./question-desk.js";
import type { StepPlan, TypePlan } from "./type-plan.js";

export type StepInput = {
  readonly older: Schema;
  readonly newer: Schema;
  readonly options: EmitOptions;
  /** Whether a type of the older schema and one of the newer have equal closures. */
  readonly isEqual: (older: Type, newer: Type) => boolean;
  readonly desk: QuestionDesk;
};

export function planStep(input: StepInput): StepPlan {
  const { older, newer, desk, isEqual } = input;
  const olderOf = pairTypes(older, newer, desk);
  const newerOf = new Map([...olderOf].map(([newerName, olderName]) => [olderName, newerName]));
  const graphs = { older: typeGraph(older), newer: typeGraph(newer) };
  const plans = new Map<string, TypePlan | "in progress">();

  const planPair = (direction: Direction, newerName: string): TypePlan | "in progress" => {
    const id = `${direction} ${newerName}`;
    const known = plans.get(id);
    if (known !== undefined) return known;
    plans.set(id, "in progress");
    const pair = {
      older: mustGet(graphs.older.namedTypes, olderOf.get(newerName) ?? ""),
      newer: mustGet(graphs.newer.namedTypes, newerName),
    };
    const plan: TypePlan = {
      direction,
      source: direction === "upgrade" ? pair.older.name : pair.newer.name,
      target: direction === "upgrade" ? pair.newer.name : pair.older.name,
      body: planBody(contextOf(direction), pair.older, pair.newer),
    };
    plans.set(id, plan);
    return plan;
  };

  const namedConversion = (direction: Direction, source: string, target: string) => {
    const [olderName, newerName] = direction === "upgrade" ? [source, target] : [target, source];
    if (newerOf.get(olderName) !== newerName) return null;
    const plan = planPair(direction, newerName);
    const isIdentity = plan !== "in progress" && plan.body.kind === "identity";
    return isIdentity ? IDENTITY : ({ kind: "named", source } as const);
  };

  const conversionIn = (direction: Direction, source: Type, target: Type): Conversion => {
    const isUpgrade = direction === "upgrade";
    return conversionOf(source, target, {
      source: isUpgrade ? graphs.older : graphs.newer,
      target: isUpgrade ? graphs.newer : graphs.older,
      options: input.options,
      isEqual: (from, to) => (isUpgrade ? isEqual(from, to) : isEqual(to, from)),
      namedConversion: (from, to) => namedConversion(direction, from, to),
    });
  };

  const contextOf = (direction: Direction): PairContext => ({
    direction,
    older: { version: older.version, graph: graphs.older },
    newer: { version: newer.version, graph: graphs.newer },
    desk,
    isEqual,
    conversion: (source, target) => conversionIn(direction, source, target),
    upgradeConversion: (source, target) => conversionIn("upgrade", source, target),
    olderNameOf: (name) => olderOf.get(name) ?? null,
  });

  const changed = newer.types.filter(({ name }) => {
    const olderName = olderOf.get(name);
    if (olderName === undefined) return false;
    const same = isEqual({ kind: "reference", name: olderName }, { kind: "reference", name });
    return !same;
  });
  const complete = changed.flatMap(({ name }) =>
    (["upgrade", "downgrade"] as const).flatMap((direction) => {
      const plan = planPair(direction, name);
      return plan === "in progress" ? [] : [plan];
    }),
  );
  return {
    protocol: newer.protocol,
    older: older.version,
    newer: newer.version,
    olderNames: olderOf,
    plans: complete,
  };
}

/** The older name of each newer type that has one. */
function pairTypes(older: Schema, newer: Schema, desk: QuestionDesk): ReadonlyMap<string, string> {
  const olderNames = new Set(older.types.map(({ name }) => name));
  const newerNames = new Set(newer.types.map(({ name }) => name));
  const pairs = new Map<string, string>();
  for (const { name } of newer.types) {
    const renamed = desk.olderName(name);
    if (renamed !== null && olderNames.has(renamed) && !newerNames.has(renamed)) {
      desk.useRename(name);
      pairs.set(name, renamed);
    } else if (olderNames.has(name)) {
      pairs.set(name, name);
    }
  }
  return pairs;
}

function mustGet(types: ReadonlyMap<string, NamedType>, name: string): NamedType {
  const type = types.get(name);
  if (type === undefined) throw new Error(`'${name}' is not a type of the schema`);
  return type;
}
