/** `--against`: what a commit has promised of the protocols must hold in the working tree. */

import { join } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { decisionsFileName } from "../schema/representation.js";
import { type CommandIo, displayPath } from "./command-io.js";
import {
  DEFAULT_CODECS,
  DEFAULT_IMPORT_EXTENSION,
  DEFAULT_NUMBER_LISTS,
  DEFAULT_RUNTIME,
  DEFAULT_TARGET,
} from "./config.js";
import { fileExists } from "./disk.js";
import { earlierProtocols } from "./earlier-folders.js";
import type { GitCommit } from "./git-commit.js";
import type { Located, ProtocolFolders } from "./locate-protocols.js";
import { readAgainst } from "./read-against.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, type Notice, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { shellWord } from "./shell-word.js";

export type Promises = {
  readonly problems: readonly RenderedDiagnostic[];
  readonly notices: readonly Notice[];
};

/** A protocol at a commit beside what it is now, each null where it is not there. */
export type Compared = {
  readonly protocol: string;
  readonly earlier: ProtocolSource | null;
  readonly now: ProtocolSource | null;
};

export type ComparedCommit = Promises & { readonly compared: readonly Compared[] };

export async function checkPromises(
  located: Located,
  commit: GitCommit,
  io: CommandIo,
): Promise<ComparedCommit> {
  const { checkAgainst, changedDecisions } = await import("../lock/check-against.js");
  const { known, gone } = earlierProtocols(located, commit);
  const compared: Compared[] = [];
  const problems: RenderedDiagnostic[] = [];
  const notices: Notice[] = [];
  for (const { folders, earlier } of known) {
    const { protocol, schemasFolder } = folders;
    const now = readInput(folders, io).input;
    const then = earlier === null ? null : readAgainst(earlier, folders, commit, io);
    compared.push({ protocol, earlier: then, now });
    if (earlier === null || then === null) {
      const shown = displayPath(schemasFolder, io);
      notices.push(`${shown}: ${commit.ref} has no '${protocol}', so that nothing was compared`);
      continue;
    }
    const lockPath = join(schemasFolder, LOCK_NAME);
    // A lock that cannot be read is reported where it is read.
    if (now.lock === null && fileExists(lockPath)) continue;
    const lockFile = displayPath(lockPath, io);
    const restore = restoreCommand(join(earlier.schemasFolder, LOCK_NAME), lockPath, commit, io);
    const against = { ref: commit.ref, earlier: then, now, lockFile, restore };
    const texts = inputTexts(now);
    problems.push(...checkAgainst(against).map((found) => diagnosticProblem(found, texts)));
    notices.push(
      ...changedDecisions(against).map((step) => decisionsNotice(folders, step, commit, io)),
    );
  }
  for (const folders of gone) {
    const { protocol, schemasFolder } = folders;
    const earlier = readAgainst(folders, TODAY, commit, io);
    compared.push({ protocol, earlier, now: null });
    const lockFile = displayPath(join(schemasFolder, LOCK_NAME), io);
    const restore = restoreCommand(schemasFolder, schemasFolder, commit, io);
    const against = { ref: commit.ref, earlier, now: null, lockFile, restore };
    problems.push(...checkAgainst(against).map((found) => diagnosticProblem(found, new Map())));
  }
  return { compared, problems, notices };
}

/** A protocol that is gone is configured no more. */
const TODAY = {
  selection: "",
  roots: null,
  options: {
    runtime: DEFAULT_RUNTIME,
    importExtension: DEFAULT_IMPORT_EXTENSION,
    target: DEFAULT_TARGET,
    numberLists: DEFAULT_NUMBER_LISTS,
    codecs: DEFAULT_CODECS,
  },
};

function decisionsNotice(
  { decisionsFolder, options }: ProtocolFolders,
  step: string,
  { ref }: GitCommit,
  io: CommandIo,
): Notice {
  const file = displayPath(join(decisionsFolder, decisionsFileName(step, options)), io);
  return [
    `${file}: the decisions are not those at ${ref}, although both versions are published`,
    "  help: see that peers of the older version may get what they get now",
  ].join("\n");
}

/** The command that brings a file or folder back, which may have stood in another place. */
function restoreCommand(
  earlierPath: string,
  path: string,
  { ref, pathInTree }: GitCommit,
  io: CommandIo,
): string {
  const shown = shellWord(displayPath(path, io));
  if (earlierPath === path) return `git checkout ${shellWord(ref)} -- ${shown}`;
  return `git show ${shellWord(`${ref}:${pathInTree(earlierPath)}`)} > ${shown}`;
}
