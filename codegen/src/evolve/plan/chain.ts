/** The conversions of one type across several versions: from an old one to the newest, and back. */

import type { Direction } from "./decision-entry.js";
import type { StepPlan, TypePlan } from "./type-plan.js";

/** One converter of a chain; the type has this name in the version that the converter takes. */
export type ChainLink = {
  readonly direction: Direction;
  readonly fromVersion: number;
  readonly older: number;
  readonly newer: number;
  readonly plan: TypePlan;
};

export type Chain = {
  /** The name of the type in the old version. */
  readonly oldName: string;
  /** The converters in the order in which they run, without those that change nothing. */
  readonly links: readonly ChainLink[];
};

/** Between `name` of the newest version and `version`; null where that version has no such type. */
export function chainOf(
  steps: readonly StepPlan[],
  direction: Direction,
  name: string,
  version: number,
): Chain | null {
  let current = name;
  const links: ChainLink[] = [];
  const newestFirst = [...steps].sort((left, right) => right.newer - left.newer);
  for (const step of newestFirst) {
    if (step.older < version) break;
    const olderName = step.olderNames.get(current);
    if (olderName === undefined) return null;
    const link = linkOf(step, direction, current, olderName);
    if (link !== null) links.push(link);
    current = olderName;
  }
  return { oldName: current, links: direction === "upgrade" ? links.reverse() : links };
}

function linkOf(
  { older, newer, plans }: StepPlan,
  direction: Direction,
  newerName: string,
  olderName: string,
): ChainLink | null {
  const isUpgrade = direction === "upgrade";
  const source = isUpgrade ? olderName : newerName;
  const plan = plans.find((found) => found.direction === direction && found.source === source);
  if (plan === undefined || plan.body.kind === "identity") return null;
  return { direction, fromVersion: isUpgrade ? older : newer, older, newer, plan };
}

/** The variants of a union of the newest version that a peer of the old version is never sent. */
export function rejectedVariants(chain: Chain, variants: readonly string[]): readonly string[] {
  return variants.filter((variant) => {
    let current = variant;
    for (const { plan } of chain.links) {
      if (plan.body.kind === "rejected") return true;
      if (plan.body.kind !== "union") return false;
      const found = plan.body.variants.find(({ source }) => source === current);
      if (found === undefined || found.to.kind === "reject") return true;
      if (found.to.kind === "decided") return false;
      current = found.to.name;
    }
    return false;
  });
}
