/** Compares the schemas with the lock, because a published version must not change. */

import { explainPublishedEdit } from "../evolve/change/explain-change.js";
import { schemaHash } from "../evolve/closure/closure-hash.js";
import { compareVersions } from "../evolve/compare-versions.js";
import type { Diagnostic } from "../schema/diagnostic.js";
import type { Schema } from "../schema/model.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import type { Lock, LockedVersion } from "./lock-file.js";
import { schemaOfTexts } from "./type-texts.js";

export function checkLock(
  source: ProtocolSource,
  schemas: readonly Schema[],
  lock: Lock,
): readonly Diagnostic[] {
  const known = new Map(schemas.map((schema) => [schema.version, schema]));
  const file = source.lock?.file ?? "";
  const newest = schemas.at(-1)?.version ?? 0;
  const minimum: readonly Diagnostic[] =
    lock.oldestVersion <= newest
      ? []
      : [
          {
            file,
            code: "lock-edited",
            offset: 0,
            message: `the oldest supported version is v${lock.oldestVersion}, and the newest schema is v${newest}`,
            suggestion: "restore the schemas, or the lock, from version control",
          },
        ];
  return [
    ...minimum,
    ...[...lock.versions].flatMap(([version, locked]) => {
      if (locked.status === "draft") return [];
      const schema = known.get(version);
      if (locked.status === "withdrawn") {
        return schema === undefined ? [] : [burntNumber(source, version, newest, locked)];
      }
      if (schema === undefined) return [missingSchema(file, version, locked)];
      return schemaHash(schema) === locked.hash ? [] : editedSchema(source, schema, locked);
    }),
  ];
}

/** Some peer may still speak what was withdrawn, under that number. */
function burntNumber(
  { schemas }: ProtocolSource,
  version: number,
  newest: number,
  { reason }: LockedVersion,
): Diagnostic {
  return {
    file: schemas.find((text) => text.version === version)?.file ?? "",
    code: "number-withdrawn",
    offset: 0,
    message: `v${version} was withdrawn (${reason}), and its number is not used again`,
    suggestion: `name the file v${Math.max(newest, version + 1)}.bare, or delete it`,
  };
}

function missingSchema(file: string, version: number, { status }: LockedVersion): Diagnostic {
  return {
    file,
    code: "schema-gone",
    offset: 0,
    message: `v${version} is ${status}, and v${version}.bare is gone`,
    suggestion: "restore the schema: peers and stored data still speak that version",
  };
}

/** One diagnostic for each change, at the type that it is in. */
function editedSchema(
  { protocol, schemas, options }: ProtocolSource,
  schema: Schema,
  { types }: LockedVersion,
): readonly Diagnostic[] {
  const { version } = schema;
  const file = schemas.find((text) => text.version === version)?.file ?? "";
  const published = schemaOfTexts(protocol, version, types ?? new Map());
  const compared =
    published === null
      ? null
      : compareVersions({ older: published, newer: schema, entries: new Map(), options });
  const changes = compared?.changes.map(({ change }) => change) ?? [];
  const suggestion = `undo the change, or make it in v${version + 1}.bare`;
  if (changes.length === 0) {
    const message = `${protocol} v${version} was published, and its schema has changed`;
    return [{ file, code: "published-changed", offset: 0, message, suggestion }];
  }
  return changes.map((change) => ({
    file,
    code: "published-changed",
    offset: schema.types.find(({ name }) => name === change.place.type)?.offset ?? 0,
    message: explainPublishedEdit(protocol, version, change),
    suggestion,
  }));
}
