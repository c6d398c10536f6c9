/**
 * The name in the older version of a step for a part of the newer one.
 */

import type { StepPlan } from "./type-plan.js";

/** Takes `Type` or `Type.member`; returns null if the older version has no such part. */
export function olderKey(key: string, { olderNames, olderMembers }: StepPlan): string | null {
  const [type = key, member] = key.split(".");
  const older = olderNames.get(type);
  if (older === undefined) return null;
  if (member === undefined) return older;
  const members = olderMembers.get(type);
  if (members === undefined) return `${older}.${member}`;
  const olderMember = members.get(member);
  return olderMember === undefined ? null : `${older}.${olderMember}`;
}
