/** A protocol with its generated modules loaded: what the matrix is proved on. */

import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
  type ConfiguredProtocol,
  generatedPath,
  type PlannedProtocol,
} from "./planned-protocol.js";
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
};

export type Call = (...inputs: readonly unknown[]) => unknown;

/** The exported function; `undefined` fails the test that asks for it. */
export function callOf(module: Module | undefined, name: string): Call {
  const found = module?.[name];
  if (typeof found !== "function") throw new Error(`the module has no function ${name}`);
  return found as Call;
}

export async function runConfigured(planned: ConfiguredProtocol): Promise<RunningProtocol> {
  const load = async (path: string): Promise<Module> =>
    import(/* @vite-ignore */ pathToFileURL(path).href);
  const versions = new Map<number, Module>();
  for (const version of planned.schemas.keys()) {
    versions.set(version, await load(generatedPath(planned, `v${version}.ts`)));
  }
  const steps = new Map<string, Module>();
  for (const name of stepModules(planned)) {
    steps.set(name, await load(generatedPath(planned, `${name}.ts`)));
  }
  const droppables = new Map<string, ReadonlyMap<string, (value: unknown) => boolean>>();
  for (const name of decisionsNames(planned)) {
    const module = await load(`${planned.decisionsFolder}/${name}.ts`);
    droppables.set(name, droppablesOf(module));
  }
  const versioned = await load(generatedPath(planned, "versions.ts"));
  return { planned, versioned, versions, steps, droppables };
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

function decisionsNames({ decisionsFolder }: ConfiguredProtocol): readonly string[] {
  if (decisionsFolder === null) return [];
  try {
    const names = readdirSync(decisionsFolder).filter((name) => /^v\d+-v\d+\.ts$/.test(name));
    return names.map((name) => name.replace(/\.ts$/, ""));
  } catch {
    // The folder does not exist where a protocol leaves nothing open.
    return [];
  }
}

type Decisions = { readonly [key: string]: { readonly downgrade?: unknown } };

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
