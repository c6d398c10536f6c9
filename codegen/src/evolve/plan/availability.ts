/**
 * The versions in which each type and member exists, as the plans convert it: under whatever name
 * an older version has it, with the values that are rejected on the way, and after a gap where a
 * decision says that it is the same again.
 */

import type { NamedType, Schema } from "../../schema/model.js";
import { partRefusal, type Refusal, stepRefusals } from "./refusal.js";
import type { StepPlan } from "./type-plan.js";

export type AvailableRange = {
  /** The first version that has it; null where the oldest one does. */
  readonly since: number | null;
  /** The last version that has it; null where the newest one does. */
  readonly until: number | null;
};

export type Available = {
  /** Ascending; more than one where the part was gone for a while. */
  readonly ranges: readonly AvailableRange[];
  /** The versions that have it, and cannot be sent some of its values. */
  readonly partly: readonly number[];
};

export type AvailabilityInput = {
  /** Ascending. */
  readonly schemas: readonly Schema[];
  /** Between neighbouring versions. */
  readonly steps: readonly StepPlan[];
  /** The parts that are the same again behind a gap. */
  readonly again?: readonly PartAgain[];
};

/** `key` of version `newer` is what `older` called `olderKey`; the versions between lack it. */
export type PartAgain = {
  readonly older: number;
  readonly newer: number;
  readonly key: string;
  readonly olderKey: string;
};

/** By `Type` or `Type.member`, of what some version lacks or cannot be sent in full. */
export function availability(input: AvailabilityInput): ReadonlyMap<string, Available> {
  const { schemas } = input;
  const versions = schemas.map(({ version }) => version);
  const found = new Map<string, Available>();
  const seen = new Set<string>();
  const types = new Map<string, Available>();
  for (const schema of schemas.toReversed()) {
    for (const named of schema.types) {
      for (const path of [named.name, ...memberPaths(named)]) {
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

/** Of a member only what it is available otherwise than its type. */
function isTelling(path: string, available: Available, type: Available | undefined): boolean {
  if (!path.includes(".") || type === undefined) return !isFull(available);
  return JSON.stringify(type) !== JSON.stringify(available);
}

/** What each version from `version` down has of the part that `version` calls `path`. */
function reachedVersions(
  path: string,
  version: number,
  { steps, again = [] }: AvailabilityInput,
  seen: Set<string>,
): ReadonlyMap<number, Refusal> {
  const reached = new Map<number, Refusal>([[version, "none"]]);
  seen.add(`${version} ${path}`);
  let [current, key, refusal]: [number, string | null, Refusal] = [version, path, "none"];
  const newestFirst = [...steps].sort((left, right) => right.newer - left.newer);
  for (const step of newestFirst) {
    if (step.newer > version || step.newer > current) continue;
    const older: string | null = key === null ? null : olderKey(key, step);
    const part = again.find((one) => one.newer === step.newer && one.key === key);
    if (older === null && part !== undefined) {
      [current, key] = [part.older, part.olderKey];
    } else {
      if (older === null || key === null) break;
      refusal = worse(refusal, partRefusal(key, step, stepRefusals(step)));
      [current, key] = [step.older, older];
    }
    seen.add(`${current} ${key}`);
    if (refusal !== "all") reached.set(current, refusal);
  }
  return reached;
}

/** What the older version of a step calls `Type` or `Type.member`; null where it has none. */
export function olderKey(key: string, { olderNames, olderMembers }: StepPlan): string | null {
  const [type = key, member] = key.split(".");
  const older = olderNames.get(type);
  if (older === undefined) return null;
  if (member === undefined) return older;
  const members = olderMembers.get(type);
  if (members === undefined) return `${older}.${member}`;
  const olderMember = members.get(member);
  return olderMember === undefined ? null : `${older}.${olderMember}`;
}

function worse(left: Refusal, right: Refusal): Refusal {
  if (left === "all" || right === "all") return "all";
  return left === "none" ? right : left;
}

/** `Type.member` for each member of a type. */
export function memberPaths({ name, type }: NamedType): readonly string[] {
  switch (type.kind) {
    case "struct":
      return type.fields.map((field) => `${name}.${field.name}`);
    case "enum":
      return type.values.map((value) => `${name}.${value.name}`);
    case "union":
      return type.variants.map((variant) => `${name}.${variant.name}`);
    default:
      return [];
  }
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
