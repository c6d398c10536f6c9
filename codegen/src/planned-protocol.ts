/** A protocol with the plans of its steps: what the matrix is computed from. */

import { type Available, availability } from "./evolve/plan/availability.js";
import { type CarriedSteps, type Routes, routesOf } from "./evolve/plan/chain.js";
import { olderKey } from "./evolve/plan/older-key.js";
import type { StepPlan } from "./evolve/plan/type-plan.js";
import { type Planned, planProtocol as planSources } from "./generate.js";
import type { Lock } from "./lock/lock-file.js";
import { type DeprecatedPart, deprecatedParts } from "./schema/deprecated-parts.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { type TypeGraph, typeGraph } from "./schema/type-graph.js";

export type PlannedProtocol = {
  readonly protocol: string;
  /** The versions that the versioned codec speaks, in ascending order. */
  readonly versions: readonly number[];
  /** The versions that it no longer speaks. */
  readonly ended: readonly { readonly version: number; readonly status: "retired" | "withdrawn" }[];
  /** The deprecated parts of the newest version, with their reasons. */
  readonly deprecated: readonly DeprecatedPart[];
  readonly schemas: ReadonlyMap<number, Schema>;
  readonly graphs: ReadonlyMap<number, TypeGraph>;
  readonly steps: readonly StepPlan[];
  /** The steps that carry parts past versions which lack them. */
  readonly carried: readonly CarriedSteps[];
  readonly routes: Routes;
  /** The messages, by their names in the newest version. */
  readonly roots: readonly string[];
  readonly availability: ReadonlyMap<string, Available>;
  /** The versions whose schemas are frozen, in ascending order, without those that have ended. */
  readonly published: readonly number[];
};

export type PlannedResult =
  | { readonly ok: true; readonly planned: PlannedProtocol }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Refuses a protocol that has questions without an answer, or anything else that is wrong. */
export async function planProtocol(source: ProtocolSource): Promise<PlannedResult> {
  const planning = await planSources(source);
  if (!planning.ok || planning.diagnostics.length > 0) {
    return { ok: false, diagnostics: planning.diagnostics };
  }
  const { planned, lock } = planning;
  return { ok: true, planned: plannedProtocol(source.protocol, planned, lock) };
}

/** `planned` has no question without an answer. */
export function plannedProtocol(
  protocol: string,
  { schemas, decided, gaps, roots }: Planned,
  lock: Lock,
): PlannedProtocol {
  const steps = decided.map(({ plan }) => plan);
  const newest = schemas.at(-1);
  const { carried } = gaps;
  const versions = schemas.map(({ version }) => version);
  return {
    protocol,
    versions,
    ended: endedVersions(lock),
    deprecated: newest === undefined ? [] : deprecatedParts(newest),
    schemas: new Map(schemas.map((schema) => [schema.version, schema])),
    graphs: new Map(schemas.map((schema) => [schema.version, typeGraph(schema)])),
    steps,
    carried,
    routes: routesOf(steps, carried),
    roots,
    availability: underAllNames(availability({ schemas, steps, carried }), steps),
    published: versions.filter((version) => lock.versions.get(version)?.status === "published"),
  };
}

/** A step refuses a part by the name that its own version has for it. */
function underAllNames(
  known: ReadonlyMap<string, Available>,
  steps: readonly StepPlan[],
): ReadonlyMap<string, Available> {
  const all = new Map(known);
  for (const [path, available] of known) {
    let key: string | null = path;
    for (const step of steps.toReversed()) {
      key = key === null ? null : olderKey(key, step);
      if (key !== null && !all.has(key)) all.set(key, available);
    }
  }
  return all;
}

function endedVersions({ versions }: Lock): PlannedProtocol["ended"] {
  return [...versions].flatMap(([version, { status }]): PlannedProtocol["ended"] =>
    status === "retired" || status === "withdrawn" ? [{ version, status }] : [],
  );
}
