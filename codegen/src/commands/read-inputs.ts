/** Reads everything that one protocol is generated from. */

import { join, relative, sep } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import type {
  DecisionsText,
  ProtocolSource,
  SchemaText,
  SourceText,
} from "../schema/protocol-source.js";
import { fileExists, listFolder, readText } from "./disk.js";
import type { ProtocolPlace } from "./locate-protocols.js";
import { notUtf8Problem, pathProblem, type ShownProblem } from "./shown-problem.js";
import { type Surroundings, shownPath } from "./surroundings.js";
import { stepFiles, versionFiles } from "./version-files.js";

export type ReadInput = {
  /** What could be read; not the whole protocol where there are problems. */
  readonly input: ProtocolSource;
  readonly problems: readonly ShownProblem[];
};

export function readInput(place: ProtocolPlace, surroundings: Surroundings): ReadInput {
  const read = textReader(surroundings);
  const schemas = readSchemas(place, read);
  const decisions = readDecisions(place, read);
  const lock = readLock(place, read);
  const input: ProtocolSource = {
    protocol: place.protocol,
    schemas,
    options: place.options,
    decisions,
    decisionsPath: decisionsPath(place),
    decisionsFolder:
      place.decisionsFolder === null ? null : shownPath(place.decisionsFolder, surroundings),
    lock,
    roots: place.roots,
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
  readonly problems: ShownProblem[];
};

function textReader(surroundings: Surroundings): TextReader {
  const problems: ShownProblem[] = [];
  const shown = (path: string) => shownPath(path, surroundings);
  const read = (path: string) => {
    const text = readText(path);
    if (text !== null) return { file: shown(path), text };
    problems.push(notUtf8Problem(shown(path)));
    return null;
  };
  return { shown, read, problems };
}

function readSchemas({ schemasFolder, protocol }: ProtocolPlace, reader: TextReader): SchemaText[] {
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

function readDecisions({ decisionsFolder }: ProtocolPlace, reader: TextReader): DecisionsText[] {
  if (decisionsFolder === null) return [];
  return stepFiles(namesIn(decisionsFolder)).flatMap(({ name, fromVersion, toVersion }) => {
    const source = reader.read(join(decisionsFolder, name));
    return source === null ? [] : [{ ...source, fromVersion, toVersion }];
  });
}

function readLock({ schemasFolder }: ProtocolPlace, reader: TextReader): SourceText | null {
  const path = join(schemasFolder, LOCK_NAME);
  return fileExists(path) ? reader.read(path) : null;
}

function decisionsPath({ outFolder, decisionsFolder }: ProtocolPlace): string | null {
  if (decisionsFolder === null) return null;
  const path = relative(outFolder, decisionsFolder).replaceAll(sep, "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function namesIn(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).map((entry) => entry.name);
}
