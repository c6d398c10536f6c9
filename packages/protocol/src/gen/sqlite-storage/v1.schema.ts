// @generated from sqlite-storage/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { TypedSchema } from "@barewire/runtime/error-locator";
import type * as v1 from "./v1.js";

/** The messages of this version, by name, for functions that take a schema and a name. */
export type Messages = {
  readonly Meta: v1.Meta;
};

export const schema: TypedSchema<Messages> = {
  types: {
    MetaOrigin: {
      enum: {
        CREATED_ON_V2: 0,
        MIGRATED_FROM_V1: 1,
        MIGRATION_FROM_V1_IN_PROGRESS: 2,
      },
    },
    Meta: {
      struct: {
        schemaVersion: "u32",
        generation: "u64",
        headTxid: "u64",
        nextTxid: "u64",
        materializedTxid: "u64",
        dbSizePages: "u32",
        pageSize: "u32",
        shardSize: "u32",
        creationTsMs: "i64",
        sqliteStorageUsed: "u64",
        sqliteMaxStorage: "u64",
        origin: "MetaOrigin",
      },
    },
  },
  recursive: [],
};
