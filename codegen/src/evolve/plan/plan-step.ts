/**
 * Plans the converters between two neighbouring versions: everything that follows from the schemas
 * is planned, everything else is asked.
 */

import type { NamedType, Schema, Type } from "../../schema/model.js";
import type { EmitOptions } from "../../schema/representation.js";
import { type TypeGraph, typeGraph } from "../../schema/type-graph.js";
import { type Conversion, conversionOf, IDENTITY } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import type { DecisionRegistry } from "./decision-registry.js";
import type { PairContext } from "./pair-context.js";
import { planBody } from "./plan-body.js";
import type { StepPlan, TypePlan } from "./type-plan.js";

export type StepInput = {
  readonly older: Schema;
  readonly newer: Schema;
  readonly options: EmitOptions;
  /** Whether a type of the older schema and one of the newer have equal closures. */
  readonly isEqual: (older: Type, newer: Type) => boolean;
  readonly registry: DecisionRegistry;
};

export function planStep(input: StepInput): StepPlan {
  const { older, newer, isEqual } = input;
  const planner = new StepPlanner(input);
  const { olderNames } = planner;
  const changed = newer.types.filter(({ name }) => {
    const olderName = olderNames.get(name);
    if (olderName === undefined) return false;
    return !isEqual({ kind: "reference", name: olderName }, { kind: "reference", name });
  });
  const plans = changed.flatMap(({ name }) =>
    (["upgrade", "downgrade"] as const).map((direction) => planner.planPair(direction, name)),
  );
  return {
    protocol: newer.protocol,
    older: older.version,
    newer: newer.version,
    olderNames,
    plans: plans.filter((plan) => plan !== "in progress"),
  };
}

/** Plans each pair of types once, those that it uses on the way; a cycle of types ends there. */
class StepPlanner {
  /** The older name of each newer type that has one. */
  readonly olderNames: ReadonlyMap<string, string>;
  readonly #newerNames: ReadonlyMap<string, string>;
  readonly #input: StepInput;
  readonly #graphs: { readonly older: TypeGraph; readonly newer: TypeGraph };
  readonly #plans = new Map<string, TypePlan | "in progress">();

  constructor(input: StepInput) {
    const { older, newer, registry } = input;
    this.#input = input;
    this.#graphs = { older: typeGraph(older), newer: typeGraph(newer) };
    this.olderNames = pairTypes(older, newer, registry);
    this.#newerNames = new Map([...this.olderNames].map(([name, olderName]) => [olderName, name]));
  }

  planPair(direction: Direction, newerName: string): TypePlan | "in progress" {
    const id = `${direction} ${newerName}`;
    const known = this.#plans.get(id);
    if (known !== undefined) return known;
    this.#plans.set(id, "in progress");
    const older = mustGet(this.#graphs.older.namedTypes, this.olderNames.get(newerName) ?? "");
    const newer = mustGet(this.#graphs.newer.namedTypes, newerName);
    const plan: TypePlan = {
      direction,
      source: direction === "upgrade" ? older.name : newer.name,
      target: direction === "upgrade" ? newer.name : older.name,
      body: planBody(this.#context(direction), older, newer),
    };
    this.#plans.set(id, plan);
    return plan;
  }

  #context(direction: Direction): PairContext {
    const { older, newer, registry, isEqual } = this.#input;
    return {
      direction,
      older: { version: older.version, graph: this.#graphs.older },
      newer: { version: newer.version, graph: this.#graphs.newer },
      registry,
      isEqual,
      conversion: (source, target) => this.#conversion(direction, source, target),
      olderNameOf: (name) => this.olderNames.get(name) ?? null,
    };
  }

  #conversion(direction: Direction, source: Type, target: Type): Conversion {
    const { options, isEqual } = this.#input;
    const { older, newer } = this.#graphs;
    const isUpgrade = direction === "upgrade";
    return conversionOf(source, target, {
      source: isUpgrade ? older : newer,
      target: isUpgrade ? newer : older,
      options,
      isEqual: (from, to) => (isUpgrade ? isEqual(from, to) : isEqual(to, from)),
      namedConversion: (from, to) => this.#namedConversion(direction, from, to),
    });
  }

  #namedConversion(direction: Direction, source: string, target: string): Conversion | null {
    const [olderName, newerName] = direction === "upgrade" ? [source, target] : [target, source];
    if (this.#newerNames.get(olderName) !== newerName) return null;
    const plan = this.planPair(direction, newerName);
    const isIdentity = plan !== "in progress" && plan.body.kind === "identity";
    return isIdentity ? IDENTITY : { kind: "named", source };
  }
}

/** The older name of each newer type that has one. */
function pairTypes(
  older: Schema,
  newer: Schema,
  registry: DecisionRegistry,
): ReadonlyMap<string, string> {
  const olderNames = new Set(older.types.map(({ name }) => name));
  const newerNames = new Set(newer.types.map(({ name }) => name));
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of newer.types) {
    const renamed = registry.olderName(name);
    const isGone = renamed !== null && olderNames.has(renamed) && !newerNames.has(renamed);
    if (isGone && !olderNames.has(name) && !taken.has(renamed)) {
      registry.useRename(name);
      pairs.set(name, renamed);
      taken.add(renamed);
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
