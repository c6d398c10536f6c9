/** The files of a commit, read with the `git` of the machine. */

import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { CommandFailure, EXIT_PROBLEM } from "./command-failure.js";
import { fileExists } from "./disk.js";

export type GitCommit = {
  /** As it was named, such as `origin/main`. */
  readonly ref: string;
  /** The names in a folder; none where the commit has no such folder. */
  readonly namesIn: (folder: string) => readonly string[];
  /** Null where the commit has no such file. */
  readonly readText: (path: string) => string | null;
};

/** The largest file that is read: schemas, locks and decisions are texts of a person. */
const MAX_BYTES = 64 * 1024 * 1024;

export function gitCommit(folder: string, ref: string): GitCommit {
  const top = repositoryOf(folder);
  const id = commitId(top, ref);
  const inTree = (path: string) => relative(top, realPath(path)).replaceAll(sep, "/");
  return {
    ref,
    namesIn: (path) => {
      const tree = inTree(path);
      const listed = git(top, [
        "ls-tree",
        "-z",
        "--name-only",
        id,
        "--",
        tree === "" ? "." : `${tree}/`,
      ]);
      const paths = (listed ?? "").split("\0").filter((name) => name !== "");
      return paths.map((name) => name.slice(name.lastIndexOf("/") + 1));
    },
    readText: (path) => git(top, ["show", `${id}:${inTree(path)}`]),
  };
}

/** Links of the disk are not links of the repository, and a file may be gone from the disk. */
function realPath(path: string): string {
  if (fileExists(path) || path === dirname(path)) return realpathSync(path);
  return `${realPath(dirname(path))}${sep}${path.slice(dirname(path).length).replace(/^[\\/]/, "")}`;
}

function repositoryOf(folder: string): string {
  const top = git(folder, ["rev-parse", "--show-toplevel"])?.trim();
  if (top !== undefined) return realpathSync(top);
  throw new CommandFailure(
    `--against needs a Git repository, and ${folder} is in none; leave it out, or run it in a clone`,
    EXIT_PROBLEM,
  );
}

function commitId(top: string, ref: string): string {
  const id = git(top, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  if (id !== null && id.trim() !== "") return id.trim();
  const isShallow = git(top, ["rev-parse", "--is-shallow-repository"])?.trim() === "true";
  const clone = isShallow ? "this clone is shallow" : "it was not fetched, or is misspelt";
  throw new CommandFailure(
    `there is no commit '${ref}' here: ${clone}; run \`git fetch --unshallow\` or \`git fetch origin\`, ` +
      "and set `fetch-depth: 0` at actions/checkout in a workflow",
    EXIT_PROBLEM,
  );
}

/** The standard output; null where git refuses. */
function git(folder: string, args: readonly string[]): string | null {
  try {
    return execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      maxBuffer: MAX_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing) return null;
    throw new CommandFailure("--against needs `git`, which is not installed", EXIT_PROBLEM);
  }
}
