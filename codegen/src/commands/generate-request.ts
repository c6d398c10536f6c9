/** Parses the arguments of `barewire generate`. */

import { usageFailure } from "./command-failure.js";
import { flagsText, shellWord } from "./shell-word.js";

/** The flags that name the folders of one protocol. */
export type FolderFlags = {
  readonly schemas?: string;
  readonly out?: string;
  readonly decisions?: string;
  readonly runtime?: string;
};

/** The flags as the command line parser returns them. */
export type GenerateFlags = FolderFlags & {
  readonly check?: true;
  readonly against?: string;
  readonly clean?: true;
  readonly watch?: true;
  readonly scaffold?: true;
};

export type GenerateRequest = {
  readonly source: RequestSource;
  readonly mode: "write" | "check" | "clean";
  /** Tells whether missing entries of decisions files are written first. */
  readonly scaffolds: boolean;
  /** The commit whose promises must hold; null where none is named. */
  readonly against: string | null;
  /** The arguments that select what is generated, as they were given. */
  readonly argumentsText: string;
};

export type RequestSource =
  /** The protocols of `barewire.config.json`; all of them where none is named. */
  | { readonly kind: "config"; readonly protocols: readonly string[] }
  /** One protocol by its own folders, as given; no configuration is read. */
  | {
      readonly kind: "folders";
      readonly schemas: string;
      /** Null for a command that writes no modules. */
      readonly out: string | null;
      readonly decisions: string | null;
      readonly runtime: string | null;
    };

export function generateRequest(
  protocols: readonly string[],
  flags: GenerateFlags,
): GenerateRequest {
  if (flags.check && flags.clean) throw usageFailure("--check writes nothing; leave out --clean");
  if (flags.check && flags.watch) throw usageFailure("--check ends at once; leave out --watch");
  if (flags.check && flags.scaffold) {
    throw usageFailure("--check writes nothing; leave out --scaffold");
  }
  if (flags.against !== undefined && !flags.check) {
    throw usageFailure("--against compares with a commit; add --check, or use `barewire diff`");
  }
  if (flags.against === "") throw usageFailure("--against needs a commit, such as origin/main");
  return {
    source: requestSource(protocols, flags),
    scaffolds: flags.scaffold === true,
    against: flags.against ?? null,
    mode: flags.check ? "check" : flags.clean ? "clean" : "write",
    argumentsText: argumentsText(protocols, flags),
  };
}

function requestSource(protocols: readonly string[], flags: GenerateFlags): RequestSource {
  const { schemas, out } = flags;
  if (schemas !== undefined && out === undefined) {
    throw usageFailure("--schemas needs --out DIR, the folder that the protocol's files go to");
  }
  return protocolsSource(protocols, flags);
}

/** The source of a command that may do without the folder of the modules. */
export function protocolsSource(protocols: readonly string[], flags: FolderFlags): RequestSource {
  const { schemas, out, decisions, runtime } = flags;
  if (schemas === undefined) {
    const stray = FOLDER_FLAGS.find((name) => flags[name] !== undefined);
    if (stray === undefined) return { kind: "config", protocols };
    throw usageFailure(
      `--${stray} goes with --schemas only; without it the folders come from barewire.config.json`,
    );
  }
  if (protocols.length > 0) {
    throw usageFailure("--schemas names the one protocol by its folder; leave out the others");
  }
  const empty = FOLDER_FLAGS.find((name) => flags[name] === "");
  if (empty !== undefined || schemas === "") {
    throw usageFailure(`--${empty ?? "schemas"} needs a value that is not empty`);
  }
  return {
    kind: "folders",
    schemas,
    out: out ?? null,
    decisions: decisions ?? null,
    runtime: runtime ?? null,
  };
}

const FOLDER_FLAGS = ["out", "decisions", "runtime"] as const;

function argumentsText(protocols: readonly string[], flags: GenerateFlags): string {
  const { schemas = null, out = null, decisions = null, runtime = null } = flags;
  const names = protocols.map((name) => ` ${shellWord(name)}`).join("");
  return `${names}${flagsText({ schemas, out, decisions, runtime })}`;
}
