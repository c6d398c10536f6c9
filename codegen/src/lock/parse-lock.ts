/** Reads a lock file, and refuses one that is damaged or was edited by hand. */

import { schemaHash } from "../evolve/closure/closure-hash.js";
import type { Diagnostic } from "../schema/diagnostic.js";
import type { ProblemCode } from "../schema/problem-code.js";
import type { SourceText } from "../schema/protocol-source.js";
import type { Lock, LockedVersion, VersionStatus } from "./lock-file.js";
import { schemaOfTexts } from "./type-texts.js";

export type LockResult =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const RESTORE = "restore the file from version control";

export function parseLock(source: SourceText, protocol: string): LockResult {
  const problem = (
    code: ProblemCode,
    offset: number,
    message: string,
    suggestion = RESTORE,
  ): LockResult => ({
    ok: false,
    diagnostics: [{ file: source.file, code, offset, message, suggestion }],
  });
  const value = parseJson(source.text);
  if (!isRecord(value) || !isRecord(value["versions"]))
    return problem("lock-invalid", 0, "the file is not a lock file");
  const named = value["protocol"];
  if (named !== protocol) {
    const help = typeof named === "string" ? `name the folder '${named}', as before` : RESTORE;
    const whose = typeof named === "string" ? `, but of '${named}'` : "";
    return problem("lock-protocol", 0, `the file is not the lock of '${protocol}'${whose}`, help);
  }
  // Locks of before the field was renamed say `minVersion`, and have no retired versions.
  const isFormer = value["oldestVersion"] === undefined;
  const oldestVersion = isFormer ? value["minVersion"] : value["oldestVersion"];
  if (typeof oldestVersion !== "number" || !Number.isInteger(oldestVersion)) {
    return problem("lock-invalid", 0, "`oldestVersion` must be a version");
  }
  const versions = new Map<number, LockedVersion>();
  for (const [name, entry] of Object.entries(value["versions"])) {
    const offset = Math.max(0, source.text.indexOf(`"${name}"`));
    const locked = lockedVersion(entry);
    if (!/^[1-9]\d*$/.test(name) || locked === null) {
      return problem("lock-invalid", offset, `the entry of version ${name} is invalid`);
    }
    if (!isIntact(protocol, Number(name), locked)) {
      const message = `version ${name} does not match its hash: the lock was edited by hand`;
      return problem("lock-edited", offset, message);
    }
    const isBelow = Number(name) < oldestVersion;
    const status = isFormer && isBelow && locked.status === "published" ? "retired" : locked.status;
    if (locked.status !== "withdrawn" && isBelow !== (status === "retired")) {
      const message = `v${name} is ${status}, and \`oldestVersion\` is ${oldestVersion}`;
      return problem("lock-edited", offset, `${message}: the lock was edited by hand`, BY_COMMAND);
    }
    versions.set(Number(name), { ...locked, status });
  }
  return { ok: true, lock: { protocol, oldestVersion, versions } };
}

const BY_COMMAND = "restore the file; `barewire retire` ends the support of the oldest version";

function parseJson(text: string): unknown {
  try {
    // Editors of Windows may put a byte order mark there.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lockedVersion(entry: unknown): LockedVersion | null {
  if (!isRecord(entry)) return null;
  const { status, hash, roots, types, reason } = entry as Readonly<
    Record<"status" | "hash" | "roots" | "types" | "reason", unknown>
  >;
  if (!isStatus(status)) return null;
  const why = status === "withdrawn" && typeof reason === "string" ? reason : null;
  if (status === "withdrawn" && why === null) return null;
  if (typeof hash !== "string" || !isTexts(roots)) return null;
  if (status === "draft") return { status, hash, roots, types: null, reason: null };
  if (!isRecord(types) || !isTexts(Object.values(types))) return null;
  return {
    status,
    hash,
    roots,
    types: new Map(Object.entries(types).map(([name, type]) => [name, String(type)])),
    reason: why,
  };
}

const STATUSES: readonly VersionStatus[] = ["draft", "published", "retired", "withdrawn"];

function isStatus(value: unknown): value is VersionStatus {
  return STATUSES.some((status) => status === value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Tells whether the stored types of a published version have its stored hash. */
function isIntact(protocol: string, version: number, { types, hash }: LockedVersion): boolean {
  if (types === null) return true;
  const schema = schemaOfTexts(protocol, version, types);
  return schema !== null && schemaHash(schema) === hash;
}
