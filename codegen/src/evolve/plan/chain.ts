/** The conversions of one type across several versions: from an old one to the newest, and back. */

import { omitsSome } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import { conversionsOf } from "./identities.js";
import { olderPartNames, type PartNames } from "./part-names.js";
import { stepRefusals, targetRefusal } from "./refusal.js";
import { planOf, type StepPlan, type TypePlan } from "./type-plan.js";

/** One converter of a chain; the type has this name in the version that the converter takes. */
export type ChainLink = {
  readonly direction: Direction;
  readonly fromVersion: number;
  readonly step: StepPlan;
  readonly plan: TypePlan;
  /** The names in the newest version of the parts of the version that the converter takes. */
  readonly names: PartNames;
};

export type Chain = {
  /** The name of the type in the old version. */
  readonly oldName: string;
  /** The converters in the order in which they run, without those that change nothing. */
  readonly links: readonly ChainLink[];
};

/** The steps between two versions, ascending, that carry parts past versions which lack them. */
export type CarriedSteps = {
  readonly older: number;
  readonly newer: number;
  readonly steps: readonly StepPlan[];
};

/** One step of a route, and what the newest version calls the parts of both of its versions. */
type RouteStep = {
  readonly step: StepPlan;
  readonly newerNames: PartNames;
  readonly olderNames: PartNames;
};

/** The steps from the newest version down to each older one, which are those of both directions. */
export type Routes = (version: number) => readonly RouteStep[];

/** `steps` are those between neighbours, ascending. */
export function routesOf(
  steps: readonly StepPlan[],
  carried: readonly CarriedSteps[] = [],
): Routes {
  const known = new Map<number, readonly RouteStep[]>();
  return (version) => {
    const found = known.get(version) ?? namedSteps(stepsDownTo(version, steps, carried));
    known.set(version, found);
    return found;
  };
}

/** Newest first. Gaps that cross or nest are carried together, so that no two of `carried` do. */
export function stepsDownTo(
  version: number,
  steps: readonly StepPlan[],
  carried: readonly CarriedSteps[],
): readonly StepPlan[] {
  const found: StepPlan[] = [];
  let at = version;
  for (const step of [...steps].sort((left, right) => left.older - right.older)) {
    if (step.older < at) continue;
    const past = carried.find(({ older }) => older === step.older);
    found.push(...(past?.steps ?? [step]));
    at = past?.newer ?? step.newer;
  }
  return found.reverse();
}

function namedSteps(steps: readonly StepPlan[]): readonly RouteStep[] {
  let newerNames: PartNames = new Map();
  return steps.map((step) => {
    const named = { step, newerNames, olderNames: olderPartNames(newerNames, step) };
    newerNames = named.olderNames;
    return named;
  });
}

/**
 * The chain between `name` of the newest version and `version`; null if that version has no such
 * type.
 */
export function chainOf(
  routes: Routes,
  direction: Direction,
  name: string,
  version: number,
): Chain | null {
  let current = name;
  const links: ChainLink[] = [];
  for (const routeStep of routes(version)) {
    const olderName = routeStep.step.olderNames.get(current);
    if (olderName === undefined) return null;
    const link = linkOf(routeStep, direction, current, olderName);
    if (link !== null) links.push(link);
    current = olderName;
  }
  return { oldName: current, links: direction === "upgrade" ? links.reverse() : links };
}

function linkOf(
  { step, newerNames, olderNames }: RouteStep,
  direction: Direction,
  newerName: string,
  olderName: string,
): ChainLink | null {
  const isUpgrade = direction === "upgrade";
  const plan = planOf(step, direction, isUpgrade ? olderName : newerName);
  if (plan === undefined || plan.body.kind === "identity") return null;
  const fromVersion = isUpgrade ? step.older : step.newer;
  return { direction, fromVersion, step, plan, names: isUpgrade ? olderNames : newerNames };
}

/** Tells whether a decision of the step may omit items or entries in the direction of the link. */
export function mayOmit({ direction, step }: ChainLink): boolean {
  return step.plans.some((found) => found.direction === direction && omits(found));
}

function omits({ body }: TypePlan): boolean {
  return conversionsOf(body).some((conversion) => omitsSome(conversion));
}

/** The variants of a union of the newest version that a peer of the old version is never sent. */
export function rejectedVariants(chain: Chain, variants: readonly string[]): readonly string[] {
  return variants.filter((variant) => {
    let current = variant;
    for (const { plan, step } of chain.links) {
      if (plan.body.kind === "rejected") return true;
      if (plan.body.kind !== "union") return false;
      const found = plan.body.variants.find(({ source }) => source === current);
      if (found === undefined || targetRefusal(found.to, stepRefusals(step)) === "all") return true;
      if (found.to.kind !== "variant") return false;
      current = found.to.name;
    }
    return false;
  });
}
