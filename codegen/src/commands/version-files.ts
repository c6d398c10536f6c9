/** Finds the versions and steps of a protocol from the names of its files. */

import { decisionsFileName, type EmitOptions } from "../schema/representation.js";
import { member, parseJson } from "./json-text.js";

export type VersionFiles = {
  /** Ascending. */
  readonly versions: readonly VersionFile[];
  readonly problems: readonly FileProblem[];
};

type VersionFile = { readonly version: number; readonly name: string };

type FileProblem = {
  readonly name: string;
  readonly message: string;
  readonly help: string;
};

/** The numbers of withdrawn versions may be missing. */
export function versionFiles(
  names: readonly string[],
  withdrawn: readonly number[] = [],
): VersionFiles {
  const versions: VersionFile[] = [];
  const problems: FileProblem[] = [];
  for (const name of names.filter((name) => /\.bare$/i.test(name))) {
    const version = versionOf(name);
    if (version === null) problems.push(nameProblem(name));
    else versions.push({ version, name });
  }
  versions.sort((left, right) => left.version - right.version);
  return { versions, problems: [...problems, ...gapProblems(versions, withdrawn)] };
}

/** Those that a lock calls withdrawn; whether the lock is valid is for the pipeline to say. */
export function withdrawnVersions(lockText: string | null): readonly number[] {
  const parsed = lockText === null ? null : parseJson(lockText);
  const versions = parsed?.ok === true ? member(parsed.node, "versions") : null;
  if (versions?.kind !== "object") return [];
  return versions.members.flatMap(({ key, value }) => {
    const status = member(value, "status");
    return status?.kind === "string" && status.value === "withdrawn" ? [Number(key)] : [];
  });
}

/** The decisions between neighbouring versions, ascending. */
export type StepFile = {
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly name: string;
};

/** Other files of the folder may be parts that the decisions import. */
export function stepFiles(names: readonly string[]): readonly StepFile[] {
  const steps = names.flatMap((name) => {
    const [, from, to] = /^v([1-9]\d*)-v([1-9]\d*)\.[jt]s$/.exec(name) ?? [];
    if (from === undefined || to === undefined) return [];
    return [{ fromVersion: Number(from), toVersion: Number(to), name }];
  });
  return steps.sort((left, right) => left.fromVersion - right.fromVersion);
}

/** Files that are named almost like decisions, or like those of versions that there are not. */
export function strayStepFiles(
  names: readonly string[],
  versions: readonly number[],
  options: Pick<EmitOptions, "target">,
  withdrawn: readonly number[] = [],
): readonly FileProblem[] {
  return names.flatMap((name): readonly FileProblem[] => {
    const [, from, to] = /^v?0*(\d+)[-_.]+(?:to[-_.]+)?v?0*(\d+)\.[cm]?[jt]sx?$/i.exec(name) ?? [];
    if (from === undefined || to === undefined) return [];
    const right = decisionsFileName(`v${from}-v${to}`, options);
    if (Number(from) >= Number(to)) {
      const message = "the decisions are not read: they go from a version to a later one";
      return [
        {
          name,
          message,
          help: `name it ${decisionsFileName(`v${to}-v${from}`, options)}, or delete it`,
        },
      ];
    }
    const missing = [from, to].find((version) => !versions.includes(Number(version)));
    if (missing !== undefined && withdrawn.includes(Number(missing))) {
      const message = `the decisions are not read: v${missing} was withdrawn`;
      const help = "name the file after the step over it, or delete it";
      return [{ name, message, help }];
    }
    if (missing !== undefined) {
      const message = `the decisions are not read: there is no v${missing}.bare`;
      return [{ name, message, help: `add v${missing}.bare, or delete the file` }];
    }
    if (name === right) return [];
    const help = `name it ${right}, or delete it`;
    return [{ name, message: "the decisions are not read: the name is another", help }];
  });
}

/** The two bytes that tell a message's version hold no greater one. */
const MAX_VERSION = 65535;

function versionOf(name: string): number | null {
  const digits = /^v([1-9]\d*)\.bare$/.exec(name)?.[1];
  const version = Number(digits);
  return digits === undefined || version > MAX_VERSION ? null : version;
}

function nameProblem(name: string): FileProblem {
  const digits = /^v0*([1-9]\d*)\.bare$/i.exec(name)?.[1];
  const message = "the file name has no version";
  if (digits === undefined) {
    return { name, message, help: "schemas are named v1.bare, v2.bare and so on" };
  }
  if (Number(digits) > MAX_VERSION) {
    return { name, message: `versions go up to ${MAX_VERSION}`, help: "choose a smaller number" };
  }
  return { name, message, help: `name it v${digits}.bare` };
}

function gapProblems(
  versions: readonly VersionFile[],
  withdrawn: readonly number[],
): readonly FileProblem[] {
  return versions.flatMap(({ version, name }, index) => {
    let before = versions[index - 1]?.version ?? version - 1;
    while (before + 1 < version && withdrawn.includes(before + 1)) before += 1;
    if (version === before + 1) return [];
    const message = `the version before this one is v${before}`;
    const isOne = version === before + 2;
    const missing = isOne ? `v${before + 1}` : `v${before + 1} to v${version - 1}`;
    const help = `versions have no gaps: add ${missing}, or name this file v${before + 1}.bare`;
    return [{ name, message, help }];
  });
}
