/** Random edits of what goes by numbers: the values of enums and the variants of unions. */

import type { EnumType, UnionType } from "../../codegen/src/schema/model.js";
import type { Random } from "../contract/seeded-random.js";
import { type Definition, enumValue, freshName, type Naming, variantOf } from "./random-draft.js";
import type { Asked, Edit } from "./random-edit.js";

/** A value or a variant. */
type Member = { readonly name: string; readonly number: number };

type MembersEdit = {
  readonly what: string;
  readonly members: readonly Member[];
  readonly asked: Edit["asked"];
  readonly byName?: boolean;
  readonly verdict: Edit["verdict"];
};

const GONE: Asked = { up: "optional", down: "none" };
const NEW: Asked = { up: "none", down: "optional" };

export function enumEdit(
  name: string,
  type: EnumType,
  random: Random,
  naming: Naming,
): Edit | null {
  const fresh = freshName("V", naming);
  const edit =
    random(6) === 0
      ? valueRenamed(name, type.values, fresh, random)
      : membersEdit(name, type.values, fresh, random);
  if (edit === null) return null;
  const values = edit.members.map((member) => enumValue(member.name, member.number));
  return { ...edit, definitions: [{ name, type: { kind: "enum", values } }] };
}

export function unionEdit(
  name: string,
  type: UnionType,
  payload: Definition,
  random: Random,
): Edit | null {
  const members = type.variants.map((variant) => ({ name: variant.name, number: variant.tag }));
  const edit = membersEdit(name, members, payload.name, random);
  if (edit === null) return null;
  const variants = edit.members.map((member) => variantOf(member.name, member.number));
  const isUsed = variants.some((variant) => variant.name === payload.name);
  const definitions: readonly Definition[] = [{ name, type: { kind: "union", variants } }];
  return { ...edit, definitions: isUsed ? [payload, ...definitions] : definitions };
}

/** Gives the same number another name. */
function valueRenamed(
  type: string,
  values: readonly Member[],
  fresh: string,
  random: Random,
): MembersEdit {
  const index = random(values.length);
  const members = values.map((value, at) => (at === index ? { ...value, name: fresh } : value));
  return {
    what: `${type}.${values[index]?.name} renamed`,
    members,
    asked: [
      [`${type}.${values[index]?.name}`, { up: "required", down: "none" }],
      [`${type}.${fresh}`, { up: "none", down: "required" }],
    ],
    verdict: "decision",
  };
}

function membersEdit(
  type: string,
  members: readonly Member[],
  fresh: string,
  random: Random,
): MembersEdit | null {
  const index = random(members.length);
  // Enums and unions have a member.
  const member = members[index] as Member;
  const key = `${type}.${member.name}`;
  const free = Math.max(...members.map(({ number }) => number)) + 1;
  switch (random(6)) {
    case 0: {
      const added = { name: fresh, number: free };
      const asked: Edit["asked"] = [[`${type}.${fresh}`, NEW]];
      const place = random(members.length + 1);
      return {
        what: `${type}.${fresh} added`,
        members: members.toSpliced(place, 0, added),
        asked,
        verdict: "compatible",
      };
    }
    case 1: {
      if (members.length === 1) return null;
      return {
        what: `${key} removed`,
        members: members.toSpliced(index, 1),
        asked: [[key, GONE]],
        verdict: "compatible",
      };
    }
    case 2:
      return insertedEdit(type, members, fresh, index);
    case 3: {
      const other = members[random(members.length)];
      return other === undefined || other === member
        ? null
        : swappedEdit(type, members, member, other);
    }
    case 4: {
      const renumbered = members.with(index, { ...member, number: free + 2 });
      return { what: `${key} renumbered`, members: renumbered, asked: [], verdict: "compatible" };
    }
    default:
      return {
        what: `${type} listed otherwise`,
        members: members.toReversed(),
        asked: [],
        verdict: "compatible",
      };
  }
}

/** A new member takes the number of another one, which moves on with all after it. */
function insertedEdit(
  type: string,
  members: readonly Member[],
  fresh: string,
  index: number,
): MembersEdit {
  const taken = members[index]?.number ?? 0;
  const moved = members.map(({ name, number }) => ({
    name,
    number: number >= taken ? number + 1 : number,
  }));
  return {
    what: `${type}.${fresh} inserted`,
    members: moved.toSpliced(index, 0, { name: fresh, number: taken }),
    asked: [[`${type}.${fresh}`, NEW]],
    byName: true,
    verdict: "subtle",
  };
}

function swappedEdit(
  type: string,
  members: readonly Member[],
  member: Member,
  other: Member,
): MembersEdit {
  const swapped = members.map((found) => {
    if (found === member) return { ...found, number: other.number };
    return found === other ? { ...found, number: member.number } : found;
  });
  return {
    what: `${type}.${member.name} swapped`,
    members: swapped,
    asked: [],
    byName: true,
    verdict: "subtle",
  };
}
