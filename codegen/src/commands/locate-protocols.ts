/** Finds the protocols of a request and the folders of their files. */

import { basename, dirname, join, resolve } from "node:path";
import { didYouMean } from "../schema/nearest-name.js";
import type { EmitOptions } from "../schema/representation.js";
import { usageFailure } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import {
  CONFIG_NAME,
  type Config,
  type ConfigText,
  DEFAULT_CODECS,
  DEFAULT_NUMBER_LISTS,
  DEFAULT_RUNTIME,
  parseConfig,
} from "./config.js";
import { fileExists, findUpwards, isFolder, listFolder, readText } from "./disk.js";
import type { WatchedFolder } from "./folder-watch.js";
import type { RequestSource } from "./generate-request.js";
import {
  notUtf8Problem,
  pathProblem,
  type RenderedDiagnostic,
  textProblem,
} from "./rendered-diagnostic.js";

/** The folders of one protocol, as absolute paths. */
export type ProtocolFolders = {
  readonly protocol: string;
  readonly schemasFolder: string;
  readonly outFolder: string;
  readonly decisionsFolder: string | null;
  readonly roots: readonly string[] | null;
  /** Whether a lock is made where there is none; one that is there is always kept. */
  readonly makesLock: boolean;
  readonly options: EmitOptions;
};

export type Located = {
  readonly protocols: readonly ProtocolFolders[];
  /** The folder that holds generated protocols only; null unless all of them are asked for. */
  readonly outRoot: string | null;
  /** The folders to watch, because a change in them may change the output. */
  readonly watched: readonly WatchedFolder[];
  readonly problems: readonly RenderedDiagnostic[];
};

export function locateProtocols(source: RequestSource, io: CommandIo): Located {
  switch (source.kind) {
    case "folders":
      return locateFolders(source, io);
    case "config":
      return locateByConfig(source.protocols, io);
    default:
      return source satisfies never;
  }
}

function locateFolders(
  source: Extract<RequestSource, { kind: "folders" }>,
  io: CommandIo,
): Located {
  const at = (path: string) => resolve(io.workingFolder, path);
  const schemasFolder = at(source.schemas);
  const place: ProtocolFolders = {
    protocol: basename(schemasFolder),
    schemasFolder,
    outFolder: at(source.out),
    decisionsFolder: source.decisions === null ? null : at(source.decisions),
    roots: null,
    makesLock: false,
    options: {
      runtime: source.runtime ?? DEFAULT_RUNTIME,
      numberLists: DEFAULT_NUMBER_LISTS,
      codecs: DEFAULT_CODECS,
    },
  };
  const located = { outRoot: null, watched: watchedOf(place) };
  if (isFolder(schemasFolder)) {
    return { ...located, protocols: [place], problems: nameProblems([place], io) };
  }
  const help = "create it, or correct the path";
  const problems = [pathProblem(source.schemas, "the folder does not exist", help)];
  return { ...located, protocols: [], problems };
}

function locateByConfig(protocols: readonly string[], io: CommandIo): Located {
  const path = findUpwards(io.workingFolder, CONFIG_NAME);
  if (path === null) {
    throw usageFailure(
      `there is no ${CONFIG_NAME} in ${io.workingFolder} or above it; create one, or name ` +
        "the folders of one protocol with --schemas DIR --out DIR",
    );
  }
  const watched = [{ folder: dirname(path), only: CONFIG_NAME }];
  const nothing = { protocols: [], outRoot: null, watched };
  const file = displayPath(path, io);
  const text = readText(path);
  if (text === null) return { ...nothing, problems: [notUtf8Problem(file)] };
  const parsed = parseConfig(text);
  if (!parsed.ok) {
    const problems = parsed.problems.map((problem) => textProblem(file, text, problem));
    return { ...nothing, problems };
  }
  const configFile = { path, file, text, config: parsed.config };
  const located = locateConfigured(configFile, protocols, io);
  return { ...located, watched: [...watched, ...located.watched] };
}

type ConfigFile = {
  readonly path: string;
  /** The path as it is shown. */
  readonly file: string;
  readonly text: string;
  readonly config: Config;
};

function locateConfigured(
  configFile: ConfigFile,
  asked: readonly string[],
  io: CommandIo,
): Located {
  const { config } = configFile;
  const at = (folder: ConfigText) => resolve(dirname(configFile.path), folder.text);
  const schemasRoot = at(config.schemas);
  const names = protocolFolders(schemasRoot);
  const problems = configProblems(configFile, schemasRoot, names);
  if (problems.length === 0) refuseUnknown(asked, names, displayPath(schemasRoot, io));
  const protocols = names
    .filter((name) => asked.length === 0 || asked.includes(name))
    .map((protocol): ProtocolFolders => {
      const configured = config.protocols.get(protocol);
      return {
        protocol,
        schemasFolder: join(schemasRoot, protocol),
        outFolder: join(at(config.out), protocol),
        decisionsFolder: config.decisions && join(at(config.decisions), protocol),
        makesLock: true,
        roots: configured?.roots ?? null,
        options: {
          runtime: config.runtime,
          numberLists: configured?.numberLists ?? config.numberLists,
          codecs: configured?.codecs ?? config.codecs,
        },
      };
    });
  return {
    protocols,
    outRoot: asked.length === 0 ? at(config.out) : null,
    watched: [{ folder: schemasRoot, only: null }, ...protocols.flatMap(watchedOf)],
    problems: [...problems, ...nameProblems(protocols, io)],
  };
}

function protocolFolders(schemasRoot: string): readonly string[] {
  const names = (listFolder(schemasRoot) ?? []).map((entry) => entry.name);
  // A link to a folder is as good as a folder, which the entry itself does not tell.
  return names.filter((name) => !name.startsWith(".") && isFolder(join(schemasRoot, name)));
}

function configProblems(
  { path, file, text, config }: ConfigFile,
  schemasRoot: string,
  names: readonly string[],
): readonly RenderedDiagnostic[] {
  const problemAt = (
    offset: number,
    message: string,
    suggestion: string | null,
  ): RenderedDiagnostic => textProblem(file, text, { offset, message, suggestion });
  const { schemas, out } = config;
  if (!fileExists(schemasRoot)) {
    const message = `the folder "${schemas.text}" does not exist`;
    return [problemAt(schemas.offset, message, "create it, or correct the path")];
  }
  const problems: RenderedDiagnostic[] = [];
  if (names.length === 0) {
    const help = `create ${schemas.text}/<protocol>/v1.bare`;
    problems.push(problemAt(schemas.offset, `"${schemas.text}" has no folder of a protocol`, help));
  }
  const outRoot = resolve(dirname(path), out.text);
  if (`${outRoot}/`.startsWith(`${schemasRoot}/`)) {
    const help = "the generated files need a folder of their own";
    problems.push(problemAt(out.offset, `"out" lies in the folder of the schemas`, help));
  }
  for (const [name, { offset }] of config.protocols) {
    if (names.includes(name)) continue;
    const help = didYouMean(name, names) ?? `create ${schemas.text}/${name}/v1.bare`;
    problems.push(problemAt(offset, `"${schemas.text}" has no folder "${name}"`, help));
  }
  return problems;
}

function refuseUnknown(asked: readonly string[], names: readonly string[], root: string): void {
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const help = didYouMean(unknown, names) ?? `there are ${names.join(", ")}`;
  throw usageFailure(`there is no protocol '${unknown}' in ${root}; ${help}`);
}

/** A name becomes part of import paths and comments. */
function nameProblems(
  protocols: readonly ProtocolFolders[],
  io: CommandIo,
): readonly RenderedDiagnostic[] {
  return protocols
    .filter(({ protocol }) => !/^[A-Za-z0-9][\w.-]*$/.test(protocol))
    .map(({ schemasFolder }) =>
      pathProblem(
        displayPath(schemasFolder, io),
        "the name of the folder is not a valid protocol name",
        "use letters, digits, '-', '_' and '.', with a letter or digit first",
      ),
    );
}

function watchedOf({ schemasFolder, decisionsFolder }: ProtocolFolders): readonly WatchedFolder[] {
  const folders = decisionsFolder === null ? [schemasFolder] : [schemasFolder, decisionsFolder];
  return folders.map((folder) => ({ folder, only: null }));
}
