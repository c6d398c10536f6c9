/**
 * Plans the converters between two neighbouring versions: everything that follows from the schemas
 * is planned, everything else is asked.
 */

import type { NamedType, Schema, Type } from "../../schema/model.js";
import type { EmitOptions } from "../../schema/representation.js";
import { stronglyConnected } from "../../schema/strongly-connected.js";
import { referencedNames, type TypeGraph, typeGraph } from "../../schema/type-graph.js";
import { type Conversion, conversionOf, IDENTITY } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import type { DecisionRegistry } from "./decision-registry.js";
import type { PairContext } from "./pair-context.js";
import { planBody } from "./plan-body.js";
import type { PlanBody, StepPlan, TypePlan } from "./type-plan.js";

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
  const isChanged = (name: string) => {
    const olderName = olderNames.get(name);
    if (olderName === undefined) return false;
    return !isEqual({ kind: "reference", name: olderName }, { kind: "reference", name });
  };
  const changed = newer.types.filter(({ name }) => isChanged(name));
  // What a type uses is planned before it: a plan looks at those plans and makes none of its own.
  for (const name of dependenciesFirst(newer).filter(isChanged)) {
    planner.planPair("upgrade", name);
    planner.planPair("downgrade", name);
  }
  const plans = changed.flatMap(({ name }) =>
    (["upgrade", "downgrade"] as const).map((direction) => planner.planPair(direction, name)),
  );
  return {
    protocol: newer.protocol,
    older: older.version,
    newer: newer.version,
    olderNames,
    plans,
  };
}

/** The names of the types, each behind those that it uses, cycles aside. */
function dependenciesFirst({ types }: Schema): readonly string[] {
  const uses = new Map(types.map(({ name, type }) => [name, referencedNames(type)]));
  return stronglyConnected(uses.keys(), (name) => uses.get(name) ?? []).flatMap(
    // Of a cycle, what was reached last first, which leads to the fewest that are not planned yet.
    (component) => component.toReversed(),
  );
}

/** Plans each pair of types once. Types that use each other are not waited for. */
class StepPlanner {
  /** The older name of each newer type that has one. */
  readonly olderNames: ReadonlyMap<string, string>;
  readonly #newerNames: ReadonlyMap<string, string>;
  readonly #input: StepInput;
  readonly #graphs: { readonly older: TypeGraph; readonly newer: TypeGraph };
  readonly #plans = new Map<string, TypePlan>();
  /** Those whose converters are called by plans that were made before them. */
  readonly #awaited = new Set<string>();

  constructor(input: StepInput) {
    const { older, newer, registry } = input;
    this.#input = input;
    this.#graphs = { older: typeGraph(older), newer: typeGraph(newer) };
    this.olderNames = pairTypes(older, newer, registry);
    this.#newerNames = new Map([...this.olderNames].map(([name, olderName]) => [olderName, name]));
  }

  planPair(direction: Direction, newerName: string): TypePlan {
    const id = `${direction} ${newerName}`;
    const known = this.#plans.get(id);
    if (known !== undefined) return known;
    const older = mustGet(this.#graphs.older.namedTypes, this.olderNames.get(newerName) ?? "");
    const newer = mustGet(this.#graphs.newer.namedTypes, newerName);
    const plan: TypePlan = {
      direction,
      source: direction === "upgrade" ? older.name : newer.name,
      target: direction === "upgrade" ? newer.name : older.name,
      body: this.#body(direction, older, newer),
    };
    this.#plans.set(id, plan);
    return plan;
  }

  /** A converter that is called has to exist, even where it only hands the value on. */
  #body(direction: Direction, older: NamedType, newer: NamedType): PlanBody {
    const body = planBody(this.#context(direction), older, newer);
    if (body.kind !== "identity" || !this.#awaited.has(`${direction} ${newer.name}`)) return body;
    return { kind: "alias", conversion: IDENTITY };
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
    const id = `${direction} ${newerName}`;
    const plan = this.#plans.get(id);
    if (plan === undefined) this.#awaited.add(id);
    return plan?.body.kind === "identity" ? IDENTITY : { kind: "named", source };
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
