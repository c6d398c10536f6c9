/** Finds generated files that are left in other folders than a protocol is generated into. */

import { dirname, join } from "node:path";
import { CommandFailure } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { CONFIG_NAME } from "./config.js";
import { listFolder, readFirstLine } from "./disk.js";
import type { Located, ProtocolFolders } from "./locate-protocols.js";
import type { OutputCache } from "./output-cache.js";
import { GENERATED_MARK, readOutputFolder } from "./output-folder.js";
import { type Notice, noticeOf } from "./rendered-diagnostic.js";

/** The most folders that are searched: a project may be a home folder. */
const MAX_FOLDERS = 2000;

/**
 * `isThorough` looks through the project. The cache remembers only what this machine has
 * generated, and a clone has the former files all the same.
 */
export function formerOutputNotices(
  { protocols, project }: Located,
  cache: OutputCache,
  isThorough: boolean,
  io: CommandIo,
): readonly Notice[] {
  const known = protocols.flatMap((folders) => rememberedFolders(folders, cache));
  const current = new Set(protocols.map(({ outFolder }) => outFolder));
  const seen = new Set(known.map(({ folder }) => folder));
  const found =
    project === null || !isThorough
      ? []
      : generatedFolders(dirname(project.configPath), versionsNames(protocols));
  const others = found.flatMap(({ folder, protocol }) => {
    const now = protocols.find((folders) => folders.protocol === protocol);
    if (now === undefined || current.has(folder) || seen.has(folder)) return [];
    return [{ folder, now }];
  });
  return [
    ...known.flatMap((former) => notice(former, WAS_HERE, io)),
    ...others.flatMap((former) => notice(former, IS_HERE, io)),
  ];
}

type FormerFolder = { readonly folder: string; readonly now: ProtocolFolders };

const WAS_HERE = {
  says: "are left here from before it went to",
  help: "delete",
};

const IS_HERE = {
  says: "are here as well, and it is generated into",
  help: "unless another command writes them, delete",
};

function notice(
  { folder, now: { protocol, outFolder } }: FormerFolder,
  { says, help }: typeof WAS_HERE,
  io: CommandIo,
): readonly Notice[] {
  const count = readOutputFolder(folder).files.size;
  if (count === 0) return [];
  const [former, now] = [displayPath(folder, io), displayPath(outFolder, io)];
  return [
    noticeOf([
      `${former}: ${count} generated files of '${protocol}' ${says} ${now}`,
      `  help: ${help} ${former}`,
    ]),
  ];
}

/** A command may name another folder each time, and is reminded when it names a new one. */
function rememberedFolders(folders: ProtocolFolders, cache: OutputCache): readonly FormerFolder[] {
  const { schemasFolder, outFolder, makesLock } = folders;
  if (!makesLock && cache.has(outFolder)) return [];
  return [...cache].flatMap(([folder, cached]) => {
    const source = makesLock ? cached.configuredFor : cached.namedFor;
    return source === schemasFolder && folder !== outFolder ? [{ folder, now: folders }] : [];
  });
}

type GeneratedFolder = { readonly folder: string; readonly protocol: string };

/** Projects inside the root are left out, because they have a configuration of their own. */
function generatedFolders(root: string, marks: readonly string[]): readonly GeneratedFolder[] {
  const found: GeneratedFolder[] = [];
  const folders = [root];
  for (const folder of folders) {
    const entries = entriesOf(folder);
    const isOther = folder !== root && entries.some(({ name }) => name === CONFIG_NAME);
    if (isOther) continue;
    const mark = marks.find((file) => entries.some(({ name }) => name === file));
    const protocol = mark === undefined ? null : protocolOf(join(folder, mark));
    if (protocol !== null) found.push({ folder, protocol });
    const inside = entries.filter(
      (entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name),
    );
    for (const { name } of inside.slice(0, MAX_FOLDERS - folders.length)) {
      folders.push(join(folder, name));
    }
  }
  return found;
}

/**
 * The files by which generated folders are known. In a project that generates TypeScript, a file
 * `versions.js` is what a compiler has made, and is no reason to say anything.
 */
function versionsNames(protocols: readonly ProtocolFolders[]): readonly string[] {
  const isScript = protocols.some(({ options }) => options.target === "js+dts");
  return ["versions.ts", ...(isScript ? ["versions.js"] : [])];
}

function entriesOf(folder: string): NonNullable<ReturnType<typeof listFolder>> {
  try {
    return listFolder(folder) ?? [];
  } catch (error) {
    // A file that cannot be read contains nothing that a person could be told to delete.
    if (error instanceof CommandFailure) return [];
    throw error;
  }
}

function protocolOf(path: string): string | null {
  const line = readFirstLine(path, 200);
  return line.startsWith(GENERATED_MARK)
    ? (line.slice(GENERATED_MARK.length).split("/", 1)[0] ?? null)
    : null;
}
