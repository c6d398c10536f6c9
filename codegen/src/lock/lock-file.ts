/**
 * `protocol.lock.json`: the status and the hash of each version of a protocol.
 *
 *     { "protocol": "envoy-protocol",
 *       "oldestVersion": 1,
 *       "versions": {
 *         "1": { "status": "published", "hash": "...", "roots": [...], "types": { "Id": "str" } },
 *         "2": { "status": "draft", "hash": "...", "roots": [...] } } }
 *
 * The hash is that of the closures of all roots. A published version keeps the text of its types,
 * so that a later edit can be explained. `generate` rewrites the entry of a draft.
 *
 * `retired` is a version below `oldestVersion`: it keeps its schema and has no codec any more.
 * `withdrawn` is a version that was taken back, with its reason: its number stays unused.
 */

import { schemaHash } from "../evolve/closure/closure-hash.js";
import { schemaRoots } from "../evolve/closure/schema-roots.js";
import type { Schema } from "../schema/model.js";
import { schemaTypeTexts } from "./type-texts.js";

export type Lock = {
  readonly protocol: string;
  /** The oldest version that the versioned codec still speaks; only commands write it. */
  readonly oldestVersion: number;
  readonly versions: ReadonlyMap<number, LockedVersion>;
};

export type VersionStatus = "draft" | "published" | "retired" | "withdrawn";

export type LockedVersion = {
  readonly status: VersionStatus;
  readonly hash: string;
  readonly roots: readonly string[];
  /** The texts of the types by name, in schema order; null for a draft. */
  readonly types: ReadonlyMap<string, string> | null;
  /** The reason why a version was withdrawn; null for every other one. */
  readonly reason: string | null;
};

export function printLock({ protocol, oldestVersion, versions }: Lock): string {
  const entries = [...versions].map(([version, { types, reason, ...entry }]) => [
    version,
    {
      ...entry,
      ...(reason === null ? {} : { reason }),
      ...(types === null ? {} : { types: Object.fromEntries(types) }),
    },
  ]);
  const lock = { protocol, oldestVersion, versions: Object.fromEntries(entries) };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function lockedDraft(schema: Schema): LockedVersion {
  const roots = schemaRoots(schema);
  return { status: "draft", hash: schemaHash(schema), roots, types: null, reason: null };
}

export function lockedPublished(schema: Schema): LockedVersion {
  return { ...lockedDraft(schema), status: "published", types: schemaTypeTexts(schema) };
}

/** The lock as it has to be: what was promised as it is, a draft for every other schema. */
export function renewLock(lock: Lock | null, protocol: string, schemas: readonly Schema[]): Lock {
  const promised = [...(lock?.versions ?? [])].filter(([, { status }]) => status !== "draft");
  const versions = new Map(promised);
  for (const schema of schemas) {
    if (!versions.has(schema.version)) versions.set(schema.version, lockedDraft(schema));
  }
  const oldest = schemas[0]?.version ?? 1;
  return {
    protocol,
    oldestVersion: Math.max(lock?.oldestVersion ?? oldest, oldest),
    versions: new Map([...versions].sort(([left], [right]) => left - right)),
  };
}

/** The drafts of both locks whose hash is another: who has stored their messages has to know. */
export function changedDrafts(before: Lock, after: Lock): readonly number[] {
  return [...after.versions].flatMap(([version, { status, hash }]) => {
    const found = before.versions.get(version);
    const isDraft = status === "draft" && found?.status === "draft";
    return isDraft && found.hash !== hash ? [version] : [];
  });
}

/** The schemas of the versions that codecs speak. */
export function spokenSchemas(
  { oldestVersion }: Pick<Lock, "oldestVersion">,
  schemas: readonly Schema[],
): readonly Schema[] {
  return schemas.filter(({ version }) => version >= oldestVersion);
}
