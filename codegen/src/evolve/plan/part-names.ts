/**
 * The names in the newest version for the parts of older ones, for errors in its terms.
 */

import type { StepPlan } from "./type-plan.js";

/**
 * The newest name of each type and member that has another name there: of a type by `Type`, of a
 * member by `Type.member`, in the names of the older version.
 */
export type PartNames = ReadonlyMap<string, string>;

/** The names of the older version of a step, from those of its newer version. */
export function olderPartNames(
  names: PartNames,
  { olderNames, olderMembers, replaced }: StepPlan,
): PartNames {
  const older = new Map<string, string>();
  const note = (key: string, ownName: string, newestName: string) => {
    if (newestName !== ownName) older.set(key, newestName);
  };
  for (const [name, olderName] of olderNames) {
    note(olderName, olderName, names.get(name) ?? name);
    for (const [member, olderMember] of olderMembers.get(name) ?? []) {
      const newestName = names.get(`${name}.${member}`) ?? member;
      note(`${olderName}.${olderMember}`, olderMember, newestName);
    }
  }
  for (const [olderName, name] of replaced) note(olderName, olderName, names.get(name) ?? name);
  const replacing = new Map([...replaced].map(([olderName, name]) => [name, olderName]));
  for (const [key, newestName] of names) {
    const [name = key, member] = key.split(".");
    const original = replacing.get(name);
    if (original !== undefined && member !== undefined) {
      note(`${original}.${member}`, member, newestName);
    }
    const olderName = olderNames.get(name);
    const members = olderMembers.get(name);
    if (olderName === undefined || member === undefined || members?.has(member)) continue;
    // All members of the type are the same, or an upgrade of this step creates the member.
    const isTaken = [...(members?.values() ?? [])].includes(member);
    if (!isTaken) note(`${olderName}.${member}`, member, newestName);
  }
  return older;
}
