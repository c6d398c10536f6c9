/**
 * Compares a protocol with an earlier state of it: what was promised there must hold here. The lock
 * alone cannot tell, because a lock that was deleted or merged wrongly promises less.
 */

import { schemaHash } from "../evolve/closure/closure-hash.js";
import { withLf } from "../line-ends.js";
import type { Diagnostic } from "../schema/diagnostic.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { readSchema } from "../schema/read-schema.js";
import type { Lock, LockedVersion } from "./lock-file.js";
import { parseLock } from "./parse-lock.js";

export type Against = {
  /** The earlier state, as a person has named it. */
  readonly ref: string;
  readonly earlier: ProtocolSource;
  /** It is null if the protocol is gone. */
  readonly now: ProtocolSource | null;
  /** The path of the lock as the user names it, where it may be gone. */
  readonly lockFile: string;
  /** The command that brings the lock back, and a protocol that is gone with all of its files. */
  readonly restore: string;
};

/** Returns the promises of the earlier state that do not hold any more. */
export function checkAgainst(against: Against): readonly Diagnostic[] {
  const { ref, earlier, now, lockFile } = against;
  if (earlier.lock === null) return [];
  const parsed = parseLock(earlier.lock, earlier.protocol);
  if (!parsed.ok) {
    const message = `the lock at ${ref} cannot be read: ${parsed.diagnostics[0]?.message ?? ""}`;
    return [
      {
        file: lockFile,
        code: "promise-unreadable",
        offset: 0,
        message,
        suggestion: "name another commit",
      },
    ];
  }
  const promised = [...parsed.lock.versions].filter(([, { status }]) => status !== "draft");
  if (promised.length === 0) return [];
  const restore = `restore it: \`${against.restore}\``;
  if (now === null || now.lock === null) {
    const missing =
      now === null ? `the protocol '${earlier.protocol}' is gone` : "the lock is gone";
    const message = `${missing}, and ${promisedText(promised)} at ${ref}`;
    return [{ file: lockFile, code: "promise-broken", offset: 0, message, suggestion: restore }];
  }
  const current = parseLock(now.lock, now.protocol);
  // An invalid lock is a problem of its own.
  if (!current.ok) return [];
  return [
    ...loweredMinimum(ref, parsed.lock, current.lock, lockFile),
    ...promised.flatMap(([version, locked]) => {
      const broken = brokenPromise(version, locked, current.lock, now);
      if (broken === null) return [];
      const message = `v${version} is ${locked.status} at ${ref}, and ${broken}`;
      const suggestion = `${restore}, and make changes in a later version`;
      return [{ file: lockFile, code: "promise-broken" as const, offset: 0, message, suggestion }];
    }),
  ];
}

/** Such as `v1, v2 are published`, or `v1 is retired, v2 is published`. */
function promisedText(promised: readonly (readonly [number, LockedVersion])[]): string {
  const isEqual = promised.every(([, { status }]) => status === promised[0]?.[1].status);
  const names = promised.map(([version]) => `v${version}`);
  if (isEqual && promised.length > 1) return `${names.join(", ")} are ${promised[0]?.[1].status}`;
  return promised.map(([version, { status }]) => `v${version} is ${status}`).join(", ");
}

/** The rest of a sentence; null if the promise holds. */
function brokenPromise(
  version: number,
  { hash, status }: LockedVersion,
  lock: Lock,
  now: ProtocolSource,
): string | null {
  const found = lock.versions.get(version);
  if (found === undefined) return "the lock has no entry of it";
  if (found.status === "draft") return "it is a draft here";
  if (RANKS[found.status] < RANKS[status]) return `it is ${found.status} here`;
  if (found.hash !== hash) return "another schema is published under that number here";
  const text = now.schemas.find((schema) => schema.version === version);
  // A missing or edited schema of a version is a problem of the lock, which is checked as well.
  const read = text === undefined ? null : readSchema({ ...text, protocol: now.protocol });
  return read?.ok && schemaHash(read.schema) !== hash ? "its schema is another here" : null;
}

/** The life of a version goes one way. */
const RANKS: Readonly<Record<LockedVersion["status"], number>> = {
  draft: 0,
  published: 1,
  retired: 2,
  withdrawn: 2,
};

function loweredMinimum(
  ref: string,
  earlier: Lock,
  now: Lock,
  file: string,
): readonly Diagnostic[] {
  if (now.oldestVersion >= earlier.oldestVersion) return [];
  const message = `the oldest version is v${earlier.oldestVersion} at ${ref} and v${now.oldestVersion} here`;
  return [
    {
      file,
      code: "promise-broken",
      offset: 0,
      message,
      suggestion: "a version that is retired does not come back",
    },
  ];
}

/** The decisions files of published steps that are not what they were, by `vN-vM`. */
export function changedDecisions({
  earlier,
  now,
}: Pick<Against, "earlier" | "now">): readonly string[] {
  const lock = earlier.lock === null ? null : parseLock(earlier.lock, earlier.protocol);
  const isPublished = (version: number) =>
    lock?.ok === true && (lock.lock.versions.get(version)?.status ?? "draft") !== "draft";
  return earlier.decisions.flatMap(({ fromVersion, toVersion, text }) => {
    if (!isPublished(fromVersion) || !isPublished(toVersion)) return [];
    const found = now?.decisions.find(
      (file) => file.fromVersion === fromVersion && file.toVersion === toVersion,
    );
    const isSame = found !== undefined && withLf(found.text) === withLf(text);
    return isSame ? [] : [`v${fromVersion}-v${toVersion}`];
  });
}
