/**
 * `vN-vM.ts`: the converters between two neighbouring versions, for the types that changed.
 */

import type { DeclaredRename } from "../evolve/compare-versions.js";
import type { Direction } from "../evolve/plan/decision-entry.js";
import type { Question } from "../evolve/plan/question.js";
import type { StepPlan, TypePlan } from "../evolve/plan/type-plan.js";
import type { Schema } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { typeGraph } from "../schema/type-graph.js";
import { depthCheck } from "./compiler-depth.js";
import { converterName, type DirectionScope } from "./conversion-text.js";
import { bodyLines, type ConverterScope } from "./converter-body.js";
import { decisionsType } from "./decisions-type.js";
import { type Declaration, functionDeclaration, type ModuleFile } from "./module-file.js";
import { assignabilityProof } from "./prove-assignable.js";
import { checksConstant, parameter, type StepUses, stepConstant, stepUses } from "./step-uses.js";
import { generatedFrom } from "./version-module.js";

export type StepModuleInput = {
  readonly plan: StepPlan;
  readonly schemas: { readonly older: Schema; readonly newer: Schema };
  readonly questions: readonly Question[];
  readonly renames: readonly DeclaredRename[];
  /** Lines for the head of the module, one for each type that is not the same in both. */
  readonly changeTable: readonly string[];
  /** The specifier by which the module imports its decisions; null without a decisions file. */
  readonly decisionsModule: string | null;
  readonly options: EmitOptions;
};

export function stepModule(input: StepModuleInput): ModuleFile {
  const { plan, schemas, questions, renames } = input;
  const { protocol, older, newer } = plan;
  const uses = stepUses();
  const scopes = directionScopes(input, uses);
  const optionalKeys = optionalKeysOf(questions);
  const converters = plan.plans
    .filter(({ body }) => body.kind !== "identity")
    .map((typePlan) => {
      const scope = { ...scopes[typePlan.direction], optionalKeys, parameter: parameter() };
      return converterDeclaration(typePlan, scope);
    });
  const graphs = { older: typeGraph(schemas.older), newer: typeGraph(schemas.newer) };
  const type = decisionsType({ plan, graphs, questions, renames });
  const constants = (["upgrade", "downgrade"] as const)
    .filter((direction) => uses.used.directions.has(direction))
    .map((direction) => constantDeclaration(direction, plan));
  return {
    path: `v${older}-v${newer}.ts`,
    header: [
      generatedFrom(`${protocol}/v${older}.bare and v${newer}.bare`),
      ...(input.changeTable.length > 0
        ? ["", ...input.changeTable.map((line) => `  ${line}`)]
        : []),
    ],
    imports: importLines(input, uses),
    declarations: [
      ...constants,
      ...[...uses.used.checks].sort((left, right) => left - right).map(checksDeclaration),
      type,
      ...converters,
    ],
  };
}

export function directionScopes(
  { schemas, options }: StepModuleInput,
  uses: StepUses,
): { readonly upgrade: DirectionScope; readonly downgrade: DirectionScope } {
  const [older, newer] = [schemas.older, schemas.newer].map((schema) => ({
    version: schema.version,
    graph: typeGraph(schema),
    isTooDeep: depthCheck(schema),
  }));
  if (older === undefined || newer === undefined) throw new Error("a step has two schemas");
  const scope = (direction: Direction, source: typeof older, target: typeof older) => ({
    direction,
    source,
    target,
    isTooDeep: target.isTooDeep,
    prove: assignabilityProof({ source: source.graph, target: target.graph, options }),
    uses,
    options,
  });
  return {
    upgrade: scope("upgrade", older, newer),
    downgrade: scope("downgrade", newer, older),
  };
}

export function optionalKeysOf(questions: readonly Question[]): ReadonlySet<string> {
  const required = questions.filter(
    (question) => question.kind === "by-name" || question.isRequired,
  );
  const requiredKeys = new Set(required.map(({ key }) => key));
  return new Set(questions.map(({ key }) => key).filter((key) => !requiredKeys.has(key)));
}

export function importLines(
  { plan: { older, newer, olderNames }, questions, decisionsModule, options }: StepModuleInput,
  { used }: StepUses,
  typesOf: (version: number) => string = (version) => `v${version}`,
): readonly string[] {
  const asked = questions.flatMap((question) =>
    question.kind === "conversion" ? question.versions : [],
  );
  const both = olderNames.size > 0 ? [older, newer] : [];
  const versions = new Set([...used.versions, ...asked, ...both]);
  return [
    ...(used.runtime.size > 0 ? [`import * as bare from ${JSON.stringify(options.runtime)};`] : []),
    `import type * as decide from ${JSON.stringify(`${options.runtime}/decisions`)};`,
    ...(used.decisions.size > 0 && decisionsModule !== null
      ? [`import { decisions } from ${JSON.stringify(decisionsModule)};`]
      : []),
    ...(used.checks.size > 0
      ? [`import { resultChecks } from ${JSON.stringify(`${options.runtime}/error-locator`)};`]
      : []),
    ...[older, newer]
      .filter((version) => used.checks.has(version))
      .map((version) => `import { schema as schemaV${version} } from "./v${version}.schema.js";`),
    ...[older, newer]
      .filter((version) => versions.has(version))
      .map((version) => `import type * as v${version} from "./${typesOf(version)}.js";`),
  ];
}

export function checksDeclaration(version: number): Declaration {
  const made = `/* @__PURE__ */ resultChecks(schemaV${version})`;
  return [`const ${checksConstant(version)} = ${made};`];
}

export function constantDeclaration(
  direction: Direction,
  { protocol, older, newer }: StepPlan,
): Declaration {
  const [from, to] = direction === "upgrade" ? [older, newer] : [newer, older];
  const step = `{ protocol: ${JSON.stringify(protocol)}, from: ${from}, to: ${to} }`;
  return [`const ${stepConstant(direction)} = ${step} as const;`];
}

export function converterDeclaration(typePlan: TypePlan, scope: ConverterScope): Declaration {
  const { direction, source, target } = typePlan;
  const body = bodyLines(typePlan, scope);
  const [from, to] = [scope.source.version, scope.target.version].map(scope.uses.version);
  return functionDeclaration({
    exported: true,
    name: converterName(direction, source, scope.source.version),
    parameters: [`${scope.parameter.name()}: ${from}.${source}`],
    returns: `${to}.${target}`,
    body,
  });
}
