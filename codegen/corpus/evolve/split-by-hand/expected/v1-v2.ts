// @generated from split-by-hand/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Person  name -> first?
//                       + last: str
//   transitive  Root    Person

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import { decisions } from "../decisions/v1-v2.js";
import { resultChecks } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import { schema as schemaV2 } from "./v2.schema.js";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "split-by-hand", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "split-by-hand", from: 2, to: 1 } as const;

const CHECKS_V1 = /* @__PURE__ */ resultChecks(schemaV1);

const CHECKS_V2 = /* @__PURE__ */ resultChecks(schemaV2);

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Person"?: {
      /** Person of v1: how does it become that of v2? */
      readonly upgrade?: ((value: v1.Person) => v2.Person) | decide.Reject;
      /** Person of v2: how does it become that of v1? */
      readonly downgrade?: ((value: v2.Person) => v1.Person) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Person: [v1.Person, v2.Person];
      readonly Root: [v1.Root, v2.Root];
    };
  }
>;

export function upgradePersonV1(value: v1.Person): v2.Person {
  return bare.decide(
    { step: UPGRADE, path: "Person", check: CHECKS_V2("Person") },
    decisions["Person"]?.upgrade,
    value,
  );
}

export function downgradePersonV2(value: v2.Person): v1.Person {
  return bare.decide(
    { step: DOWNGRADE, path: "Person", check: CHECKS_V1("Person") },
    decisions["Person"]?.downgrade,
    value,
  );
}

export function upgradeRootV1(value: v1.Root): v2.Root {
  return {
    people: value.people.map(upgradePersonV1),
  };
}

export function downgradeRootV2(value: v2.Root): v1.Root {
  return {
    people: value.people.map(downgradePersonV2),
  };
}
