/** When a value is refused on its way, and what the error says then. */

import { type IntegerName, integerRange } from "@barewire/inspect/values";
import type { Direction } from "../evolve/plan/decision-entry.js";
import { type Loops, pathText, select, type ValuePath } from "./value-path.js";

export type Condition = {
  /** The path in the writer's value. */
  readonly path: ValuePath;
  readonly test: ConditionTest;
  /**
   * The place that the error names, as a regular expression: from the root on, in the step's names.
   */
  readonly place: string;
  readonly direction: Direction;
  /** `Type.member`, by which its versions are known; null if the value is what does not fit. */
  readonly missing: string | null;
};

export type ConditionTest =
  /** Whatever stands there. */
  | { readonly kind: "any" }
  | { readonly kind: "present" }
  | { readonly kind: "absent" }
  /** A list, data or a map with something in it. */
  | { readonly kind: "filled" }
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "outside"; readonly target: IntegerName }
  /** A double that a float of 32 bits would round. */
  | { readonly kind: "not-f32" }
  | { readonly kind: "length-not"; readonly length: number }
  /** A value that the decision with this key does not let go. */
  | { readonly kind: "not-droppable"; readonly key: string; readonly isDroppable: Droppable }
  /** It depends on what a function of the decisions returns. */
  | { readonly kind: "unknown" };

/** It is null if the decisions have only been read, not run. */
export type Droppable = ((value: unknown) => boolean) | null;

/** Returns null if only the decisions know. */
export function applies(condition: Condition, value: unknown, loops: Loops): boolean | null {
  const found = select(value, condition.path, loops);
  const { test } = condition;
  switch (test.kind) {
    case "any":
      return found.length > 0;
    case "present":
      return found.some((part) => part !== null);
    case "absent":
      return found.includes(null);
    case "filled":
      return found.some((part) => {
        const { length, size } = part as { readonly length?: number; readonly size?: number };
        return (length ?? size ?? 0) > 0;
      });
    case "value":
      return found.includes(test.name);
    case "outside": {
      const { min, max } = integerRange(test.target);
      return found.some((part) => Number(part) < Number(min) || BigInt(part as number) > max);
    }
    case "not-f32":
      return found.some((part) => !Object.is(Math.fround(part as number), part));
    case "length-not":
      return found.some((part) => (part as { readonly length: number }).length !== test.length);
    case "not-droppable": {
      const { isDroppable } = test;
      return isDroppable === null ? null : found.some((part) => !isDroppable(part));
    }
    case "unknown":
      return found.length === 0 ? false : null;
    default:
      return test satisfies never;
  }
}

export function conditionText(root: string, { path, test }: Condition): string {
  const place = `\`${pathText(root, path)}\``;
  switch (test.kind) {
    case "any":
      return `there is a ${place}`;
    case "present":
      return `${place} is present`;
    case "absent":
      return `${place} is absent`;
    case "filled":
      return `${place} is not empty`;
    case "value":
      return `${place} is \`${test.name}\``;
    case "outside":
      return `${place} does not fit into \`${test.target}\``;
    case "not-f32":
      return `${place} does not fit into \`f32\``;
    case "length-not":
      return `${place} has not ${test.length} items`;
    case "not-droppable":
      return `${place} is more than its default`;
    case "unknown":
      return `what the decisions make of ${place} cannot be carried`;
    default:
      return test satisfies never;
  }
}
