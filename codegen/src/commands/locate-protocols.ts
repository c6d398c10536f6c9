/** Finds the protocols of a request and the folders of their files. */

import { basename, dirname, join, resolve, sep } from "node:path";
import type { LintSettings } from "../lint/lint-protocol.js";
import { didYouMean } from "../schema/nearest-name.js";
import type { MessageDirections } from "../schema/protocol-source.js";
import type { EmitOptions } from "../schema/representation.js";
import { usageFailure } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import {
  CONFIG_NAME,
  type Config,
  type ConfigText,
  DEFAULT_CODECS,
  DEFAULT_DECISIONS,
  DEFAULT_IMPORT_EXTENSION,
  DEFAULT_NUMBER_LISTS,
  DEFAULT_RUNTIME,
  DEFAULT_TARGET,
  parseConfig,
} from "./config.js";
import { fileExists, findUpwards, isFolder, linkTarget, listFolder, readText } from "./disk.js";
import type { WatchedFolder } from "./folder-watch.js";
import type { RequestSource } from "./generate-request.js";
import { mergeConflict } from "./merge-conflict.js";
import { outputCachePath, readOutputCache } from "./output-cache.js";
import { readProjectKind } from "./read-project-kind.js";
import {
  type Notice,
  notUtf8Problem,
  pathNotice,
  pathProblem,
  type RenderedDiagnostic,
  textProblem,
} from "./rendered-diagnostic.js";
import { selectionText } from "./selection-text.js";

/** The folders of one protocol, as absolute paths. */
export type ProtocolFolders = {
  readonly protocol: string;
  /** The arguments that select the protocol on the command line, such as ` chat`. */
  readonly selection: string;
  /** The folder that paths are relative to: that of the configuration, or the working folder. */
  readonly baseFolder: string;
  readonly schemasFolder: string;
  readonly outFolder: string;
  readonly decisionsFolder: string;
  readonly roots: readonly string[] | null;
  readonly directions: MessageDirections | null;
  readonly lint: LintSettings;
  /** Tells whether a missing lock is created; an existing one is always kept. */
  readonly makesLock: boolean;
  readonly options: EmitOptions;
};

/** The folders of all protocols, as absolute paths, and the file that names them. */
export type ProjectFolders = {
  readonly configPath: string;
  readonly schemasRoot: string;
  readonly decisionsRoot: string;
  /** The page that `barewire test` prints the matrix to; null if it prints none. */
  readonly compatibilityPath: string | null;
};

export type Located = {
  readonly protocols: readonly ProtocolFolders[];
  /** Null without a configuration that could be read. */
  readonly project: ProjectFolders | null;
  /** The folder that holds generated protocols only; null unless all of them are asked for. */
  readonly outRoot: string | null;
  /** The folders to watch, because a change in them may change the output. */
  readonly watched: readonly WatchedFolder[];
  readonly problems: readonly RenderedDiagnostic[];
  readonly notices: readonly Notice[];
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
    selection: selectionText({ ...source, out: source.out ?? formerOut(schemasFolder, io) }, ""),
    baseFolder: io.workingFolder,
    schemasFolder,
    // The folder is missing only for a command that writes no modules.
    outFolder: at(source.out ?? source.schemas),
    decisionsFolder: at(source.decisions ?? join(source.schemas, DEFAULT_DECISIONS)),
    roots: null,
    directions: null,
    lint: new Map(),
    makesLock: false,
    options: {
      runtime: source.runtime ?? DEFAULT_RUNTIME,
      importExtension: DEFAULT_IMPORT_EXTENSION,
      target: DEFAULT_TARGET,
      numberLists: DEFAULT_NUMBER_LISTS,
      codecs: DEFAULT_CODECS,
    },
  };
  const located = {
    project: null,
    outRoot: null,
    watched: watchedOf(place),
    notices: linkNotices([place], io),
  };
  if (isFolder(schemasFolder)) {
    const clash = clashProblems(place, source.out !== null, io);
    const protocols = clash.length > 0 ? [] : [place];
    return { ...located, protocols, problems: [...nameProblems([place], io), ...clash] };
  }
  const help = "create it, or correct the path";
  const problems = [
    pathProblem(source.schemas, "the folder does not exist", help, "config-folder"),
  ];
  return { ...located, protocols: [], problems };
}

function locateByConfig(protocols: readonly string[], io: CommandIo): Located {
  const path = findUpwards(io.workingFolder, CONFIG_NAME);
  if (path === null) {
    throw usageFailure(
      `there is no ${CONFIG_NAME} in ${io.workingFolder} or above it; \`barewire init\` creates one ` +
        "with a first schema, and --schemas DIR --out DIR names the folders of one protocol",
    );
  }
  const watched = [{ folder: dirname(path), only: CONFIG_NAME }];
  const nothing = { protocols: [], project: null, outRoot: null, watched, notices: [] };
  const file = displayPath(path, io);
  const text = readText(path);
  if (text === null) return { ...nothing, problems: [notUtf8Problem(file)] };
  const conflict = mergeConflict(file, text, "resolve it, then run the command again");
  if (conflict !== null) return { ...nothing, problems: [textProblem(file, text, conflict)] };
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
  const project = projectFolders(configFile.path, config);
  const { schemasRoot, decisionsRoot } = project;
  const names = protocolFolders(schemasRoot);
  const problems = [
    ...configProblems(configFile, schemasRoot, names),
    ...brokenLinks(schemasRoot, io),
  ];
  if (problems.length === 0) refuseUnknown(asked, names, displayPath(schemasRoot, io));
  const protocols = names
    .filter((name) => asked.length === 0 || asked.includes(name))
    .map((protocol): ProtocolFolders => {
      const configured = config.protocols.get(protocol);
      return {
        protocol,
        selection: selectionText({ kind: "config", protocols: asked }, protocol),
        baseFolder: dirname(configFile.path),
        schemasFolder: join(schemasRoot, protocol),
        outFolder: join(at(config.out), protocol),
        decisionsFolder: join(decisionsRoot, protocol),
        makesLock: true,
        roots: configured?.roots ?? null,
        directions: configured?.directions ?? null,
        lint: new Map([...config.lint, ...(configured?.lint ?? [])]),
        options: {
          runtime: config.runtime,
          importExtension: config.importExtension ?? DEFAULT_IMPORT_EXTENSION,
          target: config.target,
          numberLists: configured?.numberLists ?? config.numberLists,
          codecs: configured?.codecs ?? config.codecs,
        },
      };
    });
  const clashes = protocols.flatMap((place) => clashProblems(place, true, io));
  return {
    protocols: clashes.length > 0 ? [] : protocols,
    project,
    outRoot: asked.length === 0 ? at(config.out) : null,
    watched: [{ folder: schemasRoot, only: null }, ...protocols.flatMap(watchedOf)],
    problems: [...problems, ...nameProblems(protocols, io), ...clashes],
    notices: [...linkNotices(protocols, io), ...extensionNotices(configFile)],
  };
}

/** Tells a project that has never chosen the ending of imports that its bundler wants another. */
function extensionNotices({ path, file, config }: ConfigFile): readonly Notice[] {
  if (config.importExtension !== null || config.target !== "ts") return [];
  const { importExtension, reason } = readProjectKind(dirname(path));
  if (importExtension !== "none" || reason === null) return [];
  const message = `generated modules import each other with .js, and ${reason}`;
  const help = 'set "importExtension": "none", or "js" where an alias of the bundler finds them';
  return [pathNotice(file, message, help)];
}

/**
 * The folder into which a command has generated the schemas before, for the help of one that writes
 * no modules.
 */
function formerOut(schemasFolder: string, io: CommandIo): string {
  const cache = readOutputCache(outputCachePath(io.workingFolder));
  const [found, another] = [...cache].filter(([, { namedFor }]) => namedFor === schemasFolder);
  return found === undefined || another !== undefined ? "DIR" : displayPath(found[0], io);
}

/** Everything in a folder of generated files is generated, and else is a problem or removed. */
function clashProblems(
  { outFolder, schemasFolder, decisionsFolder, makesLock }: ProtocolFolders,
  writesModules: boolean,
  io: CommandIo,
): readonly RenderedDiagnostic[] {
  if (!writesModules) return [];
  const within = (folder: string) => `${folder}${sep}`.startsWith(`${outFolder}${sep}`);
  const setting = (name: string) =>
    makesLock ? `change "${name}" in ${CONFIG_NAME}` : `name another folder with --${name}`;
  return [
    { folder: schemasFolder, what: "schemas", help: setting("out") },
    { folder: decisionsFolder, what: "decisions", help: setting("decisions") },
  ]
    .filter(({ folder }) => within(folder))
    .map(({ folder, what, help }) => {
      const message = `the ${what} lie in the folder of the generated files`;
      return pathProblem(displayPath(folder, io), message, help, "config-folder");
    });
}

export function projectFolders(
  configPath: string,
  { schemas, decisions, compatibility }: Config,
): ProjectFolders {
  const at = (folder: string) => resolve(dirname(configPath), folder);
  const decisionsRoot = at(decisions?.text ?? DEFAULT_DECISIONS);
  const compatibilityPath = compatibility === null ? null : at(compatibility.text);
  return { configPath, schemasRoot: at(schemas.text), decisionsRoot, compatibilityPath };
}

/** A protocol behind a link is named by the link, and its lock lies where the link leads to. */
function linkNotices(protocols: readonly ProtocolFolders[], io: CommandIo): readonly Notice[] {
  return protocols.flatMap(({ protocol, schemasFolder }) => {
    const target = linkTarget(schemasFolder);
    if (target === null) return [];
    const [link, folder] = [displayPath(schemasFolder, io), displayPath(target, io)];
    return [`${link}: a link to ${folder}, which is generated as protocol '${protocol}'`];
  });
}

function brokenLinks(schemasRoot: string, io: CommandIo): readonly RenderedDiagnostic[] {
  const links = (listFolder(schemasRoot) ?? []).filter((entry) => entry.isSymbolicLink());
  return links
    .map(({ name }) => join(schemasRoot, name))
    .filter((path) => !fileExists(path))
    .map((path) =>
      pathProblem(
        displayPath(path, io),
        "the link leads to nothing",
        "correct the link, or delete it",
        "link-broken",
      ),
    );
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
  ): RenderedDiagnostic =>
    textProblem(file, text, { code: "config-folder", offset, message, suggestion });
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
        "file-name",
      ),
    );
}

function watchedOf({ schemasFolder, decisionsFolder }: ProtocolFolders): readonly WatchedFolder[] {
  return [schemasFolder, decisionsFolder].map((folder) => ({ folder, only: null }));
}
