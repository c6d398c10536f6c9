/** Reads a protocol as it is in a commit. */

import { join } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { type CommandIo, displayPath } from "./command-io.js";
import type { EarlierFolders } from "./earlier-folders.js";
import type { GitCommit } from "./git-commit.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { stepFiles, versionFiles } from "./version-files.js";

/** Reads the state of a protocol in a commit; everything else is as it is today. */
export function readAgainst(
  { protocol, schemasFolder, decisionsFolder }: EarlierFolders,
  today: Pick<ProtocolFolders, "selection" | "roots" | "options">,
  commit: GitCommit,
  io: CommandIo,
): ProtocolSource {
  const { selection, roots, options } = today;
  const shown = (path: string) => `${displayPath(path, io)} at ${commit.ref}`;
  const source = (path: string) => {
    const text = commit.readText(path);
    return text === null ? [] : [{ file: shown(path), text }];
  };
  const [lock = null] = source(join(schemasFolder, LOCK_NAME));
  const { versions } = versionFiles(commit.namesIn(schemasFolder));
  const steps = stepFiles(commit.namesIn(decisionsFolder));
  return {
    protocol,
    selection,
    schemas: versions.flatMap(({ name, version }) =>
      source(join(schemasFolder, name)).map((text) => ({ ...text, version })),
    ),
    decisions: steps.flatMap(({ name, fromVersion, toVersion }) =>
      source(join(decisionsFolder, name)).map((text) => ({ ...text, fromVersion, toVersion })),
    ),
    decisionsPath: null,
    decisionsFolder: displayPath(decisionsFolder, io),
    lock,
    roots,
    options,
  };
}
