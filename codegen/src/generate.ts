/**
 * From the sources of one protocol to the text of every generated file: the whole pipeline, as a
 * pure function. Nothing here reads or writes a file; that is what `commands/` is for.
 */

import { type DecidedGap, decideGaps } from "./decide-gaps.js";
import { type DecidedStep, decideSteps } from "./decide-steps.js";
import { againModule, carriedModules } from "./emit/carried-module.js";
import type { ModuleFile } from "./emit/module-file.js";
import { schemaModule } from "./emit/schema-module.js";
import { stepModule } from "./emit/step-module.js";
import { versionModule } from "./emit/version-module.js";
import { versionsModule } from "./emit/versions-module.js";
import { availability } from "./evolve/plan/availability.js";
import { type CarriedSteps, chainOf } from "./evolve/plan/chain.js";
import type { StepPlan } from "./evolve/plan/type-plan.js";
import { checkLock } from "./lock/check-lock.js";
import { type Lock, printLock, renewLock } from "./lock/lock-file.js";
import { parseLock } from "./lock/parse-lock.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import { protocolRoots } from "./schema/protocol-roots.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";
import { printModules } from "./typescript/print-modules.js";
import { readDecisionsFiles } from "./typescript/read-decisions.js";

export type Generated =
  /** The text of every file by its path below the protocol's output folder, and of the lock. */
  | { readonly ok: true; readonly files: ReadonlyMap<string, string>; readonly lock: string | null }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export async function generateProtocol(source: ProtocolSource): Promise<Generated> {
  const read = readSchemas(source);
  if (!read.ok) return read;
  const { schemas } = read;
  const locked = readLock(source, schemas);
  const decisions = await readDecisionsFiles(source.decisions);
  if (!decisions.ok) {
    return { ok: false, diagnostics: [...locked.diagnostics, ...decisions.diagnostics] };
  }
  const decided = decideSteps({ schemas, decisions: decisions.files, source });
  const isDecided = decided.every((step) => step.diagnostics.length === 0);
  const gaps = isDecided
    ? decideGaps({ schemas, decided, decisions: decisions.files, source })
    : [];
  const roots = protocolRoots(source, schemas);
  const diagnostics = [
    ...locked.diagnostics,
    ...decided.flatMap((step) => step.diagnostics),
    ...gaps.flatMap((gap) => gap.diagnostics),
    ...roots.diagnostics,
  ];
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const { minVersion } = locked.lock;
  const modules = protocolModules(source, {
    schemas,
    decided,
    gaps,
    roots: roots.names,
    minVersion,
  });
  return { ok: true, files: await printModules(modules), lock: printLock(locked.lock) };
}

/** The lock as it has to be, once nothing that was published differs from it. */
function readLock(
  source: ProtocolSource,
  schemas: readonly Schema[],
): { readonly lock: Lock; readonly diagnostics: readonly Diagnostic[] } {
  const { protocol, lock: text } = source;
  const fresh = renewLock(null, protocol, schemas);
  if (text === null) return { lock: fresh, diagnostics: [] };
  const parsed = parseLock(text, protocol);
  if (!parsed.ok) return { lock: fresh, diagnostics: parsed.diagnostics };
  const diagnostics = checkLock(source, schemas, parsed.lock);
  return { lock: renewLock(parsed.lock, protocol, schemas), diagnostics };
}

type ReadSchemas =
  | { readonly ok: true; readonly schemas: readonly Schema[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

function readSchemas({ protocol, schemas: texts }: ProtocolSource): ReadSchemas {
  const schemas: Schema[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const text of texts) {
    const read = readSchema({ ...text, protocol });
    if (read.ok) schemas.push(read.schema);
    else diagnostics.push(...read.diagnostics);
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, schemas };
}

export type Planned = {
  readonly schemas: readonly Schema[];
  readonly decided: readonly DecidedStep[];
  readonly gaps: readonly DecidedGap[];
  readonly roots: readonly string[];
  readonly minVersion: number;
};

/** Every generated module of a protocol that has been planned. */
export function protocolModules(
  { options }: ProtocolSource,
  { schemas, decided, gaps, roots, minVersion }: Planned,
): readonly ModuleFile[] {
  const steps = decided.map(({ plan }) => plan);
  const carried = gaps.flatMap((gap) => (gap.steps === null ? [] : [gap.steps]));
  return [
    ...schemas.flatMap((schema) => [
      versionModule(schema, options, oldRoots(roots, steps, schema.version, carried)),
      schemaModule(schema, options),
    ]),
    ...decided.map((step) => stepModule({ ...step, options })),
    ...gaps.flatMap(({ ends, keys, modules }) => [
      againModule(schemas[0]?.protocol ?? "", ends, keys, options),
      ...(modules === null ? [] : carriedModules(modules)),
    ]),
    versionsModule({
      schemas: schemas.filter(({ version }) => version >= minVersion),
      steps,
      carried,
      roots,
      availability: availability({ schemas, steps, again: gaps.flatMap((gap) => gap.carried) }),
      options,
    }),
  ];
}

/** What `version` calls the messages of the newest one. */
export function oldRoots(
  roots: readonly string[],
  steps: readonly StepPlan[],
  version: number,
  carried: readonly CarriedSteps[] = [],
): readonly string[] {
  return roots.flatMap((name) => chainOf(steps, "upgrade", name, version, carried)?.oldName ?? []);
}
