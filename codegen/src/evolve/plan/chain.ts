/** The conversions of one type across several versions: from an old one to the newest, and back. */

import { omitsSome } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import { conversionsOf } from "./identities.js";
import { type StepRefusals, stepRefusals, targetRefusal } from "./refusal.js";
import type { StepPlan, TypePlan } from "./type-plan.js";

/** One converter of a chain; the type has this name in the version that the converter takes. */
export type ChainLink = {
  readonly direction: Direction;
  readonly fromVersion: number;
  readonly older: number;
  readonly newer: number;
  readonly plan: TypePlan;
  /** Whether a decision of the step may leave out items or entries. */
  readonly mayOmit: boolean;
  /** How much the step refuses of each of its types, on the way down. */
  readonly refusals: StepRefusals;
};

export type Chain = {
  /** The name of the type in the old version. */
  readonly oldName: string;
  /** The converters in the order in which they run, without those that change nothing. */
  readonly links: readonly ChainLink[];
};

/** The steps from `older` to `newer`, ascending, that carry parts past the versions between. */
export type CarriedSteps = {
  readonly older: number;
  readonly newer: number;
  readonly steps: readonly StepPlan[];
};

/** Between `name` of the newest version and `version`; null where that version has no such type. */
export function chainOf(
  steps: readonly StepPlan[],
  direction: Direction,
  name: string,
  version: number,
  carried: readonly CarriedSteps[] = [],
): Chain | null {
  let current = name;
  const links: ChainLink[] = [];
  for (const step of stepsDownTo(steps, version, carried)) {
    const olderName = step.olderNames.get(current);
    if (olderName === undefined) return null;
    const link = linkOf(step, direction, current, olderName);
    if (link !== null) links.push(link);
    current = olderName;
  }
  return { oldName: current, links: direction === "upgrade" ? links.reverse() : links };
}

/** From the newest version down; past a gap by the steps that carry what stands on both sides. */
function stepsDownTo(
  steps: readonly StepPlan[],
  version: number,
  carried: readonly CarriedSteps[],
): readonly StepPlan[] {
  const found: StepPlan[] = [];
  let at = Number.POSITIVE_INFINITY;
  for (const step of [...steps].sort((left, right) => right.newer - left.newer)) {
    if (step.older < version || step.newer > at) continue;
    const past = carried
      .filter(({ older, newer }) => newer === step.newer && older >= version)
      .sort((left, right) => left.older - right.older)[0];
    found.push(...(past === undefined ? [step] : past.steps.toReversed()));
    at = past?.older ?? step.older;
  }
  return found;
}

function linkOf(
  step: StepPlan,
  direction: Direction,
  newerName: string,
  olderName: string,
): ChainLink | null {
  const { older, newer, plans } = step;
  const isUpgrade = direction === "upgrade";
  const source = isUpgrade ? olderName : newerName;
  const plan = plans.find((found) => found.direction === direction && found.source === source);
  if (plan === undefined || plan.body.kind === "identity") return null;
  const mayOmit = plans.some((found) => found.direction === direction && omits(found));
  const refusals = stepRefusals(step);
  const fromVersion = isUpgrade ? older : newer;
  return { direction, fromVersion, older, newer, plan, mayOmit, refusals };
}

function omits({ body }: TypePlan): boolean {
  return conversionsOf(body).some((conversion) => omitsSome(conversion));
}

/** The variants of a union of the newest version that a peer of the old version is never sent. */
export function rejectedVariants(chain: Chain, variants: readonly string[]): readonly string[] {
  return variants.filter((variant) => {
    let current = variant;
    for (const { plan, refusals } of chain.links) {
      if (plan.body.kind === "rejected") return true;
      if (plan.body.kind !== "union") return false;
      const found = plan.body.variants.find(({ source }) => source === current);
      if (found === undefined || targetRefusal(found.to, refusals) === "all") return true;
      if (found.to.kind !== "variant") return false;
      current = found.to.name;
    }
    return false;
  });
}
