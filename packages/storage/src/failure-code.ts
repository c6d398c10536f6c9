/** The code of what caused a failure: a SQLSTATE or an errno, which says nothing of any content. */

import { getSystemErrorName } from "node:util";

/** Errors that wrap one another; a longer chain is not expected. */
const MAX_CAUSES = 8;

/**
 * The code of `error` or of what caused it: a SQLSTATE such as `28P01`, an errno such as `ENOSPC`,
 * or the number of LMDB as `LMDB -30792`. It is the name, such as `TypeError`, of a foreign error
 * without a code, and `undefined` if there is no cause.
 */
export function failureCodeOf(error: unknown): string | undefined {
  let cause = error;
  let name: string | undefined;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth += 1) {
    const code = "code" in cause ? codeText(cause.code) : undefined;
    if (code !== undefined) return code;
    if (!OUR_NAMES.includes(cause.name)) name = cause.name;
    cause = cause.cause;
  }
  return name;
}

/** These wrap what happened, so their names say nothing. */
const OUR_NAMES: readonly string[] = ["StorageError", "KvDriverError", "LtxError"];

function codeText(code: unknown): string | undefined {
  if (typeof code === "string") return /^[0-9A-Z_]{2,40}$/.test(code) ? code : undefined;
  if (typeof code !== "number" || !Number.isSafeInteger(code) || code === 0) return undefined;
  // LMDB has numbers of its own from -30799 on, and passes on those of the system.
  if (code < -30_000) return `LMDB ${code}`;
  const name = getSystemErrorName(-Math.abs(code));
  return name.startsWith("Unknown") ? `errno ${Math.abs(code)}` : name;
}
