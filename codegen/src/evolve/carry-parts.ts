/**
 * The converters that carry parts past versions that lack them: the steps between two versions are
 * planned once more, with each version between extended by the parts. So the converters do what the
 * steps do, and the parts are carried along. Gaps that cross or nest are carried together.
 */

import type { Schema, Type } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { usersOf } from "../schema/type-graph.js";
import { carryObstacle, type HeldPart } from "./carry-obstacle.js";
import { compareVersions } from "./compare-versions.js";
import { extendedSchemas, nameAt } from "./extend-schema.js";
import type { CarriedSteps } from "./plan/chain.js";
import type { DecisionEntry } from "./plan/decision-entry.js";
import type { PartAgain } from "./plan/parts-again.js";
import type { Question } from "./plan/question.js";
import {
  type FieldPlan,
  type PlanBody,
  planOf,
  type StepPlan,
  type TypePlan,
} from "./plan/type-plan.js";

/** A step between neighbours, as it is without any part that it lacks. */
export type PlainStep = {
  readonly plan: StepPlan;
  readonly questions: readonly Question[];
  readonly entries: ReadonlyMap<string, DecisionEntry>;
  /** The specifier by which a module imports the decisions; null without a decisions file. */
  readonly decisionsModule: string | null;
};

export type CarryInput = {
  /** Ascending, and the steps between them. */
  readonly schemas: readonly Schema[];
  readonly steps: readonly PlainStep[];
  readonly parts: readonly PartAgain[];
  readonly options: EmitOptions;
};

export type CarriedStep = {
  readonly plain: PlainStep;
  readonly plan: StepPlan;
  readonly schemas: { readonly older: Schema; readonly newer: Schema };
  /** The plans of the types whose converters are not those of the step itself. */
  readonly own: ReadonlySet<TypePlan>;
  /** The types of the older version that hold a part. */
  readonly olderHolders: ReadonlySet<string>;
  /** `Type.member` of the older version, of the fields that only this way has. */
  readonly extraFields: ReadonlySet<string>;
};

/** All that is carried between two versions: the gaps that cross or nest, and what they hold. */
export type CarriedGaps = CarriedSteps & {
  readonly carriedSteps: readonly CarriedStep[];
  /** The obstacles to carrying a part. */
  readonly obstacles: readonly Obstacle[];
};

/** `text` continues "it cannot be carried: ". */
export type Obstacle = { readonly part: PartAgain; readonly text: string };

/**
 * One for each version that a gap begins at: a message of it meets all gaps that cross that one.
 */
export function carryParts(input: CarryInput): readonly CarriedGaps[] {
  const starts = [...new Set(input.parts.map(({ older }) => older))];
  return starts.map((older) => {
    const newer = endOf(older, input.parts);
    const parts = input.parts.filter((part) => part.older >= older && part.newer <= newer);
    const schemas = input.schemas.filter(({ version }) => version >= older && version <= newer);
    const steps = input.steps.filter(({ plan }) => plan.older >= older && plan.newer <= newer);
    return carryGaps({ older, newer }, { ...input, parts, schemas, steps });
  });
}

/** The newer end of the gaps that begin at `start`, and of those that begin before that end. */
function endOf(start: number, parts: readonly PartAgain[]): number {
  let end = start + 1;
  for (let before = 0; before !== end; ) {
    before = end;
    const crossing = parts.filter(({ older }) => older >= start && older < before);
    end = Math.max(end, ...crossing.map(({ newer }) => newer));
  }
  return end;
}

type Ends = { readonly older: number; readonly newer: number };

function carryGaps(ends: Ends, input: CarryInput): CarriedGaps {
  const extended = extendedSchemas(
    input.schemas,
    input.steps.map(({ plan }) => plan),
    input.parts,
  );
  const carried = input.steps.map((step) => carryStep(ends, step, extended, input));
  return {
    ...ends,
    steps: carried.map(({ step }) => step.plan),
    carriedSteps: carried.map(({ step }) => step),
    obstacles: carried.flatMap(({ obstacles }) => obstacles),
  };
}

function carryStep(
  ends: Ends,
  plain: PlainStep,
  extended: ReadonlyMap<number, Schema>,
  input: CarryInput,
): { readonly step: CarriedStep; readonly obstacles: readonly Obstacle[] } {
  const { plan: step } = plain;
  const [older, newer] = [schemaAt(extended, step.older), schemaAt(extended, step.newer)];
  const held = input.parts
    .filter((part) => part.older <= step.older && step.newer <= part.newer)
    .map((part) => heldPart(part, older, newer, input));
  const keys = new Set(held.map(({ newerKey }) => newerKey));
  const entries = new Map([...plain.entries].filter(([key]) => !keys.has(key)));
  const { options } = input;
  const fields = held.filter(({ isField }) => isField);
  const incomplete = new Set(
    fields.map(({ newerKey }) => newerKey.slice(0, newerKey.indexOf("."))),
  );
  const { plan } = compareVersions({ older, newer, entries, options, incomplete });
  // A type that is converted by hand as a whole is completed by its parts, whose plans follow the
  // rules.
  const members = new Map([...entries].filter(([key]) => key.includes(".")));
  const byRule = compareVersions({ older, newer, entries: members, options, incomplete }).plan;
  const isOwn = ({ direction, source, target }: TypePlan) => {
    const [olderName, newerName] = direction === "upgrade" ? [source, target] : [target, source];
    return held.some((part) => part.older.has(olderName) || part.newer.has(newerName));
  };
  const own = new Set<TypePlan>();
  const obstacles: Obstacle[] = [];
  const plans = plan.plans.map((found): TypePlan => {
    const known = planOf(step, found.direction, found.source);
    if (!isOwn(found)) return known ?? found;
    for (const part of held) {
      const text = carryObstacle(found, part, { older, newer });
      if (text !== null) obstacles.push({ part: part.part, text });
    }
    const rule = planOf(byRule, found.direction, found.source);
    const body = withParts(found, rule?.body, known?.body, held);
    const carrying = { ...found, body, carrier: ends };
    own.add(carrying);
    return carrying;
  });
  return {
    step: {
      plain,
      plan: { ...plan, plans },
      schemas: { older, newer },
      own,
      olderHolders: new Set(held.flatMap(({ older: names }) => [...names])),
      extraFields: new Set(
        held.flatMap((part) => (part.isField && part.isOlderExtra ? [part.olderKey] : [])),
      ),
    },
    obstacles,
  };
}

function schemaAt(schemas: ReadonlyMap<number, Schema>, version: number): Schema {
  const schema = schemas.get(version);
  if (schema === undefined) throw new Error(`there is no v${version}`);
  return schema;
}

function heldPart(
  part: PartAgain,
  older: Schema,
  newer: Schema,
  { steps, schemas }: CarryInput,
): HeldPart {
  const plans = steps.map(({ plan }) => plan);
  const [olderKey, newerKey] = [older, newer].map(({ version }) =>
    nameAt(part.key, part.newer, version, plans),
  );
  if (olderKey === undefined || newerKey === undefined) throw new Error("a step has two ends");
  const [owner = part.key, member] = part.key.split(".");
  const source = schemas.find(({ version }) => version === part.newer);
  const type: Type | undefined = source?.types.find(({ name }) => name === owner)?.type;
  const isField = type?.kind === "struct" && member !== undefined;
  return {
    part,
    isField,
    olderKey,
    newerKey,
    older: holders(olderKey, older, schemas),
    newer: holders(newerKey, newer, schemas),
    isOlderExtra: older.version > part.older,
    isNewerExtra: newer.version < part.newer,
  };
}

/** The type of the part, all that contain it, and the types that a version has only with it. */
function holders(key: string, schema: Schema, plain: readonly Schema[]): ReadonlySet<string> {
  const [owner = key] = key.split(".", 1);
  const known = new Set(
    plain.find(({ version }) => version === schema.version)?.types.map(({ name }) => name),
  );
  const extra = schema.types.map(({ name }) => name).filter((name) => !known.has(name));
  return usersOf([owner, ...extra], schema);
}

/** `body` with the parts that are its own fields, which the source may lack. */
function withParts(
  { direction, source, body }: TypePlan,
  byRule: PlanBody | undefined,
  plain: PlanBody | undefined,
  held: readonly HeldPart[],
): PlanBody {
  const isUpgrade = direction === "upgrade";
  const own = held.filter(({ isField, olderKey, newerKey }) => {
    return isField && (isUpgrade ? olderKey : newerKey).startsWith(`${source}.`);
  });
  if (own.length === 0) return body;
  const partOf = ({ name }: FieldPlan) => own.find(({ newerKey }) => newerKey.endsWith(`.${name}`));
  const carried = (field: FieldPlan): FieldPlan => {
    const part = partOf(field);
    const isSourceExtra = isUpgrade ? part?.isOlderExtra : part?.isNewerExtra;
    const isTargetExtra = isUpgrade ? part?.isNewerExtra : part?.isOlderExtra;
    const { from } = field;
    if (isSourceExtra !== true || from.kind !== "field") return field;
    const otherwise = isTargetExtra === true ? null : withoutPart(field.name, plain);
    return { ...field, from: { ...from, kind: "carried", otherwise } };
  };
  if (body.kind === "struct") return { ...body, fields: body.fields.map(carried) };
  if (body.kind !== "decided" || byRule?.kind !== "struct") return body;
  const fields = byRule.fields.filter((field) => partOf(field) !== undefined);
  return { ...body, carried: fields.map(carried) };
}

const ABSENT = { kind: "absent" } as const;

/** The plan of the step for a field that its source lacks. */
function withoutPart(name: string, plain: PlanBody | undefined): FieldPlan["from"] {
  switch (plain?.kind) {
    case "struct":
      return plain.fields.find((field) => field.name === name)?.from ?? ABSENT;
    case "rejected":
      return { kind: "reject", rejection: plain.rejection };
    case "decided":
      return { kind: "made" };
    default:
      return ABSENT;
  }
}
