/**
 * The verdict on one message from one version to another, as a pure function of schemas and plans:
 * every value that the writer can write is decoded as the newest version and encoded for the
 * reader, and this says what becomes of it.
 */

import { type Chain, type ChainLink, chainOf } from "../evolve/plan/chain.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import type { Variant } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";
import type { Carried } from "./carried-value.js";
import { carryByPlan } from "./carry.js";
import type { CarryLog } from "./carrying.js";
import type { Condition } from "./condition.js";
import { type Effect, type EffectKind, effectsOf } from "./effects.js";
import { type Loops, pathText, type ValuePath } from "./value-path.js";

export type Verdict = "same" | EffectKind | "refused";

export type Cell = {
  readonly protocol: string;
  /** The name in the newest version. */
  readonly root: string;
  /** The tag that the writer writes; null if the root is not a union. */
  readonly variant: string | null;
  readonly from: number;
  readonly to: number;
  /** The verdict on values for which no condition holds. */
  readonly verdict: Verdict;
  /** Tells whether all converters return the very value that they receive. */
  readonly isHandedOn: boolean;
  readonly effects: readonly Effect[];
  /**
   * A value for which one of these holds is refused. One always holds if the verdict is `refused`.
   */
  readonly conditions: readonly Condition[];
  readonly loops: Loops;
  readonly placeLoops: ReadonlyMap<string, readonly string[]>;
};

export type Droppables = ReadonlyMap<string, (value: unknown) => boolean>;

/** The droppables by `vN-vM`, and there by key; empty where the decisions have not been run. */
export type StepDroppables = ReadonlyMap<string, Droppables>;

export function cellsOf(
  protocol: PlannedProtocol,
  droppables: StepDroppables = new Map(),
): readonly Cell[] {
  return protocol.roots.flatMap((root) =>
    protocol.versions.flatMap((from) =>
      protocol.versions.flatMap((to) => rootCells(protocol, root, { from, to }, droppables)),
    ),
  );
}

type Way = { readonly from: number; readonly to: number };

function rootCells(
  protocol: PlannedProtocol,
  root: string,
  way: Way,
  droppables: StepDroppables,
): readonly Cell[] {
  const raise = chainOf(protocol.routes, "upgrade", root, way.from);
  const lower = chainOf(protocol.routes, "downgrade", root, way.to);
  if (raise === null) return [];
  const writer = mustGet(protocol.graphs, way.from);
  const type = mustGet(writer.namedTypes, raise.oldName).type;
  const variants: readonly (Variant | null)[] = type.kind === "union" ? type.variants : [null];
  return variants.map((variant): Cell => {
    const facts = { protocol: protocol.protocol, root, variant: variant?.name ?? null, ...way };
    if (lower === null) return missingRootCell(facts);
    const input = inputOf(raise, variant);
    const links = [...raise.links, ...lower.links];
    const journey = travel(input, links, { protocol, root, writer, droppables });
    const effects = [
      ...losses(journey.log),
      ...effectsOf(
        journey.carried,
        { kind: "reference", name: raise.oldName },
        { path: [], arrival: [] },
        writer,
      ),
    ];
    const conditions = distinct(journey.log.conditions);
    return {
      ...facts,
      verdict: verdictOf(effects, conditions),
      isHandedOn: journey.isHandedOn,
      effects,
      conditions,
      loops: journey.log.loops,
      placeLoops: journey.log.placeLoops,
    };
  });
}

type CellFacts = Pick<Cell, "protocol" | "root" | "variant" | "from" | "to">;

function missingRootCell(facts: CellFacts): Cell {
  const { root, from, to } = facts;
  const condition: Condition = {
    path: [],
    test: { kind: "any" },
    place: root,
    direction: to < from ? "downgrade" : "upgrade",
    missing: root,
  };
  return {
    ...facts,
    verdict: "refused",
    isHandedOn: false,
    effects: [],
    conditions: [condition],
    loops: new Map(),
    placeLoops: new Map(),
  };
}

function inputOf({ oldName }: Chain, variant: Variant | null): Carried {
  if (variant === null) {
    return { kind: "input", path: [], type: { kind: "reference", name: oldName } };
  }
  const { name: tag, type } = variant;
  const value: Carried = { kind: "input", path: [{ kind: "variant", tag }], type };
  return { kind: "union", path: [], cases: [{ tag, now: tag, value }] };
}

type Journey = {
  readonly carried: Carried;
  readonly isHandedOn: boolean;
  readonly log: CarryLog;
};

type JourneyContext = {
  readonly protocol: PlannedProtocol;
  readonly root: string;
  readonly writer: TypeGraph;
  readonly droppables: StepDroppables;
};

function travel(
  input: Carried,
  links: readonly ChainLink[],
  { protocol, root, writer, droppables }: JourneyContext,
): Journey {
  const log: CarryLog = { conditions: [], losses: [], loops: new Map(), placeLoops: new Map() };
  let carried = input;
  let isHandedOn = true;
  for (const { direction, step, plan, names } of links) {
    const { older, newer } = step;
    isHandedOn &&= handsOn(carried, plan.body);
    carried = carryByPlan(carried, plan, {
      direction,
      step: `v${older}-v${newer}`,
      plans: step.plans.filter((found) => found.direction === direction),
      writer,
      target: mustGet(protocol.graphs, direction === "upgrade" ? newer : older),
      droppables: droppables.get(`v${older}-v${newer}`) ?? new Map(),
      log,
      names,
      place: root,
      path: [],
      running: [],
    });
  }
  return { carried, isHandedOn, log };
}

/** Tells whether the converter of the root returns its argument. */
function handsOn(carried: Carried, body: ChainLink["plan"]["body"]): boolean {
  if (carried.kind !== "union" || body.kind !== "union") return body.kind === "identity";
  return carried.cases.every(({ now }) => {
    const to = body.variants.find(({ source }) => source === now)?.to;
    return to?.kind === "variant" && to.name === now && to.conversion.kind === "identity";
  });
}

function losses({ losses }: CarryLog): readonly Effect[] {
  return losses.map(({ path, reason, text }) => {
    const kind = reason === null ? "converted" : "dropped";
    return { kind, path, arrival: null, text };
  });
}

function distinct(conditions: readonly Condition[]): readonly Condition[] {
  const known = new Set<string>();
  return conditions.filter((condition) => {
    const { path, test, place, direction } = condition;
    const key = JSON.stringify([path, test, place, direction]);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

const RISING: readonly EffectKind[] = ["converted", "defaulted", "dropped", "substituted"];

function verdictOf(effects: readonly Effect[], conditions: readonly Condition[]): Verdict {
  if (conditions.some(isUnconditional)) return "refused";
  const ranks = effects.map(({ kind }) => RISING.indexOf(kind));
  return RISING[Math.max(-1, ...ranks)] ?? "same";
}

/** Tells whether every value of the variant is refused. */
function isUnconditional({ path, test }: Condition): boolean {
  const isEverywhere = (at: ValuePath) =>
    at.every(({ kind }, index) => kind === "field" || (kind === "variant" && index === 0));
  return test.kind === "any" && isEverywhere(path);
}

/** `ToEnvoy.ToEnvoyCommands`, or the root alone. */
function cellSubject({ root, variant }: Pick<Cell, "root" | "variant">): string {
  return variant === null ? root : pathText(root, [{ kind: "variant", tag: variant }]);
}

export function cellTitle(cell: CellFacts): string {
  return `${cell.protocol} ${cellSubject(cell)} v${cell.from}->v${cell.to}`;
}

function mustGet<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`there is no ${key}`);
  return value;
}
