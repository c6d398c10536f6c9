/** The decisions of a step as data: constants by the types of the places that they stand in. */

import type { SchemaDescription, Shape } from "@barewire/inspect";
import type { AnswerDescription, DecisionDescription } from "@barewire/inspect/convert";
import { JsonValueError, valueToJson } from "@barewire/inspect/json";
import type { Answer, DecisionEntry, Direction } from "../evolve/plan/decision-entry.js";
import type { StepPlan, TypePlan } from "../evolve/plan/type-plan.js";

/** The shapes of both versions of a step. */
export type StepShapes = { readonly older: SchemaDescription; readonly newer: SchemaDescription };

export function describeDecisions(
  plan: StepPlan,
  entries: ReadonlyMap<string, DecisionEntry>,
  shapes: StepShapes,
): readonly DecisionDescription[] {
  const places = decisionPlaces(plan, shapes);
  return [...entries.values()].map(({ key, renamedFrom, byName, upgrade, downgrade }) => ({
    key,
    renamedFrom,
    byName,
    upgrade: describedAnswer(upgrade, places.get(`upgrade ${key}`)),
    downgrade: describedAnswer(downgrade, places.get(`downgrade ${key}`)),
  }));
}

/** The type of the constant of a decision, and the version that has the type. */
type Place = { readonly schema: SchemaDescription; readonly shape: Shape };

function describedAnswer(
  answer: Answer | null,
  place: Place | undefined,
): AnswerDescription | null {
  if (answer === null) return null;
  const { policy, reason, constant = null } = answer;
  switch (policy) {
    case "reject":
      return { policy: "reject" };
    case "drop":
    case "omit":
      return { policy, reason: reason ?? "" };
    case "drop-if":
    case "function": {
      const json = constant === null ? undefined : constantJson(constant.value, place);
      if (json === undefined) return { policy: "function" };
      return { policy: policy === "function" ? "constant" : "drop-if", value: json };
    }
    case "undecided":
      throw new Error("an undecided question is reported before anything is described");
    default:
      return policy satisfies never;
  }
}

/** Undefined of a value that is not of the type: the compiler refuses it, or it is never asked. */
function constantJson(value: unknown, place: Place | undefined): unknown {
  if (place === undefined) return undefined;
  try {
    return valueToJson(place.schema, place.shape, "constant", value);
  } catch (error) {
    if (error instanceof JsonValueError) return undefined;
    throw error;
  }
}

/** The places of all decisions that a converter asks, by direction and key. */
function decisionPlaces(plan: StepPlan, shapes: StepShapes): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const typePlan of plan.plans) {
    const { direction } = typePlan;
    for (const [key, place] of placesOf(typePlan, shapes)) {
      if (place !== null) places.set(`${direction} ${key}`, place);
    }
  }
  return places;
}

function placesOf(
  { direction, source, target, body }: TypePlan,
  { older, newer }: StepShapes,
): readonly (readonly [key: string, place: Place | null])[] {
  const [from, to] = sides(direction, older, newer);
  const whole = { schema: to, shape: target };
  switch (body.kind) {
    case "decided":
      return [[body.key, whole]];
    case "struct":
      return [
        ...body.fields.flatMap(({ name, from: origin }) =>
          origin.kind === "decided" ? [[origin.key, fieldPlace(to, target, name)] as const] : [],
        ),
        ...body.dropped.map(({ name, key }) => [key, fieldPlace(from, source, name)] as const),
      ];
    case "enum":
      return body.values.flatMap(({ to: origin }) =>
        origin.kind === "decided" ? [[origin.key, whole] as const] : [],
      );
    case "union":
      return body.variants.flatMap(({ to: origin }) =>
        origin.kind === "decided" ? [[origin.key, whole] as const] : [],
      );
    default:
      return [];
  }
}

function sides(
  direction: Direction,
  older: SchemaDescription,
  newer: SchemaDescription,
): readonly [SchemaDescription, SchemaDescription] {
  return direction === "upgrade" ? [older, newer] : [newer, older];
}

/** Null of a field that only carried values have. */
function fieldPlace(schema: SchemaDescription, type: string, field: string): Place | null {
  const shape = Object.hasOwn(schema.types, type) ? schema.types[type] : undefined;
  const fields = typeof shape === "object" && "struct" in shape ? shape.struct : {};
  const found = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return found === undefined ? null : { schema, shape: found };
}
