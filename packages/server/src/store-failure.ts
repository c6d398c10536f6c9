/**
 * The text for the operator about a store that cannot be opened: where it is, why, and what to do.
 */

import { userInfo } from "node:os";
import { failureCodeOf, type StorageError } from "@barewire/sqlite-storage";
import { storeText } from "./configuration/print-settings.js";

/** `url` is the setting `store`. The lines are for the operator's terminal, and for no log. */
export function storeFailureLines(url: string, error: StorageError): readonly string[] {
  const { issue, cause, message } = error;
  if (issue.kind === "invalid-request") {
    return [`the store cannot be opened: ${issue.reason}; correct --store`];
  }
  const code = failureCodeOf(error);
  const isServer = /^postgres(?:ql)?:/.test(url);
  const why = isServer ? serverText(code, cause) : fileText(message, code, cause);
  const shown = code === undefined ? why : `${why} (${code})`;
  const advice = (isServer ? SERVER_ADVICE : FILE_ADVICE).get(code ?? "") ?? null;
  return [
    `the store cannot be opened: ${shown}`,
    `store: ${storeText(url)}`,
    ...(isServer ? [] : [`user:  ${userName()}`]),
    ...(advice === null ? [] : [`do:    ${advice}`]),
  ];
}

function serverText(code: string | undefined, cause: unknown): string {
  const known = SERVER_TEXTS.get(code ?? "");
  if (known !== undefined) return known;
  // The text of PostgreSQL, which names users and databases, or that of the library.
  return cause instanceof Error && cause.message !== "" ? cause.message : "the server has failed";
}

function fileText(message: string, code: string | undefined, cause: unknown): string {
  if (code === undefined || cause === undefined) return message;
  // The text of the system is more useful for an unknown failure than the fact that the store has
  // failed.
  const text = cause instanceof Error ? cause.message : "";
  return FILE_ADVICE.has(code) || text === "" ? message : `${message}: ${text}`;
}

/** A process without an entry in the table of users has only a number. */
function userName(): string {
  try {
    const { username, uid } = userInfo();
    return `${username} (${uid})`;
  } catch {
    return `${process.getuid?.() ?? "unknown"}`;
  }
}

const SERVER_TEXTS: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "nothing listens on the host and port of PostgreSQL"],
  ["ENOENT", "PostgreSQL has no socket in the folder of its host"],
  ["ENOTFOUND", "the name of the host of PostgreSQL cannot be resolved"],
  ["EAI_AGAIN", "the name of the host of PostgreSQL cannot be resolved now"],
  ["ETIMEDOUT", "the host of PostgreSQL does not answer"],
  ["28P01", "PostgreSQL does not accept the password of the user"],
  ["28000", "PostgreSQL does not let this user in from this host"],
  ["3D000", "PostgreSQL has no such database"],
  ["42501", "the user may not create the table of the store"],
  ["53300", "PostgreSQL has no connection left"],
  ["57P03", "PostgreSQL is starting or stopping"],
  ["53100", "the disk of PostgreSQL is full"],
  ["25006", "the database is read-only, such as on a replica"],
]);

const CHECK_URL = "start PostgreSQL, or correct host and port of --store";

const SERVER_ADVICE: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", CHECK_URL],
  ["ENOENT", CHECK_URL],
  ["ENOTFOUND", "correct the host of --store"],
  ["EAI_AGAIN", "try again, or correct the host of --store"],
  ["ETIMEDOUT", CHECK_URL],
  ["28P01", "correct user and password of --store"],
  ["28000", "correct the user of --store, or allow it in pg_hba.conf"],
  ["3D000", "create the database with createdb, or correct the name in --store"],
  ["42501", "GRANT CREATE ON SCHEMA public TO the user, or create the table as its owner"],
  ["53300", "raise max_connections of PostgreSQL, or end other clients"],
  ["57P03", "try again in a moment"],
  ["53100", "make room on the disk of PostgreSQL"],
  ["25006", "name the primary server in --store"],
]);

const FILE_ADVICE: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "make room on the disk, or name a path on another one in --store"],
  ["EDQUOT", "make room within the quota of the user, or name another path in --store"],
  ["EROFS", "mount the disk writable, or name a path on another one in --store"],
  ["EACCES", "give the user the right to read and write the file, its lock file and its folder"],
  ["EPERM", "give the user the right to read and write the file, its lock file and its folder"],
  ["ENOENT", "create the folder, or correct --store"],
  ["ENOTDIR", "correct --store: a part of the path is a file"],
  ["EAGAIN", "end the process that holds the lock file, or name another path in --store"],
  ["EBUSY", "end the process that holds the file, or name another path in --store"],
  ["ENOLCK", "the file system has no locks, as some of a network; name a path on a local disk"],
  ["EMFILE", "raise the limit of open files (ulimit -n)"],
  ["ENOMEM", "raise the limit of the address space (ulimit -v), which the file is mapped into"],
]);
