/** The statements of one converter, from the plan of its type. */

import type {
  DroppedField,
  FieldPlan,
  PlanBody,
  Rejection,
  TypePlan,
  ValuePlan,
  VariantPlan,
} from "../evolve/plan/type-plan.js";
import type { NamedType, Type } from "../schema/model.js";
import { type ConversionScope, conversionText, type DirectionScope } from "./conversion-text.js";
import { fit, indent } from "./module-file.js";
import type { TypePair } from "./prove-assignable.js";
import type { Parameter } from "./step-uses.js";

/** The scope of one converter. */
export type ConverterScope = DirectionScope & {
  /** The keys whose entry may be missing from the decisions. */
  readonly optionalKeys: ReadonlySet<string>;
  readonly parameter: Parameter;
};

export function bodyLines(typePlan: TypePlan, scope: ConverterScope): readonly string[] {
  const { body } = typePlan;
  switch (body.kind) {
    case "identity":
      return [`return ${scope.parameter.value()};`];
    case "struct":
      return structLines(body, typePlan, scope);
    case "enum":
      return switchLines(body.values, typePlan, scope, (plan) => valueLines(plan, typePlan, scope));
    case "union":
      return switchLines(body.variants, typePlan, scope, (plan) =>
        variantLines(plan, typePlan, scope),
      );
    case "alias": {
      const value = scope.parameter.value();
      const types = { source: referenceTo(typePlan.source), target: referenceTo(typePlan.target) };
      return [
        `return ${conversionText(body.conversion, value, types, placed(typePlan, null, scope))};`,
      ];
    }
    case "decided":
      return decidedLines(body, typePlan, scope);
    case "dropped":
      return [`// Dropped: ${oneLine(body.reason)}`, "return null;"];
    case "rejected":
      return [rejection(body.rejection, scope)];
    default:
      return body satisfies never;
  }
}

function referenceTo(name: string): Type {
  return { kind: "reference", name };
}

function placed(
  { source }: TypePlan,
  member: string | null,
  scope: ConverterScope,
): ConversionScope {
  return { ...scope, path: member === null ? source : `${source}.${member}` };
}

/** The body of the type of the source or the target. */
function bodyOf(typePlan: TypePlan, side: "source" | "target", scope: ConverterScope): Type {
  const named: NamedType | undefined = scope[side].graph.namedTypes.get(typePlan[side]);
  if (named === undefined) throw new Error(`'${typePlan[side]}' is not a type of the schema`);
  return named.type;
}

/** The types of a member in both versions. */
function memberTypes(
  typePlan: TypePlan,
  names: { readonly source: string; readonly target: string },
  scope: ConverterScope,
): TypePair {
  const typeOf = (side: "source" | "target"): Type => {
    const body = scope[side].graph.resolve(bodyOf(typePlan, side, scope));
    const members =
      body.kind === "struct" ? body.fields : body.kind === "union" ? body.variants : [];
    const found = members.find(({ name }) => name === names[side]);
    if (found === undefined) throw new Error(`there is no ${typePlan[side]}.${names[side]}`);
    return found.type;
  };
  return { source: typeOf("source"), target: typeOf("target") };
}

/**
 * The part of a value that a function of the decisions receives, and the part of the target that it
 * returns.
 */
type Decided = {
  /** The member of the source that it is given; null for the whole value. */
  readonly given: string | null;
  /** The field of the target that it makes; null for a value of the target's type. */
  readonly made: string | null;
};

const PAYLOAD: Decided = { given: "val", made: null };
const WHOLE: Decided = { given: null, made: null };

/** A call of the function that the decisions file gives. */
function decidedText(
  key: string,
  { source, target }: TypePlan,
  { given, made }: Decided,
  scope: ConverterScope,
): string {
  const { uses, direction } = scope;
  const value = scope.parameter.value();
  const isNew = made !== null && given === null;
  const [, member = null] = key.includes(".") ? key.split(".") : [];
  const part = given === "val" || given === null ? member : given;
  const path = JSON.stringify(part === null ? source : `${source}.${part}`);
  const check = uses.check(scope.target.version, target, made);
  const call = `{ step: ${uses.step(direction)}, path: ${path}, check: ${check} }`;
  const passed = given === null ? value : `${value}.${given}`;
  const callee = uses.bare(isNew ? "decideNew" : "decide");
  return `${callee}(${call}, ${answerText(key, scope)}, ${passed})`;
}

function decidedLines(
  { key, carried = [] }: Extract<PlanBody, { readonly kind: "decided" }>,
  typePlan: TypePlan,
  scope: ConverterScope,
): readonly string[] {
  const text = decidedText(key, typePlan, WHOLE, scope);
  if (carried.length === 0) return [`return ${text};`];
  return [
    `const made = ${text};`,
    "return {",
    ...indent(["...made,", ...carried.flatMap((field) => fieldLines(field, typePlan, scope))]),
    "};",
  ];
}

/** The answer for the direction, in the entry of `key`. */
function answerText(key: string, { optionalKeys, uses, direction }: ConverterScope): string {
  return `${uses.decision(key)}${optionalKeys.has(key) ? "?." : "."}${direction}`;
}

function rejection({ path, reason }: Rejection, { uses, direction }: ConverterScope): string {
  const texts = reason === null ? [path] : [path, reason];
  const args = [uses.step(direction), ...texts.map((text) => JSON.stringify(text))];
  return `throw ${uses.bare("notRepresentable")}(${args.join(", ")});`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

type StructBody = Extract<PlanBody, { readonly kind: "struct" }>;

function structLines(
  body: StructBody,
  typePlan: TypePlan,
  scope: ConverterScope,
): readonly string[] {
  return [
    ...body.dropped.flatMap((field) => droppedLines(field, typePlan, scope)),
    "return {",
    ...indent(body.fields.flatMap((field) => fieldLines(field, typePlan, scope))),
    "};",
  ];
}

function droppedLines(
  { name, key, how }: DroppedField,
  { source }: TypePlan,
  scope: ConverterScope,
): readonly string[] {
  const reject = () => rejection({ path: `${source}.${name}`, reason: null }, scope);
  const value = () => `${scope.parameter.value()}.${name}`;
  switch (how.kind) {
    case "drop":
      return [`// ${name} is dropped: ${oneLine(how.reason)}`];
    case "reject":
      return [reject()];
    case "reject-present": {
      const { nothing } = how;
      const isFilled = nothing === "null" ? `${value()} !== null` : `${value()}.${nothing} > 0`;
      return ifLines(isFilled, reject());
    }
    case "drop-if": {
      const isPresent = how.isOptional ? `${value()} !== null && ` : "";
      const isDroppable = `${scope.uses.bare("isDroppable")}(${answerText(key, scope)}, ${value()})`;
      return ifLines(`${isPresent}!${isDroppable}`, reject());
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
  scope: ConverterScope,
): readonly string[] {
  const text = fieldText(name, from, typePlan, scope);
  // The arguments of a call are broken by themselves.
  if (from.kind === "decided") return [`${name}: ${text},`];
  return fit(4, `${name}: ${text},`, [`${name}:`, `  ${text},`]);
}

function fieldText(
  name: string,
  from: FieldPlan["from"],
  typePlan: TypePlan,
  scope: ConverterScope,
): string {
  switch (from.kind) {
    case "field": {
      const types = memberTypes(typePlan, { source: from.source, target: name }, scope);
      const value = `${scope.parameter.value()}.${from.source}`;
      return conversionText(from.conversion, value, types, placed(typePlan, from.source, scope));
    }
    case "decided":
      return decidedText(from.key, typePlan, { given: from.source, made: name }, scope);
    case "absent":
      return "null";
    case "made":
      return `made.${name}`;
    case "carried":
      return carriedText(name, from, typePlan, scope);
    case "reject": {
      const { path, reason } = from.rejection;
      const args = [scope.uses.step(scope.direction), JSON.stringify(path), JSON.stringify(reason)];
      return `${scope.uses.bare("rejectValue")}(${args.join(", ")})`;
    }
    default:
      return from satisfies never;
  }
}

/** A field that the source may lack. */
function carriedText(
  name: string,
  { source, conversion, otherwise }: Extract<FieldPlan["from"], { readonly kind: "carried" }>,
  typePlan: TypePlan,
  scope: ConverterScope,
): string {
  const value = `${scope.parameter.value()}.${source}`;
  if (otherwise === null && conversion.kind === "identity") return value;
  const types = memberTypes(typePlan, { source, target: name }, scope);
  const place = placed(typePlan, source, scope);
  const rest = otherwise === null ? "undefined" : fieldText(name, otherwise, typePlan, scope);
  return `${value} === undefined ? ${rest} : ${conversionText(conversion, value, types, place)}`;
}

/** The code of one case of a `switch`. */
type CaseText = {
  readonly lines: readonly string[];
  /** Tells whether it passes the value on, in which case neighbouring cases share it. */
  readonly isShared: boolean;
};

function switchLines<Plan extends { readonly source: string }>(
  members: readonly Plan[],
  typePlan: TypePlan,
  scope: ConverterScope,
  textOf: (plan: Plan) => CaseText,
): readonly string[] {
  const value = scope.parameter.value();
  const isUnion = typePlan.body.kind === "union";
  const subject = isUnion ? `${value}.tag` : value;
  const cases = members.map((plan) => ({ source: plan.source, ...textOf(plan) }));
  const lines = cases.flatMap(({ source, lines, isShared }, index) => {
    const goesOn = isShared && cases[index + 1]?.isShared === true;
    return [`case ${JSON.stringify(source)}:`, ...(goesOn ? [] : indent(lines))];
  });
  // TypeScript narrows a lone tag alone.
  const rest = isUnion && members.length > 1 ? value : subject;
  const factory = scope.uses.bare(isUnion ? "unknownVariant" : "unknownValue");
  const otherwise = `throw ${factory}(${JSON.stringify(typePlan.source)}, ${rest} satisfies never);`;
  return [`switch (${subject}) {`, ...indent([...lines, "default:", `  ${otherwise}`]), "}"];
}

function alone(...lines: readonly string[]): CaseText {
  return { lines, isShared: false };
}

function valueLines(
  { source, to }: ValuePlan,
  typePlan: TypePlan,
  scope: ConverterScope,
): CaseText {
  const value = scope.parameter.value();
  switch (to.kind) {
    case "value":
      return to.name === source
        ? { lines: [`return ${value};`], isShared: true }
        : alone(`return ${JSON.stringify(to.name)};`);
    case "decided":
      return alone(`return ${decidedText(to.key, typePlan, WHOLE, scope)};`);
    case "reject":
      return alone(rejection({ path: `${typePlan.source}.${source}`, reason: null }, scope));
    default:
      return to satisfies never;
  }
}

function variantLines(
  { source, to }: VariantPlan,
  typePlan: TypePlan,
  scope: ConverterScope,
): CaseText {
  const value = scope.parameter.value();
  switch (to.kind) {
    case "variant": {
      const types = memberTypes(typePlan, { source, target: to.name }, scope);
      if (to.name === source && to.conversion.kind === "identity") {
        return handedOnLines(source, types, typePlan, scope);
      }
      const place = placed(typePlan, source, scope);
      const tag = JSON.stringify(to.name);
      const val = conversionText(to.conversion, `${value}.val`, types, place);
      const oneLine = `return { tag: ${tag}, val: ${val} };`;
      return alone(...fit(6, oneLine, ["return {", `  tag: ${tag},`, `  val: ${val},`, "};"]));
    }
    case "decided":
      return alone(`return ${decidedText(to.key, typePlan, PAYLOAD, scope)};`);
    case "reject": {
      const path = `${typePlan.source}.${source}`;
      return alone(rejection({ path, reason: to.reason }, scope));
    }
    default:
      return to satisfies never;
  }
}

/** The variant as it is; `same` where the compiler could not prove that it is one of the target. */
function handedOnLines(
  name: string,
  types: TypePair,
  { target }: TypePlan,
  scope: ConverterScope,
): CaseText {
  const value = scope.parameter.value();
  if (!scope.isTooDeep(types.target)) return { lines: [`return ${value};`], isShared: true };
  scope.prove(types.source, types.target);
  const union = `${scope.uses.version(scope.target.version)}.${target}`;
  const variant = `Extract<${union}, { readonly tag: ${JSON.stringify(name)} }>`;
  return alone(`return ${scope.uses.bare("same")}<${variant}>(${value});`);
}
