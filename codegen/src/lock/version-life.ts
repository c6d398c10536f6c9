/**
 * The life of a version, which goes one way: a draft is published, and later it is retired, oldest
 * first, or, as the newest, withdrawn. Each of these is a change of the lock by a command.
 */

import type { Schema } from "../schema/model.js";
import { type Lock, type LockedVersion, lockedPublished } from "./lock-file.js";

export type LockChange =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly message: string; readonly help: string };

/** Freezes a version: from now on its schema may not change. */
export function publishVersion(
  lock: Lock,
  schemas: readonly Schema[],
  version: number,
): LockChange {
  const { protocol } = lock;
  const schema = schemas.find((found) => found.version === version);
  if (schema === undefined) return unknownVersion(lock, schemas, version);
  const status = statusOf(lock, version);
  if (status === "published") {
    const help = `make changes in v${version + 1}.bare`;
    return refuse(`${protocol} v${version} is published already`, help);
  }
  if (status !== "draft") return refuse(`${protocol} v${version} is ${status}`, ONE_WAY);
  const draft = schemas.find(
    (found) => found.version < version && statusOf(lock, found.version) === "draft",
  );
  if (draft !== undefined) {
    return refuse(`v${draft.version} is still a draft`, "publish the older versions first");
  }
  return changed(lock, version, lockedPublished(schema));
}

/** Ends the support of the oldest version: no codec speaks it any more. */
export function retireVersion(lock: Lock, schemas: readonly Schema[], version: number): LockChange {
  const { protocol, versions, oldestVersion } = lock;
  const locked = versions.get(version);
  if (locked === undefined) return unknownVersion(lock, schemas, version);
  if (locked.status === "draft") {
    const help = "delete its schema: nobody was promised anything";
    return refuse(`${protocol} v${version} is a draft`, help);
  }
  if (locked.status !== "published") {
    return refuse(`${protocol} v${version} is ${locked.status} already`, ONE_WAY);
  }
  if (version !== oldestVersion) {
    const help = `retire v${oldestVersion} first: what is spoken has no gaps`;
    return refuse(`${protocol} v${version} is not the oldest version`, help);
  }
  const next = schemas.find((found) => found.version > version)?.version;
  if (next === undefined) {
    const help = "add a version that peers can speak instead";
    return refuse(`${protocol} v${version} is the only version`, help);
  }
  const retired = changed(lock, version, { ...locked, status: "retired" });
  return retired.ok ? { ok: true, lock: { ...retired.lock, oldestVersion: next } } : retired;
}

/** Takes the newest version back, as if it had never been; its number is not used again. */
export function withdrawVersion(
  lock: Lock,
  schemas: readonly Schema[],
  version: number,
  reason: string,
): LockChange {
  const { protocol, versions, oldestVersion } = lock;
  const locked = versions.get(version);
  if (locked === undefined) return unknownVersion(lock, schemas, version);
  if (reason.trim() === "") return refuse("a withdrawal needs its reason", "say why, in quotes");
  if (locked.status === "draft") {
    const help = "delete its schema: nobody was promised anything";
    return refuse(`${protocol} v${version} is a draft`, help);
  }
  if (locked.status !== "published")
    return refuse(`${protocol} v${version} is ${locked.status}`, ONE_WAY);
  const newest = schemas.at(-1)?.version ?? version;
  if (version !== newest) {
    const help = "only the newest version can be withdrawn: later ones are built on the others";
    return refuse(`${protocol} v${newest} comes after v${version}`, help);
  }
  if (version === oldestVersion) {
    const help = "add a version that peers can speak instead, and retire this one";
    return refuse(`${protocol} v${version} is the only version`, help);
  }
  return changed(lock, version, { ...locked, status: "withdrawn", reason });
}

const ONE_WAY = "a version does not come back; make a new one";

function statusOf({ versions }: Lock, version: number): LockedVersion["status"] {
  return versions.get(version)?.status ?? "draft";
}

function changed(lock: Lock, version: number, locked: LockedVersion): LockChange {
  const versions = new Map(lock.versions);
  versions.set(version, locked);
  return { ok: true, lock: { ...lock, versions } };
}

function unknownVersion(
  { protocol }: Lock,
  schemas: readonly Schema[],
  version: number,
): LockChange {
  const known = schemas.map((found) => `v${found.version}`).join(", ");
  return refuse(`${protocol} has no v${version}`, `there are ${known}`);
}

function refuse(message: string, help: string): LockChange {
  return { ok: false, message, help };
}
