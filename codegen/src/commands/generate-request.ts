/** Parses the arguments of `barewire generate`. */

import { usageFailure } from "./command-failure.js";

/** The flags as the command line parser returns them. */
export type GenerateFlags = {
  readonly schemas?: string;
  readonly out?: string;
  readonly decisions?: string;
  readonly runtime?: string;
  readonly check?: true;
  readonly clean?: true;
  readonly watch?: true;
  readonly scaffold?: true;
};

export type GenerateRequest = {
  readonly source: RequestSource;
  readonly mode: "write" | "check" | "clean";
  /** Whether missing entries of decisions files are written first. */
  readonly scaffolds: boolean;
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
      readonly out: string;
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
  return {
    source: requestSource(protocols, flags),
    scaffolds: flags.scaffold === true,
    mode: flags.check ? "check" : flags.clean ? "clean" : "write",
    argumentsText: argumentsText(protocols, flags),
  };
}

function requestSource(protocols: readonly string[], flags: GenerateFlags): RequestSource {
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
  if (out === undefined) {
    throw usageFailure("--schemas needs --out DIR, the folder that the protocol's files go to");
  }
  const empty = FOLDER_FLAGS.find((name) => flags[name] === "");
  if (empty !== undefined || schemas === "") {
    throw usageFailure(`--${empty ?? "schemas"} needs a value that is not empty`);
  }
  return { kind: "folders", schemas, out, decisions: decisions ?? null, runtime: runtime ?? null };
}

const FOLDER_FLAGS = ["out", "decisions", "runtime"] as const;

function argumentsText(protocols: readonly string[], flags: GenerateFlags): string {
  const given = (["schemas", ...FOLDER_FLAGS] as const).flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name} ${flags[name]}`],
  );
  return [...protocols, ...given].map((part) => ` ${part}`).join("");
}
