/** A protocol with its generated modules loaded: what the matrix is proved on. */

import type { PlannedProtocol } from "../planned-protocol.js";
import type { StepDroppables } from "./verdict.js";

/** Values are unknown here: the schemas are known at run time only. */
export type Module = { readonly [name: string]: unknown };

export type RunningProtocol = {
  readonly planned: PlannedProtocol;
  /** `versions.ts`. */
  readonly versioned: Module;
  /** `vN.ts`, by N. */
  readonly versions: ReadonlyMap<number, Module>;
  /** The modules of converters by name, such as `vN-vM`. */
  readonly steps: ReadonlyMap<string, Module>;
  readonly droppables: StepDroppables;
  /**
   * The decisions that replace a value without looking at it, or leave items out: see
   * `decisionName`.
   */
  readonly overwritten: ReadonlySet<string>;
};

/** Two steps may decide on parts of one name, so that a key alone does not name a decision. */
export function decisionName({
  step,
  key,
}: {
  readonly step: string;
  readonly key: string;
}): string {
  return `${step} ${key}`;
}

export type Call = (...inputs: readonly unknown[]) => unknown;

/** The exported function; a module without it fails the proof. */
export function callOf(module: Module | undefined, name: string): Call {
  const found = module?.[name];
  if (typeof found !== "function") throw new Error(`the module has no function ${name}`);
  return found as Call;
}

export type LoadModule = (name: string) => Promise<Module>;

/** Loads the modules of a protocol, from wherever they are. */
export type ModuleSource = {
  /** Loads a generated module by its name, such as `versions` or `v1-v2`. */
  readonly generated: LoadModule;
  /** Loads the decisions of one step by its name, such as `v1-v2`. */
  readonly decisions: LoadModule;
  /** The names of all decisions. */
  readonly decided: readonly string[];
};

export async function loadProtocol(
  planned: PlannedProtocol,
  { generated, decisions, decided }: ModuleSource,
): Promise<RunningProtocol> {
  const droppables = new Map<string, ReadonlyMap<string, (value: unknown) => boolean>>();
  const overwritten: string[] = [];
  for (const name of decided) {
    const module = await decisions(name);
    droppables.set(name, droppablesOf(module));
    overwritten.push(...overwrittenOf(module).map((key) => decisionName({ step: name, key })));
  }
  const versions = new Map<number, Module>();
  for (const version of planned.schemas.keys()) {
    versions.set(version, await generated(`v${version}`));
  }
  const steps = new Map<string, Module>();
  for (const name of stepModules(planned)) steps.set(name, await generated(name));
  const versioned = await generated("versions");
  const keys = new Set(overwritten);
  return { planned, versioned, versions, steps, droppables, overwritten: keys };
}

/** The names of the modules that have converters, without their ending. */
export function stepModules({ steps, carried }: PlannedProtocol): readonly string[] {
  const nameOf = ({ older, newer }: { readonly older: number; readonly newer: number }) =>
    `v${older}-v${newer}`;
  return [
    ...steps.map(nameOf),
    ...carried.flatMap((gap) => gap.steps.map((step) => `${nameOf(gap)}-by-${nameOf(step)}`)),
  ];
}

type Decisions = {
  readonly [key: string]: { readonly upgrade?: unknown; readonly downgrade?: unknown };
};

/**
 * The keys that one step answers by a function without a parameter, such as `defaultTo(3)`, or by
 * `omit`, whose reason says what is left out.
 */
export function overwrittenOf(module: Module): readonly string[] {
  return Object.entries(module["decisions"] as Decisions).flatMap(
    ([key, { upgrade, downgrade }]) => {
      return isDeclaredLoss(upgrade) || isDeclaredLoss(downgrade) ? [key] : [];
    },
  );
}

function isDeclaredLoss(answer: unknown): boolean {
  if (typeof answer === "function") return answer.length === 0;
  const isPolicy = typeof answer === "object" && answer !== null && "policy" in answer;
  return isPolicy && answer.policy === "omit";
}

/** The droppables of the decisions of one step, by key. */
export function droppablesOf(module: Module): ReadonlyMap<string, (value: unknown) => boolean> {
  const found = new Map<string, (value: unknown) => boolean>();
  for (const [key, answers] of Object.entries(module["decisions"] as Decisions)) {
    const { downgrade } = answers;
    const isDropIf = typeof downgrade === "object" && downgrade !== null;
    if (isDropIf && "isDroppable" in downgrade) {
      found.set(key, downgrade.isDroppable as (value: unknown) => boolean);
    }
  }
  return found;
}
