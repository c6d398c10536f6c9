/** Freezes one version: from now on its schema may not change. */

import type { Schema } from "../schema/model.js";
import { type Lock, lockedPublished } from "./lock-file.js";

export type Published =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly message: string; readonly help: string };

export function publishVersion(lock: Lock, schemas: readonly Schema[], version: number): Published {
  const { protocol } = lock;
  const fail = (message: string, help: string): Published => ({ ok: false, message, help });
  const schema = schemas.find((found) => found.version === version);
  if (schema === undefined) {
    const known = schemas.map((found) => `v${found.version}`).join(", ");
    return fail(`${protocol} has no v${version}`, `there are ${known}`);
  }
  if (lock.versions.get(version)?.status === "published") {
    return fail(
      `${protocol} v${version} is published already`,
      `make changes in v${version + 1}.bare`,
    );
  }
  const draft = schemas.find(
    (found) => found.version < version && lock.versions.get(found.version)?.status !== "published",
  );
  if (draft !== undefined) {
    return fail(`v${draft.version} is still a draft`, "publish the older versions first");
  }
  const versions = new Map(lock.versions);
  versions.set(version, lockedPublished(schema));
  return { ok: true, lock: { ...lock, versions } };
}
