/** `--against`: what a commit has promised of the protocols must hold in the working tree. */

import { basename, dirname, join } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import { type CommandIo, displayPath } from "./command-io.js";
import type { GitCommit } from "./git-commit.js";
import type { Located, ProtocolFolders } from "./locate-protocols.js";
import { readAgainst } from "./read-against.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, type Notice, type RenderedDiagnostic } from "./rendered-diagnostic.js";

export type Promises = {
  readonly problems: readonly RenderedDiagnostic[];
  readonly notices: readonly Notice[];
};

export async function checkPromises(
  located: Located,
  commit: GitCommit,
  io: CommandIo,
): Promise<Promises> {
  const { checkAgainst, changedDecisions } = await import("../lock/check-against.js");
  const checked = [
    ...located.protocols.map((folders) => ({ folders, now: readInput(folders, io).input })),
    ...goneProtocols(located, commit).map((folders) => ({ folders, now: null })),
  ].map(({ folders, now }) => {
    const lockFile = displayPath(join(folders.schemasFolder, LOCK_NAME), io);
    const earlier = readAgainst(folders, commit, io);
    const against = { ref: commit.ref, earlier, now, lockFile };
    const texts = now === null ? new Map() : inputTexts(now);
    return {
      problems: checkAgainst(against).map((found) => diagnosticProblem(found, texts)),
      notices: changedDecisions(against).map((step) => {
        const file = displayPath(join(folders.decisionsFolder, `${step}.ts`), io);
        return `${file}: the decisions are not those at ${commit.ref}, although both versions are published\n  help: see that peers of the older version may get what they get now`;
      }),
    };
  });
  return {
    problems: checked.flatMap(({ problems }) => problems),
    notices: checked.flatMap(({ notices }) => notices),
  };
}

/** Protocols that the commit has in the folder of all schemas, and the working tree has not. */
function goneProtocols(located: Located, commit: GitCommit): readonly ProtocolFolders[] {
  const [first] = located.protocols;
  if (first === undefined || located.outRoot === null) return [];
  const [schemasRoot, decisionsRoot] = [
    dirname(first.schemasFolder),
    dirname(first.decisionsFolder),
  ];
  const known = located.protocols.map(({ schemasFolder }) => basename(schemasFolder));
  return commit
    .namesIn(schemasRoot)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      ...first,
      protocol: name,
      schemasFolder: join(schemasRoot, name),
      decisionsFolder: join(decisionsRoot, name),
    }));
}
