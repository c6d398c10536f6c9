/** Finds decisions that no step reads because they are in another folder than is read. */

import { join, resolve } from "node:path";
import { didYouMean } from "../schema/nearest-name.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { DEFAULT_DECISIONS } from "./config.js";
import { isFolder, listFolder, readText } from "./disk.js";
import type { Located, ProtocolFolders } from "./locate-protocols.js";
import { GENERATED_MARK } from "./output-folder.js";
import { type Notice, noticeOf } from "./rendered-diagnostic.js";
import { stepFiles } from "./version-files.js";

/** Decisions of protocols that are gone, or that have another name. */
export function unknownDecisions(
  { project, outRoot, protocols: all }: Located,
  io: CommandIo,
): readonly Notice[] {
  // The other protocols are unknown if only some are requested.
  if (project === null || outRoot === null) return [];
  const { decisionsRoot } = project;
  const protocols = all.map(({ protocol }) => protocol);
  const folders = (listFolder(decisionsRoot) ?? []).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => {
    const folder = join(decisionsRoot, name);
    if (protocols.includes(name) || stepNames(folder).length === 0) return [];
    const help = didYouMean(name, protocols) ?? "delete the folder, or restore the schemas";
    const shown = displayPath(folder, io);
    return [
      noticeOf([
        `${shown}: the decisions belong to no protocol: there are no schemas of '${name}'`,
        `  help: ${help}`,
      ]),
    ];
  });
}

/** Decisions of a protocol in places where they were before, or where a person looks for them. */
export function misplacedDecisions(folders: ProtocolFolders, io: CommandIo): readonly Notice[] {
  const { protocol, decisionsFolder } = folders;
  const read = stepNames(decisionsFolder);
  return likelyFolders(folders).flatMap((folder) =>
    stepNames(folder)
      .filter((name) => !read.includes(name) && isOf(folders, folder, name))
      .map((name) => {
        const [shown, place] = [join(folder, name), decisionsFolder].map((path) =>
          displayPath(path, io),
        );
        return noticeOf([
          `${shown}: the decisions are not read: those of '${protocol}' are in ${place}`,
          "  help: move the file there, or delete it",
        ]);
      }),
  );
}

function likelyFolders({
  protocol,
  baseFolder,
  schemasFolder,
  outFolder,
  decisionsFolder,
}: ProtocolFolders): readonly string[] {
  const folders = [
    schemasFolder,
    join(schemasFolder, DEFAULT_DECISIONS),
    join(outFolder, DEFAULT_DECISIONS),
    join(baseFolder, DEFAULT_DECISIONS),
    join(baseFolder, DEFAULT_DECISIONS, protocol),
    join(decisionsFolder, ".."),
  ];
  return [...new Set(folders)].filter((folder) => folder !== decisionsFolder);
}

function stepNames(folder: string): readonly string[] {
  const entries = isFolder(folder) ? (listFolder(folder) ?? []) : [];
  return stepFiles(entries.map(({ name }) => name)).map(({ name }) => name);
}

/** Another protocol may have its decisions there, which import the types of that one. */
function isOf({ outFolder }: ProtocolFolders, folder: string, name: string): boolean {
  const text = readText(join(folder, name)) ?? "";
  if (text.startsWith(GENERATED_MARK)) return false;
  const imported = /from\s+["'](\.[^"']*)\/v\d+-v\d+(?:\.[jt]s)?["']/.exec(text)?.[1];
  if (imported === undefined) return true;
  const source = resolve(folder, imported);
  return source === outFolder || !isFolder(source);
}
