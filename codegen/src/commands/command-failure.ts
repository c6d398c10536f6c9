/** A failure that ends a command with one line and no stack: wrong usage, or a file error. */

export type ExitCode = 0 | 1 | 2 | 100;

export const EXIT_OK: ExitCode = 0;

/** The command could not do its work: a file cannot be read or written, or `git` is missing. */
export const EXIT_FAILED: ExitCode = 1;

export const EXIT_USAGE: ExitCode = 2;

/**
 * The command did its work and has findings: a problem of a schema, a question without a decision,
 * a stale file. It is far from the codes of shells and of Node.js, so that a script can rely on it.
 */
export const EXIT_FINDINGS: ExitCode = 100;

export class CommandFailure extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.name = "CommandFailure";
    this.exitCode = exitCode;
  }
}

export function usageFailure(message: string): CommandFailure {
  return new CommandFailure(message, EXIT_USAGE);
}

/** Prints a failure and returns its exit code. Any other error is a bug and is thrown on. */
export async function endWithExitCode(
  printError: (line: string) => void,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    printError(`barewire: ${error.message}`);
    return error.exitCode;
  }
}

/** `action` completes "cannot". An error that is not a system error is returned as it is. */
export function diskFailure(action: string, path: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === null) return error;
  const reason = REASONS.get(code) ?? `the system says ${code}; check the path, then run it again`;
  return new CommandFailure(`cannot ${action} ${path}: ${reason}`, EXIT_FAILED);
}

/** The code of a system error, such as `ENOENT`; null for any other error. */
export function errorCode(error: unknown): string | null {
  const isSystemError = error instanceof Error && "code" in error && "syscall" in error;
  return isSystemError && typeof error.code === "string" ? error.code : null;
}

const FILE_IN_THE_WAY = "a file stands where a folder is needed; move it away";

const NO_PERMISSION = "permission denied; give yourself the right to it, then run it again";

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", NO_PERMISSION],
  ["EPERM", NO_PERMISSION],
  ["ENOENT", "it does not exist; create it, or correct the path"],
  ["ENOTDIR", FILE_IN_THE_WAY],
  ["EEXIST", FILE_IN_THE_WAY],
  ["EISDIR", "a folder stands where a file is needed; move it away"],
  ["ENOTEMPTY", "a folder stands where a file is needed; move it away"],
  ["ENOSPC", "the disk is full; free some space"],
  ["EDQUOT", "your quota of disk space is used up; free some space"],
  ["EROFS", "the file system is read-only; choose another folder"],
  ["EMFILE", "too many files are open; raise the limit (`ulimit -n`)"],
  ["ENFILE", "too many files are open on this machine; close some programs"],
  ["EBUSY", "another program holds it; close that program, then run it again"],
]);
