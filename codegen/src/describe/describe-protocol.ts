/** The description of a protocol as data: its versions, steps and decisions. */

import { shapesOf, type VersionDescription } from "@barewire/inspect";
import {
  type LinkDescription,
  type MessageDescription,
  PROTOCOL_FORMAT,
  type ProtocolDescription,
  type StepDescription,
} from "@barewire/inspect/convert";
import { type Available, partVersions } from "../evolve/plan/availability.js";
import { type CarriedSteps, type Chain, chainOf, type Routes } from "../evolve/plan/chain.js";
import type { DecisionEntry } from "../evolve/plan/decision-entry.js";
import type { StepPlan } from "../evolve/plan/type-plan.js";
import type { Schema } from "../schema/model.js";
import { describeConverters } from "./describe-converters.js";
import { describeDecisions } from "./describe-decisions.js";
import { describeVersion } from "./describe-version.js";

/** A step between neighbours, with the entries of its decisions file. */
export type DecidedPlan = {
  readonly plan: StepPlan;
  readonly entries: ReadonlyMap<string, DecisionEntry>;
};

/** The steps that carry parts past versions which lack them. */
export type CarriedPlans = CarriedSteps & {
  readonly carriedSteps: readonly { readonly plan: StepPlan; readonly plain: DecidedPlan }[];
};

export type ProtocolInput = {
  readonly protocol: string;
  /** Ascending, and the steps between them. */
  readonly schemas: readonly Schema[];
  readonly steps: readonly DecidedPlan[];
  readonly carried: readonly CarriedPlans[];
  readonly routes: Routes;
  /** The messages, by their names in the newest version. */
  readonly roots: readonly string[];
  readonly availability: ReadonlyMap<string, Available>;
};

export function describeProtocol(input: ProtocolInput): ProtocolDescription {
  const { protocol, schemas, carried, availability } = input;
  const versions = describeVersions(input);
  const plans = [
    ...input.steps.map((step) => ({ ...step, carries: null })),
    ...carried.flatMap(({ older, newer, carriedSteps }) =>
      carriedSteps.map(({ plan, plain }) => ({
        plan,
        entries: plain.entries,
        carries: { older, newer },
      })),
    ),
  ];
  const indexes = new Map(plans.map(({ plan }, index) => [plan, index]));
  return {
    format: PROTOCOL_FORMAT,
    protocol,
    versions,
    messages: input.roots.map((name) => describeMessage(name, schemas, input.routes, indexes)),
    steps: plans.map((step) => describeStep(step, versions)),
    availability: Object.fromEntries(availability),
  };
}

/** Each version, with the range of versions that has each of its parts. */
function describeVersions({
  schemas,
  steps,
  carried,
}: Pick<ProtocolInput, "schemas" | "steps" | "carried">): readonly VersionDescription[] {
  const plans = steps.map(({ plan }) => plan);
  const parts = partVersions({ schemas, steps: plans, carried });
  return schemas.map((schema) => describeVersion(schema, parts.get(schema.version)));
}

function describeMessage(
  name: string,
  schemas: readonly Schema[],
  routes: Routes,
  indexes: ReadonlyMap<StepPlan, number>,
): MessageDescription {
  const versions = schemas.flatMap(({ version }) => {
    const raise = chainOf(routes, "upgrade", name, version);
    const lower = chainOf(routes, "downgrade", name, version);
    // A version has the message in both directions, or in none.
    if (raise === null || lower === null) return [];
    const links = { raise: describeLinks(raise, indexes), lower: describeLinks(lower, indexes) };
    return [{ version, name: raise.oldName, ...links }];
  });
  return { name, versions };
}

function describeLinks(
  { links }: Chain,
  indexes: ReadonlyMap<StepPlan, number>,
): readonly LinkDescription[] {
  return links.map(({ step, plan, names }) => {
    const index = indexes.get(step);
    if (index === undefined) throw new Error("a chain goes through steps of its protocol");
    return { step: index, source: plan.source, names: Object.fromEntries(names) };
  });
}

type PlannedStep = DecidedPlan & Pick<StepDescription, "carries">;

function describeStep(
  { plan, entries, carries }: PlannedStep,
  versions: readonly VersionDescription[],
): StepDescription {
  const { older, newer } = plan;
  const shapes = { older: shapesAt(versions, older), newer: shapesAt(versions, newer) };
  const decisions = describeDecisions(plan, entries, shapes);
  return { older, newer, carries, decisions, converters: describeConverters(plan) };
}

function shapesAt(versions: readonly VersionDescription[], wanted: number) {
  const found = versions.find(({ version }) => version === wanted);
  if (found === undefined) throw new Error(`there is no v${wanted}`);
  return shapesOf(found);
}
