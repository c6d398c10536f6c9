/** Finds the versions and steps of a protocol from the names of its files. */

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

export function versionFiles(names: readonly string[]): VersionFiles {
  const versions: VersionFile[] = [];
  const problems: FileProblem[] = [];
  for (const name of names.filter((name) => /\.bare$/i.test(name))) {
    const version = versionOf(name);
    if (version === null) problems.push(nameProblem(name));
    else versions.push({ version, name });
  }
  versions.sort((left, right) => left.version - right.version);
  return { versions, problems: [...problems, ...gapProblems(versions)] };
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
    const [, from, to] = /^v([1-9]\d*)-v([1-9]\d*)\.ts$/.exec(name) ?? [];
    if (from === undefined || to === undefined) return [];
    return [{ fromVersion: Number(from), toVersion: Number(to), name }];
  });
  return steps.sort((left, right) => left.fromVersion - right.fromVersion);
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

function gapProblems(versions: readonly VersionFile[]): readonly FileProblem[] {
  return versions.flatMap(({ version, name }, index) => {
    const before = versions[index - 1]?.version ?? version - 1;
    if (version === before + 1) return [];
    const message = `the version before this one is v${before}`;
    const isOne = version === before + 2;
    const missing = isOne ? `v${before + 1}` : `v${before + 1} to v${version - 1}`;
    const help = `versions have no gaps: add ${missing}, or name this file v${before + 1}.bare`;
    return [{ name, message, help }];
  });
}
