/** Plans the conversion of an enum: by name, which is what its values are in TypeScript. */

import type { EnumValue, NamedType } from "../../schema/model.js";
import { matchMembers } from "./match-members.js";
import {
  ask,
  inDirection,
  moduleNames,
  type PairContext,
  renameQuestion,
  sourceSide,
} from "./pair-context.js";
import type { PlanBody, ValuePlan } from "./type-plan.js";

export function planEnum(
  context: PairContext,
  pair: { readonly older: NamedType; readonly newer: NamedType },
  older: readonly EnumValue[],
  newer: readonly EnumValue[],
): PlanBody {
  const key = pair.newer.name;
  const members = matchMembers(key, older, newer, context.registry);
  const [olderOwners, newerOwners] = [older, newer].map(
    (values) => new Map(values.map(({ number, name }) => [number, name])),
  );
  // A number that only this value has ever used cannot be mistaken for another value.
  const renumbered = members.pairs.some(
    (match) =>
      !match.isRename &&
      match.older.number !== match.newer.number &&
      (newerOwners?.has(match.older.number) || olderOwners?.has(match.newer.number)),
  );
  if (context.direction === "upgrade" && renumbered) {
    context.registry.askByName(key, `values of ${key} have other numbers: do they match by name?`);
  }
  const { source: sourceType, target: targetType } = inDirection(context, pair.older, pair.newer);
  const names = moduleNames(context);
  const values = inDirection(context, older, newer).source.map((value): ValuePlan => {
    const match = members.pairs.find((found) => found.older === value || found.newer === value);
    if (match !== undefined) {
      const { name } = inDirection(context, match.older, match.newer).target;
      return { source: value.name, to: { kind: "value", name } };
    }
    const valueKey = `${key}.${value.name}`;
    const lacking = inDirection(context, members.removed, members.added).target;
    const other = lacking.find(({ number }) => number === value.number);
    const answer = ask(context, {
      key: valueKey,
      ...renameQuestion(sourceSide(context), other),
      text: `${names.target} has no ${sourceType.name}.${value.name}: what takes its place?`,
      policies: ["function", "reject"],
      given: JSON.stringify(value.name),
      isLiteral: true,
      wanted: `${names.target}.${targetType.name}`,
    });
    const isDecided = answer?.policy === "function";
    return {
      source: value.name,
      to: isDecided ? { kind: "decided", key: valueKey } : { kind: "reject" },
    };
  });
  const isIdentity = values.every(({ source, to }) => to.kind === "value" && to.name === source);
  return isIdentity ? { kind: "identity" } : { kind: "enum", values };
}
