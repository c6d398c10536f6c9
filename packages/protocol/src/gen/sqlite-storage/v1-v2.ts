// @generated from sqlite-storage/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed    Meta              schemaVersion: same type (by hand)
//                                + cleanClose: bool
//                                + lastCommit: optional<LastCommit>
//   added      LastCommit
//   added      PreloadHintRange
//   added      PreloadHints
//   unchanged  1 type

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../../decisions/sqlite-storage/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "sqlite-storage", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "sqlite-storage", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Meta.schemaVersion"?: {
      /** Meta.schemaVersion of v1: what does it become in v2? */
      readonly upgrade?:
        | ((value: v1.Meta["schemaVersion"]) => v2.Meta["schemaVersion"])
        | decide.Reject;
      /** Meta.schemaVersion of v2: what does it become in v1? */
      readonly downgrade?:
        | ((value: v2.Meta["schemaVersion"]) => v1.Meta["schemaVersion"])
        | decide.Reject;
    };
    readonly "Meta.cleanClose": {
      /** v1 has no Meta.cleanClose: what does v2 get? */
      readonly upgrade: ((value: v1.Meta) => v2.Meta["cleanClose"]) | decide.Reject;
      /** v1 has no Meta.cleanClose: what becomes of the value of v2? */
      readonly downgrade: decide.Drop | decide.DropIf<v2.Meta["cleanClose"]> | decide.Reject;
    };
    readonly "Meta.lastCommit"?: {
      /** v1 has no Meta.lastCommit: what does v2 get? */
      readonly upgrade?: (value: v1.Meta) => v2.Meta["lastCommit"];
      /** v1 has no Meta.lastCommit: what becomes of the value of v2? */
      readonly downgrade?: decide.Drop | decide.DropIf<v2.Meta["lastCommit"]> | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Meta: [v1.Meta, v2.Meta];
    };
    readonly enums: {
      readonly MetaOrigin: [v1.MetaOrigin, v2.MetaOrigin];
    };
  }
>;

export function upgradeMetaV1(value: v1.Meta): v2.Meta {
  return {
    schemaVersion: bare.decide(
      { step: UPGRADE, path: "Meta.schemaVersion", check: CHECKS_V2("Meta", "schemaVersion") },
      decisions["Meta.schemaVersion"]?.upgrade,
      value.schemaVersion,
    ),
    generation: value.generation,
    headTxid: value.headTxid,
    nextTxid: value.nextTxid,
    materializedTxid: value.materializedTxid,
    dbSizePages: value.dbSizePages,
    pageSize: value.pageSize,
    shardSize: value.shardSize,
    creationTsMs: value.creationTsMs,
    sqliteStorageUsed: value.sqliteStorageUsed,
    sqliteMaxStorage: value.sqliteMaxStorage,
    origin: value.origin,
    cleanClose: bare.decideNew(
      { step: UPGRADE, path: "Meta.cleanClose", check: CHECKS_V2("Meta", "cleanClose") },
      decisions["Meta.cleanClose"].upgrade,
      value,
    ),
    lastCommit: null,
  };
}

export function downgradeMetaV2(value: v2.Meta): v1.Meta {
  // cleanClose is dropped: a v1 engine looks at every open, whatever the flag says
  // lastCommit is dropped: a v1 engine answers a repeated commit with a fence mismatch, as it
  // always did
  return {
    schemaVersion: bare.decide(
      { step: DOWNGRADE, path: "Meta.schemaVersion", check: CHECKS_V1("Meta", "schemaVersion") },
      decisions["Meta.schemaVersion"]?.downgrade,
      value.schemaVersion,
    ),
    generation: value.generation,
    headTxid: value.headTxid,
    nextTxid: value.nextTxid,
    materializedTxid: value.materializedTxid,
    dbSizePages: value.dbSizePages,
    pageSize: value.pageSize,
    shardSize: value.shardSize,
    creationTsMs: value.creationTsMs,
    sqliteStorageUsed: value.sqliteStorageUsed,
    sqliteMaxStorage: value.sqliteMaxStorage,
    origin: value.origin,
  };
}
