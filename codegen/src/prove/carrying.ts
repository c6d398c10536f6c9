/**
 * The context of a value that is carried through the plans of one step, and the log of what happens
 * to it.
 */

import type { Direction } from "../evolve/plan/decision-entry.js";
import type { PartNames } from "../evolve/plan/part-names.js";
import type { TypePlan } from "../evolve/plan/type-plan.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { type Carried, carriesInput } from "./carried-value.js";
import type { Condition, ConditionTest } from "./condition.js";
import type { ValuePath } from "./value-path.js";

/** Input that does not arrive although nothing was refused. */
export type Loss = {
  readonly path: ValuePath;
  /** It is null if only empty parts are left out. */
  readonly reason: string | null;
  /** Describes what is left out, for the printed matrix. */
  readonly text: string;
};

export type CarryLog = {
  readonly conditions: Condition[];
  readonly losses: Loss[];
  readonly loops: Map<string, ValuePath[]>;
  /** The loops in the places that errors name: the repeated texts, by the text before them. */
  readonly placeLoops: Map<string, string[]>;
};

export type Carrying = {
  readonly direction: Direction;
  /** The step whose decisions these are, such as `v1-v2`. */
  readonly step: string;
  readonly plans: readonly TypePlan[];
  /** The types of the version that wrote the message. */
  readonly writer: TypeGraph;
  /** The types of the version that the step leads to. */
  readonly target: TypeGraph;
  /** The droppables of the decisions, by key; empty where the decisions have not been run. */
  readonly droppables: ReadonlyMap<string, (value: unknown) => boolean>;
  readonly log: CarryLog;
  /** The names in the newest version of the parts of the version that the step takes. */
  readonly names: PartNames;
  /** The place of the value as errors name it. */
  readonly place: string;
  /** The nearest place in the writer's message. */
  readonly path: ValuePath;
  /** The converters that are running. */
  readonly running: readonly Running[];
};

export type Running = { readonly source: string; readonly path: ValuePath; readonly place: string };

export const ANY: ConditionTest = { kind: "any" };

/** Notes a refusal; what was made on the way is refused by what only the decisions know. */
export function refuse(
  carried: Carried,
  test: ConditionTest,
  missing: string | null,
  { log, direction, place, path }: Carrying,
): Carried {
  const isKnown = carriesInput(carried) || carried.kind === "absent";
  log.conditions.push({
    path: pathOf(carried) ?? path,
    test: isKnown ? test : { kind: "unknown" },
    place,
    direction,
    missing,
  });
  return { kind: "refused" };
}

/** Logs a loss that a decision makes on purpose, with its reason. */
export function drop(carried: Carried, reason: string, { log }: Carrying): void {
  const path = pathOf(carried);
  if (path !== null) log.losses.push({ path, reason, text: reason });
}

/** Logs that a part without information is left out. */
export function leaveOut(carried: Carried, text: string, { log }: Carrying): void {
  const path = pathOf(carried);
  if (path !== null) log.losses.push({ path, reason: null, text });
}

/** Null for what is of no part that the writer wrote. */
export function pathOf(carried: Carried): ValuePath | null {
  if ("path" in carried) return carried.path;
  return carried.kind === "present" ? pathOf(carried.item) : null;
}

export function inside(carrying: Carrying, carried: Carried): Carrying {
  return { ...carrying, path: pathOf(carried) ?? carrying.path };
}

export function into(carrying: Carrying, placePart: string): Carrying {
  return { ...carrying, place: carrying.place + placePart };
}

/** Into a member of a type, by the name that the newest version has for it. */
export function intoMember(carrying: Carrying, type: string, member: string): Carrying {
  return into(carrying, `\\.${carrying.names.get(`${type}.${member}`) ?? member}`);
}
