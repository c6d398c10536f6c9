/**
 * The generator for programs, such as plugins of bundlers: texts in, texts out. It reads and writes
 * no file, runs no code of its input, and gives the same output as `barewire generate`.
 */

import {
  DEFAULT_CODECS,
  DEFAULT_IMPORT_EXTENSION,
  DEFAULT_NUMBER_LISTS,
  DEFAULT_RUNTIME,
  DEFAULT_TARGET,
} from "./commands/config.js";
import {
  type DiagnosticData,
  diagnosticProblem,
  pathProblem,
  type RenderedDiagnostic,
} from "./commands/rendered-diagnostic.js";
import { stepFiles, versionFiles, withdrawnVersions } from "./commands/version-files.js";
import { generateProtocol } from "./generate.js";
import { LOCK_NAME } from "./lock/lock-name.js";
import type { MessageDirections, ProtocolSource } from "./schema/protocol-source.js";
import {
  type Codecs,
  decisionsFileName,
  type ImportExtension,
  type NumberLists,
  type Target,
} from "./schema/representation.js";

export type { Codecs, ImportExtension, MessageDirections, NumberLists, Target };

/** One protocol as texts, and the settings that `barewire.config.json` has for it. */
export type ProtocolTexts = {
  /** The name of the protocol, which the generated modules and errors contain. */
  readonly protocol: string;
  /** The text of each schema by the name of its file: `v1.bare`, `v2.bare` and so on. */
  readonly schemas: Readonly<Record<string, string>>;
  /** The text of each decisions file by its name, such as `v1-v2.ts`. They are not executed. */
  readonly decisions?: Readonly<Record<string, string>>;
  /**
   * The folder of the decisions as the generated modules import from it, such as
   * `"../../decisions/chat"`. Without it they are expected beside the modules, in `./decisions`.
   */
  readonly decisionsPath?: string;
  /** The text of `protocol.lock.json`, which freezes published versions; null if there is none. */
  readonly lock?: string | null;
  /** Types that are messages although other types use them. */
  readonly roots?: readonly string[];
  /** The senders of messages, for errors about misspelt names. */
  readonly directions?: MessageDirections;
  /** The module specifier of the runtime; `@barewire/runtime` unless it is set. */
  readonly runtime?: string;
  readonly importExtension?: ImportExtension;
  /** The language of the modules and the decisions; TypeScript unless it is set. */
  readonly target?: Target;
  readonly numberLists?: NumberLists;
  readonly codecs?: Codecs;
};

/** One problem of the texts, with the fields that `--format json` prints. */
export type TextProblem = DiagnosticData & {
  /** `file:line:column: message`, a code frame, and help where there is one. */
  readonly text: string;
};

export type GeneratedTexts =
  | {
      readonly ok: true;
      /** The text of each module by its name, such as `v1.ts`; all belong into one folder. */
      readonly files: ReadonlyMap<string, string>;
      /** The lock as it has to be written beside the schemas; null if there was none to renew. */
      readonly lock: string | null;
    }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

/**
 * Generates the modules of one protocol. Problems of the texts are returned, all at once, with the
 * names of files as they were given.
 */
export async function generate(texts: ProtocolTexts): Promise<GeneratedTexts> {
  const { source, problems } = sourceOf(texts);
  if (problems.length > 0) return { ok: false, problems: problems.map(problemOf) };
  const generated = await generateProtocol(source);
  if (generated.ok) {
    const lock = source.lock === null ? null : generated.lock;
    return { ok: true, files: generated.files, lock };
  }
  const named = [...source.schemas, ...source.decisions, ...(source.lock ? [source.lock] : [])];
  const byFile = new Map(named.map(({ file, text }) => [file, text]));
  const rendered = generated.diagnostics.map((found) => diagnosticProblem(found, byFile));
  return { ok: false, problems: rendered.map(problemOf) };
}

function problemOf({ lines, data }: RenderedDiagnostic): TextProblem {
  return { ...data, text: lines };
}

type ReadTexts = {
  readonly source: ProtocolSource;
  readonly problems: readonly RenderedDiagnostic[];
};

function sourceOf(texts: ProtocolTexts): ReadTexts {
  const { protocol, schemas, decisions = {}, lock = null } = texts;
  const found = versionFiles(Object.keys(schemas), withdrawnVersions(lock));
  const problems = found.problems.map(({ name, message, help }) =>
    pathProblem(name, message, help, "file-name"),
  );
  if (found.versions.length === 0 && problems.length === 0) {
    const help = "add a text named v1.bare";
    problems.push(pathProblem(protocol, `'${protocol}' has no schema`, help, "schema-missing"));
  }
  const target = texts.target ?? DEFAULT_TARGET;
  const steps = stepFiles(Object.keys(decisions)).filter(
    ({ fromVersion, toVersion, name }) =>
      name === decisionsFileName(`v${fromVersion}-v${toVersion}`, { target }),
  );
  const read = new Set(steps.map(({ name }) => name));
  for (const name of Object.keys(decisions).filter((given) => !read.has(given))) {
    const help = `name it after its step, such as ${decisionsFileName("v1-v2", { target })}`;
    problems.push(pathProblem(name, "no decisions have this name", help, "file-name"));
  }
  const source: ProtocolSource = {
    protocol,
    selection: ` ${protocol}`,
    schemas: found.versions.map(({ version, name }) => ({
      file: name,
      text: schemas[name] ?? "",
      version,
    })),
    decisions: steps.map(({ name, ...step }) => ({
      ...step,
      file: name,
      text: decisions[name] ?? "",
    })),
    decisionsPath: texts.decisionsPath ?? "./decisions",
    decisionsFolder: "decisions",
    lock: lock === null ? null : { file: LOCK_NAME, text: lock },
    roots: texts.roots ?? null,
    directions: texts.directions ?? null,
    options: {
      runtime: texts.runtime ?? DEFAULT_RUNTIME,
      importExtension: texts.importExtension ?? DEFAULT_IMPORT_EXTENSION,
      target,
      numberLists: texts.numberLists ?? DEFAULT_NUMBER_LISTS,
      codecs: texts.codecs ?? DEFAULT_CODECS,
    },
  };
  return { source, problems };
}
