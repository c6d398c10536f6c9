/**
 * The obstacles to carrying a part: a function of a decision that receives a value with the part in
 * it does not know of the part, which would be lost silently.
 */

import type { Schema, Type } from "../schema/model.js";
import { memberType } from "../schema/part-keys.js";
import { referencedNames } from "../schema/type-graph.js";
import type { PartAgain } from "./plan/parts-again.js";
import type { TypePlan } from "./plan/type-plan.js";

/** A part as one step sees it. */
export type HeldPart = {
  readonly part: PartAgain;
  readonly isField: boolean;
  /** `Type` or `Type.member` in both versions of the step. */
  readonly olderKey: string;
  readonly newerKey: string;
  /** The types of either version that hold the part. */
  readonly older: ReadonlySet<string>;
  readonly newer: ReadonlySet<string>;
  /** Tells whether the version has it only along this path. */
  readonly isOlderExtra: boolean;
  readonly isNewerExtra: boolean;
};

/** Null where nothing stands in the way of the part in one converter. */
export function carryObstacle(
  { direction, source, body }: TypePlan,
  held: HeldPart,
  schemas: { readonly older: Schema; readonly newer: Schema },
): string | null {
  const isUpgrade = direction === "upgrade";
  const [from, to] = isUpgrade ? [schemas.older, schemas.newer] : [schemas.newer, schemas.older];
  const holders = isUpgrade ? held.older : held.newer;
  const type = from.types.find(({ name }) => name === source)?.type;
  if (type === undefined || !holders.has(source)) return null;
  // A field more harms no function, but a variant or a value more is none that it knows.
  const isUnknown = !held.isField && (isUpgrade ? held.isOlderExtra : held.isNewerExtra);
  const told = (key: string) => {
    const step = `v${schemas.older.version}-v${schemas.newer.version}`;
    return `the ${direction} of "${key}" in ${step} is a function that is given what holds it, and keeps nothing of it`;
  };
  const holds = (member: Type | null) =>
    member !== null && referencedNames(member).some((name) => holders.has(name));
  switch (body.kind) {
    case "decided": {
      // The field is put into what the function makes.
      const [owner, name] = (isUpgrade ? held.olderKey : held.newerKey).split(".");
      const isDirect = held.isField && owner === source && type.kind === "struct";
      const others = isDirect ? type.fields.filter((field) => field.name !== name) : [];
      const isCompleted = isDirect && others.every((field) => !holds(field.type));
      return isCompleted ? null : told(body.key);
    }
    case "union": {
      const found = body.variants.find(
        (variant) => variant.to.kind === "decided" && holds(memberType(type, variant.source)),
      );
      return found?.to.kind === "decided" ? told(found.to.key) : null;
    }
    case "struct": {
      for (const { from: made } of body.fields) {
        if (made.kind !== "decided") continue;
        // A function that is given the whole struct for a new field loses nothing of it.
        const isGiven = made.source === null ? isUnknown : holds(memberType(type, made.source));
        if (isGiven) return told(made.key);
      }
      const dropped = body.dropped.find(
        ({ name, how }) => how.kind === "drop-if" && isUnknown && holds(memberType(type, name)),
      );
      return dropped === undefined ? null : told(dropped.key);
    }
    case "rejected": {
      const [, member] = (isUpgrade ? held.olderKey : held.newerKey).split(".");
      const isPart = body.rejection.path === `${source}.${member}`;
      return isPart ? `its types in v${from.version} and v${to.version} differ too much` : null;
    }
    default:
      return null;
  }
}
