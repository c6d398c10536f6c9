/** A protocol with the plans of its steps: what the matrix is computed from. */

import { join, resolve } from "node:path";
import { locateProtocols } from "../../codegen/src/commands/locate-protocols.js";
import { readInput } from "../../codegen/src/commands/read-inputs.js";
import { type Available, availability } from "../../codegen/src/evolve/plan/availability.js";
import { type CarriedSteps, type Routes, routesOf } from "../../codegen/src/evolve/plan/chain.js";
import { olderKey } from "../../codegen/src/evolve/plan/older-key.js";
import type { StepPlan } from "../../codegen/src/evolve/plan/type-plan.js";
import { planProtocol as planSources } from "../../codegen/src/generate.js";
import type { Lock } from "../../codegen/src/lock/lock-file.js";
import { type DeprecatedPart, deprecatedParts } from "../../codegen/src/schema/deprecated-parts.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { type TypeGraph, typeGraph } from "../../codegen/src/schema/type-graph.js";

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
};

/** A protocol of `barewire.config.json`. */
export type ConfiguredProtocol = PlannedProtocol & {
  /** Absolute; where its generated modules are. */
  readonly outFolder: string;
  readonly decisionsFolder: string | null;
  readonly schemasFolder: string;
};

export const REPOSITORY: string = resolve(import.meta.dirname, "../..");

export async function configuredProtocols(): Promise<readonly ConfiguredProtocol[]> {
  const nothing = () => {
    throw new Error("reading the protocols neither prints nor generates");
  };
  const io = {
    workingFolder: REPOSITORY,
    print: nothing,
    printError: nothing,
    nowMs: nothing,
    pipeline: { fingerprint: nothing, load: nothing },
  };
  const { protocols, problems } = locateProtocols({ kind: "config", protocols: [] }, io);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const planned: ConfiguredProtocol[] = [];
  for (const folders of protocols) {
    const { input, problems } = readInput(folders, io);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const { outFolder, decisionsFolder, schemasFolder } = folders;
    planned.push({ ...(await planProtocol(input)), outFolder, decisionsFolder, schemasFolder });
  }
  return planned;
}

export async function planProtocol(source: ProtocolSource): Promise<PlannedProtocol> {
  const planning = await planSources(source);
  if (!planning.ok || planning.diagnostics.length > 0) {
    throw new Error(JSON.stringify(planning.diagnostics, null, 2));
  }
  const { planned, lock } = planning;
  const { schemas, decided, gaps, roots } = planned;
  const steps = decided.map(({ plan }) => plan);
  const newest = schemas.at(-1);
  const { carried } = gaps;
  return {
    protocol: source.protocol,
    versions: schemas.map(({ version }) => version),
    ended: endedVersions(lock),
    deprecated: newest === undefined ? [] : deprecatedParts(newest),
    schemas: new Map(schemas.map((schema) => [schema.version, schema])),
    graphs: new Map(schemas.map((schema) => [schema.version, typeGraph(schema)])),
    steps,
    carried,
    routes: routesOf(steps, carried),
    roots,
    availability: underAllNames(availability({ schemas, steps, carried }), steps),
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

export function newestVersion({ versions }: PlannedProtocol): number {
  return versions.at(-1) ?? 0;
}

/** `name` below the folder of generated modules. */
export function generatedPath({ outFolder }: ConfiguredProtocol, name: string): string {
  return join(outFolder, name);
}
