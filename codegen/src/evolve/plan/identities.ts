/**
 * Finds the converters that only pass a value on, so that neither they nor their calls are emitted.
 */

import { type Conversion, namedSources, simplified } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import type { FieldPlan, PlanBody, TypePlan } from "./type-plan.js";

/**
 * The plans with every call of a converter that changes nothing removed; `kept` are newer types.
 */
export function withoutIdentities(
  plans: readonly TypePlan[],
  kept: ReadonlySet<string>,
): readonly TypePlan[] {
  const isKept = ({ direction, source, target }: TypePlan) =>
    kept.has(direction === "upgrade" ? target : source);
  const changing = changingPlans(plans, isKept);
  return plans.map((plan) => {
    const isIdentity = (source: string) => !changing.has(idOf(plan.direction, source));
    const body = withoutCalls(plan.body, isIdentity);
    return { ...plan, body: isKept(plan) ? body : simplifiedBody(body) };
  });
}

function idOf(direction: Direction, source: string): string {
  return `${direction} ${source}`;
}

/** Those that change something by themselves, and all that call one of them. */
function changingPlans(
  plans: readonly TypePlan[],
  isKept: (plan: TypePlan) => boolean,
): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  const pending: string[] = [];
  for (const plan of plans) {
    const { direction, source, body } = plan;
    const id = idOf(direction, source);
    const alone = simplifiedBody(withoutCalls(body, () => true));
    if (alone.kind !== "identity" || isKept(plan)) pending.push(id);
    for (const called of conversionsOf(body).flatMap(namedSources)) {
      const key = idOf(direction, called);
      const known = callers.get(key);
      if (known === undefined) callers.set(key, [id]);
      else known.push(id);
    }
  }
  const changing = new Set<string>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (changing.has(id)) continue;
    changing.add(id);
    pending.push(...(callers.get(id) ?? []));
  }
  return changing;
}

/** The conversions of the parts of a type. */
export function conversionsOf(body: PlanBody): readonly Conversion[] {
  switch (body.kind) {
    case "struct":
      return body.fields.flatMap(fieldConversions);
    case "union":
      return body.variants.flatMap(({ to }) => (to.kind === "variant" ? [to.conversion] : []));
    case "alias":
      return [body.conversion];
    case "decided":
      return (body.carried ?? []).flatMap(fieldConversions);
    case "identity":
    case "enum":
    case "dropped":
    case "rejected":
      return [];
    default:
      return body satisfies never;
  }
}

function fieldConversions({ from }: FieldPlan): readonly Conversion[] {
  return from.kind === "field" || from.kind === "carried" ? [from.conversion] : [];
}

/** `body` with every conversion simplified; `isIdentity` says so of a converter. */
function withoutCalls(body: PlanBody, isIdentity: (source: string) => boolean): PlanBody {
  const inner = (conversion: Conversion) => simplified(conversion, isIdentity);
  switch (body.kind) {
    case "struct": {
      const fields = body.fields.map((field) => {
        const { from } = field;
        if (from.kind !== "field") return field;
        return { ...field, from: { ...from, conversion: inner(from.conversion) } };
      });
      return { ...body, fields };
    }
    case "union": {
      const variants = body.variants.map((variant) => {
        const { to } = variant;
        if (to.kind !== "variant") return variant;
        return { ...variant, to: { ...to, conversion: inner(to.conversion) } };
      });
      return { ...body, variants };
    }
    case "alias":
      return { kind: "alias", conversion: inner(body.conversion) };
    default:
      return body;
  }
}

/** The identity where every part is what it was. */
function simplifiedBody(body: PlanBody): PlanBody {
  return isSame(body) ? { kind: "identity" } : body;
}

function isSame(body: PlanBody): boolean {
  switch (body.kind) {
    case "struct": {
      const isKept = ({ name, from }: FieldPlan) =>
        from.kind === "field" && from.source === name && from.conversion.kind === "identity";
      return body.dropped.length === 0 && body.fields.every(isKept);
    }
    case "union":
      return body.variants.every(
        ({ source, to }) =>
          to.kind === "variant" && to.name === source && to.conversion.kind === "identity",
      );
    case "enum":
      return body.values.every(({ source, to }) => to.kind === "value" && to.name === source);
    case "alias":
      return body.conversion.kind === "identity";
    default:
      return body.kind === "identity";
  }
}
