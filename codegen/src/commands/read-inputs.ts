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
import type { ProtocolFolders } from "./locate-protocols.js";
import { notUtf8Problem, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { stepFiles, versionFiles } from "./version-files.js";

export type ReadInput = {
  /** The inputs that could be read; incomplete where there are problems. */
  readonly input: ProtocolSource;
  readonly problems: readonly RenderedDiagnostic[];
};

export function readInput(folders: ProtocolFolders, io: CommandIo): ReadInput {
  const read = textReader(io);
  const schemas = readSchemas(folders, read);
  const decisions = readDecisions(folders, read);
  const lock = readLock(folders, read);
  const input: ProtocolSource = {
    protocol: folders.protocol,
    schemas,
    options: folders.options,
    decisions,
    decisionsPath: decisionsPath(folders),
    decisionsFolder:
      folders.decisionsFolder === null ? null : displayPath(folders.decisionsFolder, io),
    lock,
    roots: folders.roots,
  };
  return { input, problems: read.problems };
}

/** The texts by the names that diagnostics call them. */
export function inputTexts(input: ProtocolSource): ReadonlyMap<string, string> {
  const { schemas, decisions, lock } = input;
  const sources = [...schemas, ...decisions, ...(lock === null ? [] : [lock])];
  return new Map(sources.map(({ file, text }) => [file, text]));
}

type TextReader = {
  readonly shown: (path: string) => string;
  /** Null after a problem. */
  readonly read: (path: string) => SourceText | null;
  readonly problems: RenderedDiagnostic[];
};

function textReader(io: CommandIo): TextReader {
  const problems: RenderedDiagnostic[] = [];
  const shown = (path: string) => displayPath(path, io);
  const read = (path: string) => {
    const text = readText(path);
    if (text !== null) return { file: shown(path), text };
    problems.push(notUtf8Problem(shown(path)));
    return null;
  };
  return { shown, read, problems };
}

function readSchemas(
  { schemasFolder, protocol }: ProtocolFolders,
  reader: TextReader,
): SchemaText[] {
  const files = versionFiles(namesIn(schemasFolder));
  for (const { name, message, help } of files.problems) {
    reader.problems.push(pathProblem(reader.shown(join(schemasFolder, name)), message, help));
  }
  if (files.versions.length === 0 && files.problems.length === 0) {
    const folder = reader.shown(schemasFolder);
    const help = `create ${folder}/v1.bare`;
    reader.problems.push(pathProblem(folder, `'${protocol}' has no schema`, help));
  }
  return files.versions.flatMap(({ version, name }) => {
    const source = reader.read(join(schemasFolder, name));
    return source === null ? [] : [{ ...source, version }];
  });
}

function readDecisions({ decisionsFolder }: ProtocolFolders, reader: TextReader): DecisionsText[] {
  if (decisionsFolder === null) return [];
  return stepFiles(namesIn(decisionsFolder)).flatMap(({ name, fromVersion, toVersion }) => {
    const source = reader.read(join(decisionsFolder, name));
    return source === null ? [] : [{ ...source, fromVersion, toVersion }];
  });
}

function readLock({ schemasFolder }: ProtocolFolders, reader: TextReader): SourceText | null {
  const path = join(schemasFolder, LOCK_NAME);
  return fileExists(path) ? reader.read(path) : null;
}

function decisionsPath({ outFolder, decisionsFolder }: ProtocolFolders): string | null {
  if (decisionsFolder === null) return null;
  const path = relative(outFolder, decisionsFolder).replaceAll(sep, "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function namesIn(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).map((entry) => entry.name);
}
