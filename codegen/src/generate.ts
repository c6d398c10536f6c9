/**
 * The whole pipeline, from the sources of one protocol to the text of every generated file, as a
 * pure function. Nothing here reads or writes a file; `commands/` does that.
 */

import { type DecidedGaps, decideGaps, NO_GAPS } from "./decide-gaps.js";
import { type DecidedStep, decideSteps } from "./decide-steps.js";
import { againModule, carriedModules } from "./emit/carried-module.js";
import type { ModuleFile } from "./emit/module-file.js";
import { NEGOTIATION_PATH, negotiationModule } from "./emit/negotiation-module.js";
import { schemaModule } from "./emit/schema-module.js";
import { stepModule } from "./emit/step-module.js";
import { TYPES_ONLY } from "./emit/types-only.js";
import { versionModule } from "./emit/version-module.js";
import { versionsModule } from "./emit/versions-module.js";
import { availability } from "./evolve/plan/availability.js";
import { chainOf, type Routes, routesOf } from "./evolve/plan/chain.js";
import { checkLock } from "./lock/check-lock.js";
import { changedDrafts, type Lock, printLock, renewLock, spokenSchemas } from "./lock/lock-file.js";
import { parseLock } from "./lock/parse-lock.js";
import { directionProblems, notesOfStep } from "./message-directions.js";
import { type RefusedPlaces, refusedPlaces } from "./refused-places.js";
import { type DeprecatedPart, deprecatedParts } from "./schema/deprecated-parts.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import { protocolRoots } from "./schema/protocol-roots.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";
import { printModules } from "./typescript/print-modules.js";
import { readDecisionsFiles } from "./typescript/read-decisions.js";

export type Generated =
  | {
      readonly ok: true;
      /** The text of every file by its path below the protocol's output folder. */
      readonly files: ReadonlyMap<string, string>;
      readonly lock: string | null;
      readonly refused: readonly RefusedPlaces[];
      /** The drafts whose messages have other bytes than when the lock was written. */
      readonly changedDrafts: readonly number[];
      /** The deprecated parts of the newest version. */
      readonly deprecated: readonly DeprecatedPart[];
    }
  | {
      readonly ok: false;
      readonly diagnostics: readonly Diagnostic[];
      /**
       * Every module except those of all versions, if only decisions are missing, with the types of
       * the decisions in place of undecided converters. An editor completes them.
       */
      readonly undecided: ReadonlyMap<string, string> | null;
    };

export async function generateProtocol(source: ProtocolSource): Promise<Generated> {
  const planning = await planProtocol(source);
  if (!planning.ok) return { ok: false, diagnostics: planning.diagnostics, undecided: null };
  const { schemas, planned, diagnostics, isIncomplete } = planning;
  if (isIncomplete) return { ok: false, diagnostics, undecided: null };
  if (diagnostics.length > 0) {
    const undecided = await printModules(undecidedModules(source, planned), source.options);
    return { ok: false, diagnostics, undecided };
  }
  const modules = protocolModules(source, planned);
  const files = await printModules(modules, source.options);
  const { decided } = planned;
  const steps = decided.map(({ plan }) => plan);
  const refused = refusedPlaces(decided, (newer, keys) =>
    notesOfStep({ directions: source.directions, schemas, steps, newer, keys }),
  );
  const { lock, changedDrafts } = planning;
  const deprecated = newestParts(schemas);
  return { ok: true, files, lock: printLock(lock), refused, changedDrafts, deprecated };
}

export type Planning =
  | {
      readonly ok: true;
      readonly schemas: readonly Schema[];
      readonly planned: Planned;
      readonly lock: Lock;
      readonly changedDrafts: readonly number[];
      readonly diagnostics: readonly Diagnostic[];
      /** Tells whether more is wrong than that decisions are missing. */
      readonly isIncomplete: boolean;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Reads and plans a protocol, of which all that comes out of the pipeline is made. */
export async function planProtocol(source: ProtocolSource): Promise<Planning> {
  const read = readSchemas(source);
  if (!read.ok) return read;
  const { schemas } = read;
  const locked = readLock(source, schemas);
  const { oldestVersion } = locked.lock;
  const spoken = spokenSchemas(locked.lock, schemas);
  // The steps of a retired version keep their decisions, which nothing converts with any more.
  const decisions = await readDecisionsFiles(
    source.decisions.filter(({ fromVersion }) => fromVersion >= oldestVersion),
  );
  if (!decisions.ok) {
    return { ok: false, diagnostics: [...locked.diagnostics, ...decisions.diagnostics] };
  }
  const decided = decideSteps({ schemas: spoken, decisions: decisions.files, source });
  const isDecided = decided.every((step) => step.diagnostics.length === 0);
  const gaps = isDecided
    ? decideGaps({ schemas: spoken, decided, decisions: decisions.files, source })
    : NO_GAPS;
  const roots = protocolRoots(source, spoken);
  const misnamed = [...misnamedMessages(source, spoken), ...missingReasons(source, schemas)];
  const diagnostics = [
    ...locked.diagnostics,
    ...decided.flatMap((step) => step.diagnostics),
    ...gaps.diagnostics,
    ...roots.diagnostics,
    ...misnamed,
  ];
  return {
    ok: true,
    schemas,
    planned: { schemas: spoken, decided, gaps, roots: roots.names, minVersion: oldestVersion },
    lock: locked.lock,
    changedDrafts: locked.changedDrafts,
    diagnostics,
    isIncomplete: locked.diagnostics.length + roots.diagnostics.length + misnamed.length > 0,
  };
}

/** Misspelt messages of the configuration, at the newest schema. */
function misnamedMessages(
  { directions, schemas: texts }: ProtocolSource,
  schemas: readonly Schema[],
): readonly Diagnostic[] {
  const newest = schemas.at(-1);
  if (directions == null || newest === undefined) return [];
  return directionProblems(directions, newest, texts.at(-1)?.file ?? "");
}

function newestParts(schemas: readonly Schema[]): readonly DeprecatedPart[] {
  const newest = schemas.at(-1);
  return newest === undefined ? [] : deprecatedParts(newest);
}

/** Older versions may be published, and what is published does not change. */
function missingReasons(
  { schemas: texts }: ProtocolSource,
  schemas: readonly Schema[],
): readonly Diagnostic[] {
  return newestParts(schemas)
    .filter(({ reason }) => reason === "")
    .map(({ key, offset }) => ({
      file: texts.at(-1)?.file ?? "",
      code: "deprecation-reason" as const,
      offset,
      message: `'${key}' is deprecated without a reason`,
      suggestion: "write `@deprecated`, and behind it what to use instead",
    }));
}

type ReadLock = {
  readonly lock: Lock;
  readonly changedDrafts: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
};

/** The lock as it has to be, once nothing that was published differs from it. */
function readLock(source: ProtocolSource, schemas: readonly Schema[]): ReadLock {
  const { protocol, lock: text } = source;
  const fresh = renewLock(null, protocol, schemas);
  if (text === null) return { lock: fresh, changedDrafts: [], diagnostics: [] };
  const parsed = parseLock(text, protocol);
  if (!parsed.ok) return { lock: fresh, changedDrafts: [], diagnostics: parsed.diagnostics };
  const diagnostics = checkLock(source, schemas, parsed.lock);
  const lock = renewLock(parsed.lock, protocol, schemas);
  return { lock, changedDrafts: changedDrafts(parsed.lock, lock), diagnostics };
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

/** The modules that can be written before everything is decided. */
function undecidedModules(source: ProtocolSource, planned: Planned): readonly ModuleFile[] {
  const open = planned.decided.filter((step) => step.diagnostics.length > 0);
  const types = open.map((step) =>
    stepModule({
      ...step,
      plan: { ...step.plan, plans: [] },
      changeTable: [TYPES_ONLY],
      decisionsModule: null,
      options: source.options,
    }),
  );
  const replaced = new Set(["versions.ts", NEGOTIATION_PATH, ...types.map(({ path }) => path)]);
  const modules = protocolModules(source, planned).filter(({ path }) => !replaced.has(path));
  return [...modules, ...types];
}

export type Planned = {
  readonly schemas: readonly Schema[];
  readonly decided: readonly DecidedStep[];
  readonly gaps: DecidedGaps;
  readonly roots: readonly string[];
  readonly minVersion: number;
};

/** Every generated module of a protocol that has been planned. */
export function protocolModules(
  source: ProtocolSource,
  { schemas, decided, gaps, roots, minVersion }: Planned,
): readonly ModuleFile[] {
  const { options } = source;
  const steps = decided.map(({ plan }) => plan);
  const { carried } = gaps;
  const routes = routesOf(steps, carried);
  const spoken = schemas.filter(({ version }) => version >= minVersion);
  return [
    ...schemas.flatMap((schema) => {
      const messages = oldRoots(roots, routes, schema.version);
      return [versionModule(schema, options, messages), schemaModule(schema, options, messages)];
    }),
    ...decided.map((step) => stepModule({ ...step, options })),
    ...gaps.asked.map(({ ends, keys }) => againModule(source.protocol, ends, keys, options)),
    ...carried.flatMap((steps) => carriedModules(steps, options)),
    versionsModule({
      schemas: spoken,
      routes,
      roots,
      availability: availability({ schemas, steps, carried }),
      options,
    }),
    negotiationModule(source.protocol, spoken, options),
  ];
}

/** The names that `version` has for the messages of the newest one. */
function oldRoots(roots: readonly string[], routes: Routes, version: number): readonly string[] {
  return roots.flatMap((name) => chainOf(routes, "upgrade", name, version)?.oldName ?? []);
}
