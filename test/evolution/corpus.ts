/**
 * The corpus of changes: one folder a case, with the schemas of its versions, the decisions of its
 * steps, and either what is generated and how values come through it, or what is wrong with it.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { NumberLists } from "../../codegen/src/schema/representation.js";
import type { ProtocolTexts } from "./compile-protocol.js";

const CORPUS = join(import.meta.dirname, "..", "..", "codegen", "corpus", "evolve");

export type Refused = {
  /** `not-representable` where it is left out. */
  readonly kind?: "decision-failed";
  readonly path: string;
  /** It is null if they are left out. */
  readonly since?: number | null;
  readonly until?: number | null;
  /** The reason is compared only where it is given. */
  readonly reason?: string;
};

/**
 * A value of `version` on its way to the newest one (`up`), or of the newest one on its way back.
 */
export type Example = {
  /** The name of the message in the newest version; `oldRoot` is its name in `version`. */
  readonly root: string;
  readonly oldRoot?: string;
  /** 1 where it is left out. */
  readonly version?: number;
} & ({ readonly up: unknown } | { readonly down: unknown }) &
  (
    | { readonly gives: unknown }
    /** The value itself: nothing is copied. */
    | { readonly same: true }
    | { readonly refused: Refused }
  );

export type CorpusCase = {
  readonly name: string;
  readonly texts: ProtocolTexts;
  readonly examples: readonly Example[];
};

/** Cases that are generated, or those that are not. */
export function caseNames(kind: "generated" | "refused"): readonly string[] {
  return readdirSync(CORPUS).filter(
    (name) => (kind === "refused") === existsSync(join(CORPUS, name, PROBLEMS)),
  );
}

const PROBLEMS = "expected-problems.txt";

type CasesModule = {
  readonly cases: readonly Example[];
  readonly numberLists?: NumberLists;
};

export async function readCase(name: string): Promise<CorpusCase> {
  const folder = join(CORPUS, name);
  const file = join(folder, "cases.ts");
  // Each such file exports what the type says; the examples are compared, not computed with.
  const { cases = [], numberLists = "array" } = existsSync(file)
    ? ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as CasesModule)
    : {};
  const decisions = join(folder, "decisions");
  const texts: ProtocolTexts = {
    protocol: name,
    schemas: filesOf(folder, ".bare").map((path) => readFileSync(join(folder, path), "utf8")),
    decisions: new Map(
      filesOf(decisions, ".ts").map((path) => [
        path.replace(".ts", ""),
        readFileSync(join(decisions, path), "utf8"),
      ]),
    ),
    numberLists,
  };
  return { name, texts, examples: cases };
}

function filesOf(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort((left, right) => left.localeCompare(right, "en", { numeric: true }));
}

/**
 * The generated files that the case shows: every step, and the versioned codec where the case is
 * about it.
 */
export function shownFiles(
  name: string,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const hasVersionedCodec = existsSync(join(CORPUS, name, "expected", "versions.ts"));
  const isShown = (path: string) =>
    /^v\d+-v\d+\.ts$/.test(path) || (hasVersionedCodec && path === "versions.ts");
  return new Map([...files].filter(([path]) => isShown(path)));
}

/** Reads the expected files; BAREWIRE_UPDATE_CORPUS writes them first, to be reviewed as a diff. */
export function expectedFiles(
  name: string,
  shown: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  for (const [path, text] of shown) update(join(CORPUS, name, "expected", path), text);
  return new Map(
    filesOf(join(CORPUS, name, "expected"), ".ts").map((path) => [
      path,
      readFileSync(join(CORPUS, name, "expected", path), "utf8"),
    ]),
  );
}

export function expectedProblems(name: string, shown: string): string {
  update(join(CORPUS, name, PROBLEMS), shown);
  return readFileSync(join(CORPUS, name, PROBLEMS), "utf8");
}

function update(file: string, text: string): void {
  if (process.env["BAREWIRE_UPDATE_CORPUS"] === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
