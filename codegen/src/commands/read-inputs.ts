/** Reads everything that one protocol is generated from. */

import { join, relative, sep } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import type {
  DecisionsText,
  ProtocolSource,
  SchemaText,
  SourceText,
} from "../schema/protocol-source.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { fileExists, listFolder, readText } from "./disk.js";
import { parseJson } from "./json-text.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { mergeConflict } from "./merge-conflict.js";
import {
  type Notice,
  notUtf8Problem,
  pathNotice,
  pathProblem,
  type RenderedDiagnostic,
  textProblem,
} from "./rendered-diagnostic.js";
import { stepFiles, strayStepFiles, versionFiles, withdrawnVersions } from "./version-files.js";

export type ReadInput = {
  /** The inputs that could be read; incomplete where there are problems. */
  readonly input: ProtocolSource;
  readonly problems: readonly RenderedDiagnostic[];
  /** Decisions that are not read. */
  readonly notices: readonly Notice[];
};

const RESOLVE = "resolve it, then run the command again";

/** `generate` writes the entries of drafts, and nothing else writes those of other versions. */
const RESOLVE_LOCK =
  'resolve it: keep every entry of either side whose status is not "draft"; `generate` writes the ' +
  "rest; where both sides have published a number, one of the two becomes a later version";

export function readInput(folders: ProtocolFolders, io: CommandIo): ReadInput {
  const read = textReader(io);
  const lock = readLock(folders, read);
  const withdrawn = withdrawnVersions(lock?.text ?? null);
  const schemas = readSchemas(folders, withdrawn, read);
  const versions = schemas.map(({ version }) => version);
  const { decisions, notices } = readDecisions(folders, versions, withdrawn, read);
  const input: ProtocolSource = {
    protocol: folders.protocol,
    selection: folders.selection,
    schemas,
    options: folders.options,
    decisions,
    decisionsPath: decisionsPath(folders),
    decisionsFolder: displayPath(folders.decisionsFolder, io),
    lock,
    roots: folders.roots,
    ...(folders.directions === null ? {} : { directions: folders.directions }),
  };
  return { input, problems: read.problems, notices };
}

/** The texts by the names that diagnostics call them. */
export function inputTexts(input: ProtocolSource): ReadonlyMap<string, string> {
  const { schemas, decisions, lock } = input;
  const sources = [...schemas, ...decisions, ...(lock === null ? [] : [lock])];
  return new Map(sources.map(({ file, text }) => [file, text]));
}

type TextReader = {
  readonly shown: (path: string) => string;
  /**
   * Null after a problem. `help` says how a merge conflict in it is resolved; it is null for a
   * schema, whose parser reports each conflict.
   */
  readonly read: (path: string, help: string | null) => SourceText | null;
  readonly problems: RenderedDiagnostic[];
};

function textReader(io: CommandIo): TextReader {
  const problems: RenderedDiagnostic[] = [];
  const shown = (path: string) => displayPath(path, io);
  const read = (path: string, help: string | null) => {
    const [file, text] = [shown(path), readText(path)];
    const conflict = text === null || help === null ? null : mergeConflict(file, text, help);
    if (text !== null && conflict === null) return { file, text };
    problems.push(
      text === null || conflict === null ? notUtf8Problem(file) : textProblem(file, text, conflict),
    );
    return null;
  };
  return { shown, read, problems };
}

function readSchemas(
  { schemasFolder, protocol }: ProtocolFolders,
  withdrawn: readonly number[],
  reader: TextReader,
): SchemaText[] {
  const files = versionFiles(namesIn(schemasFolder), withdrawn);
  for (const { name, message, help } of files.problems) {
    reader.problems.push(
      pathProblem(reader.shown(join(schemasFolder, name)), message, help, "file-name"),
    );
  }
  if (files.versions.length === 0 && files.problems.length === 0) {
    const folder = reader.shown(schemasFolder);
    const help = innerProtocol(schemasFolder, reader) ?? `create ${folder}/v1.bare`;
    reader.problems.push(
      pathProblem(folder, `'${protocol}' has no schema`, help, "schema-missing"),
    );
  }
  return files.versions.flatMap(({ version, name }) => {
    const source = reader.read(join(schemasFolder, name), null);
    return source === null ? [] : [{ ...source, version }];
  });
}

/** A folder of several protocols may have been named in place of one of them. */
function innerProtocol(folder: string, { shown }: TextReader): string | null {
  const inner = (listFolder(folder) ?? [])
    .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .find((path) => versionFiles(namesIn(path)).versions.length > 0);
  return inner === undefined ? null : `name the folder of one protocol, such as ${shown(inner)}`;
}

type ReadDecisions = {
  readonly decisions: readonly DecisionsText[];
  readonly notices: readonly Notice[];
};

function readDecisions(
  { decisionsFolder, options }: ProtocolFolders,
  versions: readonly number[],
  withdrawn: readonly number[],
  reader: TextReader,
): ReadDecisions {
  const names = namesIn(decisionsFolder);
  // A folder without schemas has problems already, and its steps are unknown.
  const stray = versions.length === 0 ? [] : strayStepFiles(names, versions, options, withdrawn);
  const notices = stray.map(({ name, message, help }) =>
    pathNotice(reader.shown(join(decisionsFolder, name)), message, help),
  );
  const steps = stepFiles(names).filter(({ name }) => !stray.some((file) => file.name === name));
  const decisions = steps.flatMap(({ name, fromVersion, toVersion }) => {
    const source = reader.read(join(decisionsFolder, name), RESOLVE);
    return source === null ? [] : [{ ...source, fromVersion, toVersion }];
  });
  return { decisions, notices };
}

function readLock({ schemasFolder }: ProtocolFolders, reader: TextReader): SourceText | null {
  const path = join(schemasFolder, LOCK_NAME);
  const source = fileExists(path) ? reader.read(path, RESOLVE_LOCK) : null;
  const parsed = source === null ? null : parseJson(source.text);
  if (source === null || parsed === null || parsed.ok) return source;
  // `JSON.parse` would take the last of two entries of a version, which a merge may leave.
  const suggestion = "restore the file from version control, or merge it anew";
  reader.problems.push(textProblem(source.file, source.text, { ...parsed.problem, suggestion }));
  return null;
}

function decisionsPath({ outFolder, decisionsFolder }: ProtocolFolders): string {
  const path = relative(outFolder, decisionsFolder).replaceAll(sep, "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function namesIn(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).map((entry) => entry.name);
}
