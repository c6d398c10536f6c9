/** Which converters only hand a value on, so that neither they nor their calls are emitted. */

import { type Conversion, namedSources, simplified } from "./conversion.js";
import type { Direction } from "./decision-entry.js";
import type { PlanBody, TypePlan } from "./type-plan.js";

/** The plans with every call of a converter that changes nothing removed. */
export function withoutIdentities(plans: readonly TypePlan[]): readonly TypePlan[] {
  const changing = changingPlans(plans);
  return plans.map((plan) => {
    const isIdentity = (source: string) => !changing.has(idOf(plan.direction, source));
    return { ...plan, body: simplifiedBody(plan.body, isIdentity) };
  });
}

function idOf(direction: Direction, source: string): string {
  return `${direction} ${source}`;
}

/** Those that change something by themselves, and all that call one of them. */
function changingPlans(plans: readonly TypePlan[]): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  const pending: string[] = [];
  for (const { direction, source, body } of plans) {
    const id = idOf(direction, source);
    if (simplifiedBody(body, () => true).kind !== "identity") pending.push(id);
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
      return body.fields.flatMap(({ from }) => (from.kind === "field" ? [from.conversion] : []));
    case "union":
      return body.variants.flatMap(({ to }) => (to.kind === "variant" ? [to.conversion] : []));
    case "alias":
      return [body.conversion];
    case "identity":
    case "enum":
    case "decided":
    case "dropped":
    case "rejected":
      return [];
    default:
      return body satisfies never;
  }
}

function simplifiedBody(body: PlanBody, isIdentity: (source: string) => boolean): PlanBody {
  const inner = (conversion: Conversion) => simplified(conversion, isIdentity);
  switch (body.kind) {
    case "struct": {
      const fields = body.fields.map((field) => {
        const { from } = field;
        if (from.kind !== "field") return field;
        return { ...field, from: { ...from, conversion: inner(from.conversion) } };
      });
      const isSame = fields.every(
        ({ name, from }) =>
          from.kind === "field" && from.source === name && from.conversion.kind === "identity",
      );
      return isSame && body.dropped.length === 0 ? { kind: "identity" } : { ...body, fields };
    }
    case "union": {
      const variants = body.variants.map((variant) => {
        const { to } = variant;
        if (to.kind !== "variant") return variant;
        return { ...variant, to: { ...to, conversion: inner(to.conversion) } };
      });
      const isSame = variants.every(
        ({ source, to }) =>
          to.kind === "variant" && to.name === source && to.conversion.kind === "identity",
      );
      return isSame ? { kind: "identity" } : { ...body, variants };
    }
    case "enum": {
      const isSame = body.values.every(
        ({ source, to }) => to.kind === "value" && to.name === source,
      );
      return isSame ? { kind: "identity" } : body;
    }
    case "alias": {
      const conversion = inner(body.conversion);
      return conversion.kind === "identity" ? { kind: "identity" } : { kind: "alias", conversion };
    }
    case "identity":
    case "decided":
    case "dropped":
    case "rejected":
      return body;
    default:
      return body satisfies never;
  }
}
