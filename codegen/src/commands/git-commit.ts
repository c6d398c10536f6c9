/** The files of a commit, read with the `git` of the machine. */

import { execFileSync } from "node:child_process";
import { join, relative, sep } from "node:path";
import { CommandFailure, EXIT_FAILED } from "./command-failure.js";
import { realPath } from "./disk.js";
import { shellWord } from "./shell-word.js";

/** Paths are absolute, as the working tree has them. */
export type GitCommit = {
  /** The name of the commit as it was given, such as `origin/main`. */
  readonly ref: string;
  /** The names in a folder; none where the commit has no such folder. */
  readonly namesIn: (folder: string) => readonly string[];
  /** Null where the commit has no such file. */
  readonly readText: (path: string) => string | null;
  /** Every file of this name, in whatever folder. */
  readonly filesNamed: (name: string) => readonly string[];
  /** The path as `git show REF:PATH` wants it. */
  readonly pathInTree: (path: string) => string;
};

/** The largest file that is read: schemas, locks and decisions are texts of a person. */
const MAX_BYTES = 64 * 1024 * 1024;

export function gitCommit(folder: string, ref: string): GitCommit {
  const top = repositoryOf(folder);
  const id = commitId(top, ref);
  const object = (path: string) => objectAt(top, id, path);
  return {
    ref,
    namesIn: (path) => {
      const found = object(path);
      if (found?.type !== "tree") return [];
      return entries(gitOrFail(top, ["ls-tree", "-z", "--name-only", found.id]));
    },
    readText: (path) => {
      const found = object(path);
      return found?.type === "blob" ? gitOrFail(top, ["cat-file", "blob", found.id]) : null;
    },
    filesNamed: (name) =>
      entries(gitOrFail(top, ["ls-tree", "-r", "-z", "--name-only", id]))
        .filter((path) => path === name || path.endsWith(`/${name}`))
        .map((path) => join(top, path)),
    pathInTree: (path) => inTree(top, realPath(path)) ?? path,
  };
}

function entries(listed: string): readonly string[] {
  return listed.split("\0").filter((name) => name !== "");
}

type GitObject = { readonly id: string; readonly type: string };

/**
 * Links may be other ones than in the working tree, or be none there: the path is looked up as it
 * is written, by the links of the commit, and then as the working tree resolves it.
 */
function objectAt(top: string, id: string, path: string): GitObject | null {
  const ways = new Set([inTree(top, path), inTree(top, realPath(path))]);
  for (const way of ways) {
    if (way === null) continue;
    const found = lookUp(top, `${id}:${way}`);
    if (found !== null) return found;
  }
  return null;
}

function lookUp(top: string, name: string): GitObject | null {
  // Links are followed by this command alone, and it wants a name on a line of its own.
  if (name.includes("\n")) return null;
  const args = ["cat-file", "--batch-check=%(objecttype) %(objectname)", "--follow-symlinks"];
  const [line = ""] = gitOrFail(top, args, `${name}\n`).split("\n");
  const [type = "", id = ""] = line.split(" ");
  return ["tree", "blob"].includes(type) ? { type, id } : null;
}

/** Relative to the top of the repository; null where the path is outside of it. */
function inTree(top: string, path: string): string | null {
  const way = relative(top, path).replaceAll(sep, "/");
  return way === ".." || way.startsWith("../") ? null : way;
}

function repositoryOf(folder: string): string {
  const top = git(folder, ["rev-parse", "--show-toplevel"]);
  if (top.ok) return realPath(top.output.trim());
  // A container often runs as another user than the one that has cloned.
  const reason = top.message.includes("dubious ownership")
    ? `git refuses ${folder}, which belongs to another user; ` +
      `run \`git config --global --add safe.directory ${shellWord(folder)}\``
    : `${folder} is in none; leave it out, or run it in a clone`;
  throw new CommandFailure(`--against needs a Git repository, and ${reason}`, EXIT_FAILED);
}

function commitId(top: string, ref: string): string {
  const found = git(top, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  if (found.ok && found.output.trim() !== "") return found.output.trim();
  const shallow = git(top, ["rev-parse", "--is-shallow-repository"]);
  const isShallow = shallow.ok && shallow.output.trim() === "true";
  const [clone, fetch] = isShallow
    ? ["this clone is shallow", "run `git fetch --unshallow origin`"]
    : ["it was not fetched, or is misspelt", "run `git fetch origin`"];
  throw new CommandFailure(
    `there is no commit '${ref}' here: ${clone}; ${fetch}, ` +
      "and set `fetch-depth: 0` at actions/checkout in a workflow",
    EXIT_FAILED,
  );
}

/** A missing object was looked up before, so a failure is never an answer. */
function gitOrFail(folder: string, args: readonly string[], input = ""): string {
  const done = git(folder, args, input);
  if (done.ok) return done.output;
  const [reason = ""] = done.message.trim().split("\n");
  throw new CommandFailure(
    `--against cannot read the commit: \`git ${args[0]}\` says: ${reason}`,
    EXIT_FAILED,
  );
}

type GitDone =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly message: string };

function git(folder: string, args: readonly string[], input = ""): GitDone {
  try {
    const output = execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      maxBuffer: MAX_BYTES,
      input,
      stdio: ["pipe", "pipe", "pipe"],
      env: environment(),
    });
    return { ok: true, output };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && error.code === "ENOENT") {
      throw new CommandFailure("--against needs `git`, which is not installed", EXIT_FAILED);
    }
    return { ok: false, message: "stderr" in error ? String(error.stderr) : error.message };
  }
}

/** A hook of Git names its repository in variables, relative to a folder that may not be ours. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !HOOK_VARIABLES.includes(name));
  return { ...Object.fromEntries(own), LC_ALL: "C" };
}

const HOOK_VARIABLES = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];
