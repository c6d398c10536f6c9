/**
 * Plans the converters between two neighbouring versions: everything that follows from the schemas
 * is planned, everything else is asked.
 */

import type { EmitOptions } from "../../schema/representation.js";
import { compareNamed } from "../compare/compare-named.js";
import { type Comparison, isUnchanged } from "../compare/comparison.js";
import { membersOf, type NamedPair, type RenameSuggestion } from "../compare/relation.js";
import { isRenameOf } from "../compare/type-renames.js";
import type { DecisionRegistry } from "./decision-registry.js";
import { withoutIdentities } from "./identities.js";
import { planBody } from "./plan-body.js";
import type { StepPlan, TypePlan } from "./type-plan.js";

export type StepInput = {
  readonly comparison: Comparison;
  /** The types that may have been renamed; only ever suggested. */
  readonly renames: readonly RenameSuggestion[];
  readonly options: EmitOptions;
  readonly registry: DecisionRegistry;
  /** The newer types whose values may lack a field, so that none is handed on as it is. */
  readonly incomplete: ReadonlySet<string>;
};

/** Each pair of types is planned once and by itself, so that no schema is too deep. */
export function planStep(input: StepInput): StepPlan {
  const { comparison } = input;
  const { older, newer, olderNames } = comparison;
  const pairs = newer.schema.types.flatMap(({ name }) => {
    const olderName = olderNames.get(name);
    if (olderName === undefined) return [];
    const isSame = isUnchanged(reference(olderName), reference(name), comparison);
    return isSame ? [] : [{ olderName, newerName: name }];
  });
  const plans = pairs.flatMap(({ olderName, newerName }) =>
    (["upgrade", "downgrade"] as const).map((direction): TypePlan => {
      const relation = compareNamed(olderName, newerName, comparison);
      const [source, target] =
        direction === "upgrade" ? [olderName, newerName] : [newerName, olderName];
      const body = planBody({ ...input, direction }, relation);
      return { direction, source, target, body };
    }),
  );
  askAboutRoots(input);
  return {
    protocol: newer.schema.protocol,
    older: older.schema.version,
    newer: newer.schema.version,
    olderNames,
    olderMembers: olderMembers(pairs, comparison),
    replaced: new Map(
      input.renames
        .filter((rename) => isRenameOf(rename, comparison))
        .map(({ olderName, newerName }) => [olderName, newerName]),
    ),
    plans: withoutIdentities(plans, input.incomplete),
  };
}

function olderMembers(
  pairs: readonly NamedPair[],
  comparison: Comparison,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    pairs.map(({ olderName, newerName }) => {
      const relation = compareNamed(olderName, newerName, comparison);
      const kept = membersOf(relation).flatMap((member): [string, string][] =>
        member.kind === "kept" ? [[member.name, member.olderName]] : [],
      );
      return [newerName, new Map(kept)];
    }),
  );
}

function reference(name: string) {
  return { kind: "reference", name } as const;
}

/**
 * Asks about messages that only the older version has: they cannot be decoded any more, and a
 * person has to confirm that.
 */
function askAboutRoots({ comparison, renames, registry }: StepInput): void {
  const { older, newer, olderNames } = comparison;
  const kept = new Set(olderNames.values());
  const versions = { older: `v${older.schema.version}`, newer: `v${newer.schema.version}` };
  for (const root of older.roots) {
    if (kept.has(root)) continue;
    const candidates = renames.filter(({ olderName }) => olderName === root);
    registry.ask({
      kind: "conversion",
      key: root,
      direction: "upgrade",
      isRequired: true,
      isRefusing: true,
      text: `${versions.newer} has no root ${root}: what becomes of the messages of ${versions.older}?`,
      policies: ["reject"],
      given: "never",
      wanted: "never",
      dropped: "never",
      versions: [],
      renameCandidates: [],
      renamedTo: candidates.map(({ newerName }) => newerName),
    });
  }
}
