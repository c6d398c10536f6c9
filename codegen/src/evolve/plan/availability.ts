/**
 * The versions in which each type and member exists, as the converters convert it: under whatever
 * name an older version has it, with the values that are rejected on the way, and past a gap where
 * a decision says that it is the same again.
 */

import type { Schema } from "../../schema/model.js";
import { memberKeys } from "../../schema/part-keys.js";
import { type CarriedSteps, stepsDownTo } from "./chain.js";
import { olderKey } from "./older-key.js";
import { partRefusal, type Refusal } from "./refusal.js";
import type { StepPlan } from "./type-plan.js";

export type AvailableRange = {
  /** The first version that has it; null if the oldest one does. */
  readonly since: number | null;
  /** The last version that has it; null if the newest one does. */
  readonly until: number | null;
};

export type Available = {
  /** The ranges in ascending order; more than one if the part was gone for a while. */
  readonly ranges: readonly AvailableRange[];
  /** The versions that have it, and cannot be sent some of its values. */
  readonly partly: readonly number[];
};

export type AvailabilityInput = {
  /** The items are in ascending order. */
  readonly schemas: readonly Schema[];
  /** The steps between neighbouring versions. */
  readonly steps: readonly StepPlan[];
  /** The steps that carry parts past versions which lack them. */
  readonly carried?: readonly CarriedSteps[];
};

/**
 * The availability by `Type` or `Type.member` of each part that some version lacks or cannot be
 * sent in full.
 */
export function availability(input: AvailabilityInput): ReadonlyMap<string, Available> {
  const { schemas } = input;
  const versions = schemas.map(({ version }) => version);
  const found = new Map<string, Available>();
  const seen = new Set<string>();
  const types = new Map<string, Available>();
  for (const schema of schemas.toReversed()) {
    for (const named of schema.types) {
      for (const path of [named.name, ...memberKeys(named)]) {
        if (seen.has(`${schema.version} ${path}`)) continue;
        const reached = reachedVersions(path, schema.version, input, seen);
        const available = availableIn(reached, versions);
        if (!path.includes(".")) types.set(path, available);
        // The runtime knows the members of the newest version only, and their types.
        const type = schema === schemas.at(-1) ? types.get(named.name) : undefined;
        if (found.has(path) || !isTelling(path, available, type)) continue;
        found.set(path, available);
      }
    }
  }
  return found;
}

/**
 * The range of versions around each version in which a part exists, by version and then by `Type`
 * or `Type.member`, in the names of that version.
 */
export function partVersions(
  input: AvailabilityInput,
): ReadonlyMap<number, ReadonlyMap<string, AvailableRange>> {
  const versions = input.schemas.map(({ version }) => version);
  const found = new Map(versions.map((version) => [version, new Map<string, AvailableRange>()]));
  const seen = new Set<string>();
  for (const schema of input.schemas.toReversed()) {
    for (const named of schema.types) {
      for (const path of [named.name, ...memberKeys(named)]) {
        if (seen.has(`${schema.version} ${path}`)) continue;
        const keys = keysByVersion(path, schema.version, input);
        const all = new Map([...keys.keys()].map((version) => [version, "none" as const]));
        for (const range of availableIn(all, versions).ranges) {
          for (const [version, { key }] of keys) {
            const isIn = version >= (range.since ?? version) && version <= (range.until ?? version);
            if (isIn) found.get(version)?.set(key, range);
            seen.add(`${version} ${key}`);
          }
        }
      }
    }
  }
  return found;
}

/** A member is listed only if its availability differs from that of its type. */
function isTelling(path: string, available: Available, type: Available | undefined): boolean {
  if (!path.includes(".") || type === undefined) return !isFull(available);
  return JSON.stringify(type) !== JSON.stringify(available);
}

/**
 * The share that each version down from `version` refuses of the part that `version` calls `path`.
 */
function reachedVersions(
  path: string,
  version: number,
  input: AvailabilityInput,
  seen: Set<string>,
): ReadonlyMap<number, Refusal> {
  const reached = new Map<number, Refusal>();
  for (const [target, { key, refusal }] of keysByVersion(path, version, input)) {
    seen.add(`${target} ${key}`);
    if (refusal !== "all") reached.set(target, refusal);
  }
  return reached;
}

type ReachedKey = { readonly key: string; readonly refusal: Refusal };

/** The key of the part in each version down from `version` that has it, and its refusal there. */
function keysByVersion(
  path: string,
  version: number,
  { schemas, steps, carried = [] }: AvailabilityInput,
): ReadonlyMap<number, ReachedKey> {
  const isWithin = ({ newer }: { readonly newer: number }) => newer <= version;
  const [within, past] = [steps.filter(isWithin), carried.filter(isWithin)];
  const keys = new Map<number, ReachedKey>();
  for (const { version: target } of schemas) {
    if (target > version) continue;
    let key: string | null = path;
    let refusal: Refusal = "none";
    for (const step of stepsDownTo(target, within, past)) {
      refusal = worse(refusal, partRefusal(key, step));
      key = olderKey(key, step);
      if (key === null) break;
    }
    if (key !== null) keys.set(target, { key, refusal });
  }
  return keys;
}

function worse(left: Refusal, right: Refusal): Refusal {
  if (left === "all" || right === "all") return "all";
  return left === "none" ? right : left;
}

function availableIn(
  reached: ReadonlyMap<number, Refusal>,
  versions: readonly number[],
): Available {
  const [oldest, newest] = [versions[0], versions.at(-1)];
  const ranges: AvailableRange[] = [];
  let first: number | null = null;
  versions.forEach((version, index) => {
    if (!reached.has(version)) return;
    first ??= version;
    const next = versions[index + 1];
    if (next !== undefined && reached.has(next)) return;
    const since = first === oldest ? null : first;
    ranges.push({ since, until: version === newest ? null : version });
    first = null;
  });
  return { ranges, partly: versions.filter((version) => reached.get(version) === "some") };
}

function isFull({ ranges, partly }: Available): boolean {
  const [range] = ranges;
  return ranges.length === 1 && range?.since === null && range.until === null && !partly.length;
}
