/**
 * The modules of two versions between which parts are carried: what is asked of them, the types of
 * the versions between with the parts, and the converters of what holds one.
 */

import type { CarriedGaps, CarriedStep } from "../evolve/carry-parts.js";
import type { ChainLink } from "../evolve/plan/chain.js";
import { namedSources } from "../evolve/plan/conversion.js";
import { conversionsOf } from "../evolve/plan/identities.js";
import type { Type } from "../schema/model.js";
import { type EmitOptions, isNullable } from "../schema/representation.js";
import { referencedNames, type TypeGraph, typeGraph } from "../schema/type-graph.js";
import { childTypes } from "../syntax/definition.js";
import { collectionFunctions } from "./collection-functions.js";
import { converterName } from "./conversion-text.js";
import { decisionsTypeName } from "./decisions-type.js";
import { docLines, indent, type ModuleFile, namedImport } from "./module-file.js";
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
export function linkModule({ step, plan: { carrier } }: ChainLink): string {
  const own = pairName(step);
  return carrier === undefined ? own : `${pairName(carrier)}-by-${own}`;
}

/** `DecisionsVNVM` of two versions that are not neighbours: which parts are the same again. */
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

export function carriedModules(gaps: CarriedGaps, options: EmitOptions): readonly ModuleFile[] {
  return [
    ...gaps.carriedSteps.slice(1).map((step) => typesModule(step, gaps, options)),
    ...gaps.carriedSteps.map((step) => convertersModule(step, gaps, options)),
  ];
}

/** The older version of a step. Local types take the place of those that `export *` brings. */
function typesModule(
  { schemas: { older: schema }, olderHolders, extraFields }: CarriedStep,
  ends: Ends,
  options: EmitOptions,
): ModuleFile {
  const graph = typeGraph(schema);
  const scope = { graph, options, collections: collectionFunctions(graph) };
  const own = schema.types.filter(({ name }) => olderHolders.has(name));
  const used = new Set(own.flatMap(({ type }) => referencedNames(type)));
  const declarations = own.map((named) => typeDeclaration(named, scope, extraFields));
  const foreign = [...used].filter((name) => !olderHolders.has(name)).sort();
  return {
    path: `${pairName(ends)}-types-v${schema.version}.ts`,
    header: [
      generatedFrom(`${schema.protocol}/*.bare`),
      "",
      `The types of v${schema.version} with the parts that are carried past it.`,
    ],
    imports: [
      ...(own.some(({ type }) => holdsNested(type, graph))
        ? [`import type * as bare from ${JSON.stringify(options.runtime)};`]
        : []),
      ...(foreign.length === 0
        ? []
        : namedImport("import type", foreign, `./v${schema.version}.js`)),
    ],
    declarations: [[`export type * from "./v${schema.version}.js";`], ...declarations],
  };
}

/** Tells whether the type has an optional of an optional, which is a type of the runtime. */
function holdsNested(type: Type, graph: TypeGraph): boolean {
  const isNested = type.kind === "optional" && isNullable(type.item, graph);
  return isNested || childTypes<Type>(type).some((inner) => holdsNested(inner, graph));
}

function convertersModule(
  { plain, plan, schemas, own }: CarriedStep,
  ends: Ends,
  options: EmitOptions,
): ModuleFile {
  const uses = stepUses();
  const input = {
    plan,
    schemas,
    questions: [],
    renames: [],
    changeTable: [],
    decisionsModule: plain.decisionsModule,
    options,
  };
  const scopes = directionScopes(input, uses);
  const optionalKeys = optionalKeysOf(plain.questions);
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
        : namedImport("import", [...borrowed].sort(), `./${pairName(plan)}.js`)),
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
