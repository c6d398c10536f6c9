/**
 * The modules of two versions between which parts are carried: what is asked of them, the types of
 * the versions between with the parts, and the converters of what holds one.
 */

import { type CarriedStep, touchedNames } from "../evolve/carry-parts.js";
import type { ChainLink } from "../evolve/plan/chain.js";
import { namedSources } from "../evolve/plan/conversion.js";
import { conversionsOf } from "../evolve/plan/identities.js";
import type { Question } from "../evolve/plan/question.js";
import type { Schema } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { referencedNames, typeGraph } from "../schema/type-graph.js";
import { collectionFunctions } from "./collection-functions.js";
import { converterName } from "./conversion-text.js";
import { decisionsTypeName } from "./decisions-type.js";
import { docLines, indent, type ModuleFile } from "./module-file.js";
import {
  checksDeclaration,
  constantDeclaration,
  converterDeclaration,
  directionScopes,
  importLines,
  optionalKeysOf,
} from "./step-module.js";
import { parameter, stepUses } from "./step-uses.js";
import { typeDeclaration } from "./type-declaration.js";
import { generatedFrom } from "./version-module.js";

export type Ends = { readonly older: number; readonly newer: number };

function pairName({ older, newer }: Ends): string {
  return `v${older}-v${newer}`;
}

/** The module that exports the converter of a link, without its ending. */
export function linkModule({ older, newer, plan: { carrier } }: ChainLink): string {
  const step = pairName({ older, newer });
  return carrier === undefined ? step : `${pairName(carrier)}-by-${step}`;
}

/** `DecisionsVNVM` of two versions that are no neighbours: which parts are the same again. */
export function againModule(
  protocol: string,
  ends: Ends,
  keys: readonly string[],
  { runtime }: EmitOptions,
): ModuleFile {
  const { older, newer } = ends;
  const doc = `Whether what v${newer} has again is what v${older} had; the versions between have none of it.`;
  return {
    path: `${pairName(ends)}.ts`,
    header: [generatedFrom(`${protocol}/v${older}.bare and v${newer}.bare`)],
    imports: [`import type * as decide from ${JSON.stringify(`${runtime}/decisions`)};`],
    declarations: [
      [
        ...docLines(0, doc),
        `export type ${decisionsTypeName(older, newer)} = {`,
        ...indent(
          keys.map((key) => `readonly ${JSON.stringify(key)}: decide.SameAgain | decide.Another;`),
        ),
        "};",
      ],
    ],
  };
}

export type CarriedModulesInput = {
  readonly ends: Ends;
  readonly steps: readonly CarriedStep[];
  /** The versions between as they are. */
  readonly plain: ReadonlyMap<number, Schema>;
  /** By the index of the step: what it asks, and where its decisions are. */
  readonly questions: readonly (readonly Question[])[];
  readonly decisionsModules: readonly (string | null)[];
  readonly options: EmitOptions;
};

export function carriedModules(input: CarriedModulesInput): readonly ModuleFile[] {
  const { ends, steps } = input;
  const between = steps.slice(1).map(({ schemas }) => schemas.older);
  return [
    ...between.map((schema) => typesModule(schema, input)),
    ...steps.map((step, index) => convertersModule(step, index, ends, input)),
  ];
}

/** Local types take the place of those that `export *` brings. */
function typesModule(schema: Schema, { ends, plain, options }: CarriedModulesInput): ModuleFile {
  const graph = typeGraph(schema);
  const touched = touchedNames(plain.get(schema.version), schema);
  const scope = { graph, options, collections: collectionFunctions(graph) };
  const used = new Set(
    schema.types
      .filter(({ name }) => touched.has(name))
      .flatMap(({ type }) => referencedNames(type)),
  );
  const declarations = schema.types
    .filter(({ name }) => touched.has(name))
    .map((named) => typeDeclaration(named, scope));
  const foreign = [...used].filter((name) => !touched.has(name)).sort();
  return {
    path: `${pairName(ends)}-types-v${schema.version}.ts`,
    header: [
      generatedFrom(`${schema.protocol}/*.bare`),
      "",
      `The types of v${schema.version} with what v${ends.older} and v${ends.newer} have and it has not.`,
    ],
    imports: [
      ...(declarations.some((lines) => lines.some((line) => line.includes("bare.")))
        ? [`import type * as bare from ${JSON.stringify(options.runtime)};`]
        : []),
      ...(foreign.length === 0
        ? []
        : [`import type { ${foreign.join(", ")} } from "./v${schema.version}.js";`]),
    ],
    declarations: [[`export type * from "./v${schema.version}.js";`], ...declarations],
  };
}

function convertersModule(
  { plan, schemas, own }: CarriedStep,
  index: number,
  ends: Ends,
  { questions, decisionsModules, options }: CarriedModulesInput,
): ModuleFile {
  const uses = stepUses();
  const input = {
    plan,
    schemas,
    questions: [],
    renames: [],
    changeTable: [],
    decisionsModule: decisionsModules[index] ?? null,
    options,
  };
  const scopes = directionScopes(input, uses);
  const optionalKeys = optionalKeysOf(questions[index] ?? []);
  const converters = plan.plans.filter(
    (typePlan) => own.has(typePlan) && typePlan.body.kind !== "identity",
  );
  const declarations = converters.map((typePlan) => {
    const scope = { ...scopes[typePlan.direction], optionalKeys, parameter: parameter() };
    return converterDeclaration(typePlan, scope);
  });
  const isBetween = (version: number) => version > ends.older && version < ends.newer;
  const ownNames = new Set(converters.map(({ direction, source }) => `${direction} ${source}`));
  const borrowed = new Set(
    converters.flatMap(({ direction, body }) =>
      conversionsOf(body)
        .flatMap(namedSources)
        .filter((source) => !ownNames.has(`${direction} ${source}`))
        .map((source) =>
          converterName(direction, source, direction === "upgrade" ? plan.older : plan.newer),
        ),
    ),
  );
  return {
    path: `${pairName(ends)}-by-${pairName(plan)}.ts`,
    header: [
      generatedFrom(`${plan.protocol}/*.bare`),
      "",
      "What the step does, for the types that hold what versions between have not.",
    ],
    imports: [
      ...importLines({ ...input, plan: { ...plan, olderNames: new Map() } }, uses, (version) =>
        isBetween(version) ? `${pairName(ends)}-types-v${version}` : `v${version}`,
      ).filter((line) => !line.startsWith("import type * as decide")),
      ...(borrowed.size === 0
        ? []
        : [`import { ${[...borrowed].sort().join(", ")} } from "./${pairName(plan)}.js";`]),
    ],
    declarations: [
      ...(["upgrade", "downgrade"] as const)
        .filter((direction) => uses.used.directions.has(direction))
        .map((direction) => constantDeclaration(direction, plan)),
      ...[...uses.used.checks].sort((left, right) => left - right).map(checksDeclaration),
      ...declarations,
      ...(declarations.length === 0 ? [["export {};"]] : []),
    ],
  };
}
