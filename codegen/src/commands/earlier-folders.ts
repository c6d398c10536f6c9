/**
 * Finds the protocols of the working tree in a commit: their folders may have moved since.
 */

import { basename, dirname, join } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import { parseConfig } from "./config.js";
import { fileExists, realPath } from "./disk.js";
import type { GitCommit } from "./git-commit.js";
import { member, parseJson } from "./json-text.js";
import {
  type Located,
  type ProjectFolders,
  type ProtocolFolders,
  projectFolders,
} from "./locate-protocols.js";

export type EarlierFolders = Pick<
  ProtocolFolders,
  "protocol" | "schemasFolder" | "decisionsFolder"
>;

export type EarlierProtocols = {
  /** Each protocol that is asked for; `earlier` is null where the commit has none of its files. */
  readonly known: readonly {
    readonly folders: ProtocolFolders;
    readonly earlier: EarlierFolders | null;
  }[];
  /**
   * The protocols that the commit has and the working tree has not, unless only some are requested.
   */
  readonly gone: readonly EarlierFolders[];
};

export function earlierProtocols(located: Located, commit: GitCommit): EarlierProtocols {
  const { project, protocols } = located;
  const then = project === null ? null : projectAt(project.configPath, commit);
  const projects = [project, then].filter((found) => found !== null);
  const known = protocols.map((folders) => ({
    folders,
    earlier: samePlace(folders, projects, commit) ?? movedFrom(folders, projects, commit),
  }));
  const claimed = known.flatMap(({ earlier }) =>
    earlier === null ? [] : realPath(earlier.schemasFolder),
  );
  const isAll = located.outRoot !== null;
  const candidates = isAll ? goneFolders(projects, then === null, commit) : [];
  const gone = candidates.filter(({ schemasFolder }) => !claimed.includes(realPath(schemasFolder)));
  return { known, gone: gone.filter(isFirst) };
}

/** The folders that the configuration of the commit names; null where it cannot be read. */
function projectAt(configPath: string, commit: GitCommit): ProjectFolders | null {
  const text = commit.readText(configPath);
  const parsed = text === null ? null : parseConfig(text);
  return parsed?.ok === true ? projectFolders(configPath, parsed.config) : null;
}

function samePlace(
  { protocol, schemasFolder, decisionsFolder }: ProtocolFolders,
  projects: readonly ProjectFolders[],
  commit: GitCommit,
): EarlierFolders | null {
  const configured = projects.map((project) => foldersIn(project, protocol));
  const all = [{ protocol, schemasFolder, decisionsFolder }, ...configured];
  return all.find((folders) => isProtocol(folders.schemasFolder, commit)) ?? null;
}

/** Finds the protocol by the name in its lock, which moves with the folder. */
function movedFrom(
  { protocol, decisionsFolder }: ProtocolFolders,
  projects: readonly ProjectFolders[],
  commit: GitCommit,
): EarlierFolders | null {
  const [lock] = commit
    .filesNamed(LOCK_NAME)
    .filter((path) => !fileExists(path) && lockedProtocol(commit.readText(path)) === protocol);
  if (lock === undefined) return null;
  const schemasFolder = dirname(lock);
  const decisions = [
    join(schemasFolder, basename(decisionsFolder)),
    ...projects.map(({ decisionsRoot }) => join(decisionsRoot, protocol)),
  ].find((folder) => commit.namesIn(folder).length > 0);
  return { protocol, schemasFolder, decisionsFolder: decisions ?? decisionsFolder };
}

function lockedProtocol(text: string | null): string | null {
  const parsed = text === null ? null : parseJson(text);
  const protocol = parsed?.ok === true ? member(parsed.node, "protocol") : null;
  return protocol?.kind === "string" ? protocol.value : null;
}

/**
 * The folders with a lock below the folders of all schemas, of then and of today. If the whole
 * project has moved, nothing tells where those were, so that every lock which is gone counts.
 */
function goneFolders(
  projects: readonly ProjectFolders[],
  hasMoved: boolean,
  commit: GitCommit,
): readonly EarlierFolders[] {
  const inRoots = projects.flatMap((project) =>
    commit
      .namesIn(project.schemasRoot)
      .filter((name) => !name.startsWith("."))
      .map((name) => foldersIn(project, name)),
  );
  const elsewhere = hasMoved
    ? commit.filesNamed(LOCK_NAME).filter((path) => !fileExists(path))
    : [];
  return [
    ...inRoots.filter(({ schemasFolder }) => commit.namesIn(schemasFolder).includes(LOCK_NAME)),
    ...elsewhere.map((path) => {
      const schemasFolder = dirname(path);
      const decisionsFolder = join(schemasFolder, "decisions");
      return { protocol: basename(schemasFolder), schemasFolder, decisionsFolder };
    }),
  ];
}

function foldersIn(project: ProjectFolders, protocol: string): EarlierFolders {
  return {
    protocol,
    schemasFolder: join(project.schemasRoot, protocol),
    decisionsFolder: join(project.decisionsRoot, protocol),
  };
}

function isProtocol(folder: string, commit: GitCommit): boolean {
  return commit.namesIn(folder).some((name) => name === LOCK_NAME || name.endsWith(".bare"));
}

function isFirst(
  { schemasFolder }: EarlierFolders,
  index: number,
  all: readonly EarlierFolders[],
): boolean {
  return all.findIndex((found) => found.schemasFolder === schemasFolder) === index;
}
