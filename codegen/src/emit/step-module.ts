/**
 * `vN-vM.ts`: the converters between two neighbouring versions, for the types that changed.
 */

import type { Direction } from "../evolve/plan/decision-entry.js";
import type { Question } from "../evolve/plan/question.js";
import type {
  DroppedField,
  FieldPlan,
  PlanBody,
  Rejection,
  StepPlan,
  TypePlan,
  ValuePlan,
  VariantPlan,
} from "../evolve/plan/type-plan.js";
import type { EmitOptions } from "../schema/representation.js";
import {
  type ConversionScope,
  conversionText,
  converterName,
  stepConstant,
} from "./conversion-text.js";
import { type DeclaredRename, decisionsType } from "./decisions-type.js";
import {
  type Declaration,
  fit,
  functionDeclaration,
  indent,
  type ModuleFile,
} from "./module-file.js";
import { generatedFrom } from "./version-module.js";

export type StepModuleInput = {
  readonly plan: StepPlan;
  readonly questions: readonly Question[];
  readonly renames: readonly DeclaredRename[];
  /** Lines for the head of the module, one for each type that is not the same in both. */
  readonly changeTable: readonly string[];
  /** The specifier by which the module imports its decisions; null without a decisions file. */
  readonly decisionsModule: string | null;
  readonly options: EmitOptions;
};

type StepScope = {
  readonly plan: StepPlan;
  /** The keys whose entry may be missing from the decisions. */
  readonly optionalKeys: ReadonlySet<string>;
};

export function stepModule(input: StepModuleInput): ModuleFile {
  const { plan, questions, renames, options } = input;
  const { protocol, older, newer } = plan;
  const required = questions.filter(
    (question) => question.kind === "by-name" || question.isRequired,
  );
  const requiredKeys = new Set(required.map(({ key }) => key));
  const optionalKeys = new Set(
    questions.map(({ key }) => key).filter((key) => !requiredKeys.has(key)),
  );
  const converters = plan.plans
    .filter(({ body }) => body.kind !== "identity")
    .map((typePlan) => converterDeclaration(typePlan, { plan, optionalKeys }));
  const code = converters.flat().join("\n");
  const hasQuestions = questions.length + renames.length > 0;
  const type = hasQuestions ? decisionsType(older, newer, questions, renames) : [];
  const text = [...type, code].join("\n");
  const constants = (["upgrade", "downgrade"] as const)
    .filter((direction) => code.includes(`${stepConstant(direction)},`))
    .map((direction) => constantDeclaration(direction, plan));
  return {
    path: `v${older}-v${newer}.ts`,
    header: [
      generatedFrom(`${protocol}/v${older}.bare and v${newer}.bare`),
      ...(input.changeTable.length > 0
        ? ["", ...input.changeTable.map((line) => `  ${line}`)]
        : []),
    ],
    imports: [
      ...(/\bbare\./.test(code)
        ? [`import * as bare from ${JSON.stringify(options.runtime)};`]
        : []),
      ...(hasQuestions
        ? [`import type * as decide from ${JSON.stringify(`${options.runtime}/decisions`)};`]
        : []),
      ...(code.includes("decisions[") && input.decisionsModule !== null
        ? [`import { decisions } from ${JSON.stringify(input.decisionsModule)};`]
        : []),
      ...[older, newer]
        .filter((version) => new RegExp(`[^.\\w]v${version}\\.`).test(text))
        .map((version) => `import type * as v${version} from "./v${version}.js";`),
    ],
    declarations: [
      ...constants,
      ...(hasQuestions ? [type] : []),
      ...converters,
      ...(converters.length === 0 && !hasQuestions ? [["export {};"]] : []),
    ],
  };
}

function constantDeclaration(
  direction: Direction,
  { protocol, older, newer }: StepPlan,
): Declaration {
  const [from, to] = direction === "upgrade" ? [older, newer] : [newer, older];
  const step = `{ protocol: ${JSON.stringify(protocol)}, from: ${from}, to: ${to} }`;
  return [`const ${stepConstant(direction)} = ${step} as const;`];
}

function converterDeclaration(typePlan: TypePlan, scope: StepScope): Declaration {
  const { direction, source, target } = typePlan;
  const { older, newer } = scope.plan;
  const [from, to] = direction === "upgrade" ? [older, newer] : [newer, older];
  const body = bodyLines(typePlan, scope);
  const isUsed = body.some((line) => /(^|[^.\w])value\b/.test(line.replace(/\/\/.*/, "")));
  return functionDeclaration({
    exported: true,
    name: converterName(direction, source, from),
    parameters: [`${isUsed ? "" : "_"}value: v${from}.${source}`],
    returns: `v${to}.${target}`,
    body,
  });
}

function bodyLines(typePlan: TypePlan, scope: StepScope): readonly string[] {
  const { body, direction } = typePlan;
  switch (body.kind) {
    case "identity":
      return ["return value;"];
    case "struct":
      return structLines(body, typePlan, scope);
    case "enum":
      return switchLines("value", body.values, typePlan, (plan) =>
        valueLines(plan, typePlan, scope),
      );
    case "union":
      return switchLines("value.tag", body.variants, typePlan, (plan) =>
        variantLines(plan, typePlan, scope),
      );
    case "alias":
      return [
        `return ${conversionText(body.conversion, "value", conversionScope(typePlan, null, scope))};`,
      ];
    case "decided":
      return [`return ${decidedText(body.key, direction, "value", scope)};`];
    case "dropped":
      return [`// Dropped: ${oneLine(body.reason)}`, "return null;"];
    case "rejected":
      return [rejection(direction, body.rejection)];
    default:
      return body satisfies never;
  }
}

function conversionScope(
  { direction, source }: TypePlan,
  member: string | null,
  { plan }: StepScope,
): ConversionScope {
  return {
    direction,
    fromVersion: direction === "upgrade" ? plan.older : plan.newer,
    path: member === null ? source : `${source}.${member}`,
  };
}

/** A call of the function that the decisions file gives. */
function decidedText(key: string, direction: Direction, value: string, scope: StepScope): string {
  const access = scope.optionalKeys.has(key) ? "?." : ".";
  return `bare.decided(decisions[${JSON.stringify(key)}]${access}${direction})(${value})`;
}

function rejection(direction: Direction, { path, reason }: Rejection): string {
  const texts = reason === null ? [path] : [path, reason];
  const args = [stepConstant(direction), ...texts.map((text) => JSON.stringify(text))];
  return `throw bare.notRepresentable(${args.join(", ")});`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

type StructBody = Extract<PlanBody, { readonly kind: "struct" }>;

function structLines(body: StructBody, typePlan: TypePlan, scope: StepScope): readonly string[] {
  return [
    ...body.dropped.flatMap((field) => droppedLines(field, typePlan, scope)),
    "return {",
    ...indent(body.fields.flatMap((field) => fieldLines(field, typePlan, scope))),
    "};",
  ];
}

function droppedLines(
  { name, key, how }: DroppedField,
  { direction, source }: TypePlan,
  scope: StepScope,
): readonly string[] {
  const reject = rejection(direction, { path: `${source}.${name}`, reason: null });
  switch (how.kind) {
    case "drop":
      return [`// ${name} is dropped: ${oneLine(how.reason)}`];
    case "reject":
      return [reject];
    case "reject-present":
      return ifLines(`value.${name} !== null`, reject);
    case "drop-if": {
      const access = scope.optionalKeys.has(key) ? "?." : ".";
      const answer = `decisions[${JSON.stringify(key)}]${access}${direction}`;
      const isPresent = how.isOptional ? `value.${name} !== null && ` : "";
      return ifLines(`${isPresent}!bare.isDroppable(${answer}, value.${name})`, reject);
    }
    default:
      return how satisfies never;
  }
}

function ifLines(condition: string, statement: string): readonly string[] {
  return fit(2, `if (${condition}) ${statement}`, [`if (${condition}) {`, `  ${statement}`, "}"]);
}

function fieldLines(
  { name, from }: FieldPlan,
  typePlan: TypePlan,
  scope: StepScope,
): readonly string[] {
  const text = fieldText(from, typePlan, scope);
  return fit(4, `${name}: ${text},`, [`${name}:`, `  ${text},`]);
}

function fieldText(from: FieldPlan["from"], typePlan: TypePlan, scope: StepScope): string {
  switch (from.kind) {
    case "field":
      return conversionText(
        from.conversion,
        `value.${from.source}`,
        conversionScope(typePlan, from.source, scope),
      );
    case "decided": {
      const given = from.source === null ? "value" : `value.${from.source}`;
      return decidedText(from.key, typePlan.direction, given, scope);
    }
    case "absent":
      return "null";
    case "reject":
      throw new Error("a field that cannot be filled rejects the whole struct");
    default:
      return from satisfies never;
  }
}

/** The body of a case that returns the value unchanged; neighbouring cases share one. */
const PASS_THROUGH = "return value;";

function switchLines<Plan extends { readonly source: string }>(
  subject: string,
  members: readonly Plan[],
  typePlan: TypePlan,
  linesOf: (plan: Plan) => readonly string[],
): readonly string[] {
  const cases = members.map((plan) => ({ source: plan.source, lines: linesOf(plan) }));
  const lines = cases.flatMap(({ source, lines }, index) => {
    const isShared = lines[0] === PASS_THROUGH && cases[index + 1]?.lines[0] === PASS_THROUGH;
    return [`case ${JSON.stringify(source)}:`, ...(isShared ? [] : indent(lines))];
  });
  const isLone = subject === "value.tag" && members.length === 1;
  const factory = subject === "value" ? "unknownValue" : "unknownVariant";
  const rest = isLone ? "value.tag" : "value";
  const otherwise = `throw bare.${factory}(${JSON.stringify(typePlan.source)}, ${rest} satisfies never);`;
  return [`switch (${subject}) {`, ...indent([...lines, "default:", `  ${otherwise}`]), "}"];
}

function valueLines(
  { source, to }: ValuePlan,
  typePlan: TypePlan,
  scope: StepScope,
): readonly string[] {
  switch (to.kind) {
    case "value":
      return to.name === source ? [PASS_THROUGH] : [`return ${JSON.stringify(to.name)};`];
    case "decided":
      return [`return ${decidedText(to.key, typePlan.direction, "value", scope)};`];
    case "reject":
      return [
        rejection(typePlan.direction, { path: `${typePlan.source}.${source}`, reason: null }),
      ];
    default:
      return to satisfies never;
  }
}

function variantLines(
  { source, to }: VariantPlan,
  typePlan: TypePlan,
  scope: StepScope,
): readonly string[] {
  switch (to.kind) {
    case "variant": {
      if (to.name === source && to.conversion.kind === "identity") return [PASS_THROUGH];
      const place = conversionScope(typePlan, source, scope);
      const tag = JSON.stringify(to.name);
      const val = conversionText(to.conversion, "value.val", place);
      return fit(6, `return { tag: ${tag}, val: ${val} };`, [
        "return {",
        `  tag: ${tag},`,
        `  val: ${val},`,
        "};",
      ]);
    }
    case "decided":
      return [`return ${decidedText(to.key, typePlan.direction, "value.val", scope)};`];
    case "reject": {
      const path = `${typePlan.source}.${source}`;
      return [rejection(typePlan.direction, { path, reason: to.reason })];
    }
    default:
      return to satisfies never;
  }
}
