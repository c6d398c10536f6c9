// @generated from names-that-hide/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     Map         a: u8 -> u16
//   changed     Uint8Array  b: u8 -> u16
//   changed     Array       c item: u32 -> u64
//                           d value: u32 -> u64
//                           e item: u8 -> u16
//   changed     VERSIONS    + Extract
//   transitive  BigInt      Map
//   transitive  Version     BigInt
//                           Array
//   transitive  Path        Version
//   added       Extract
//   unchanged   4 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "names-that-hide", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "names-that-hide", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "Map.a"?: {
      /** Map.a of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Map["a"]) => v1.Map["a"]) | decide.Reject;
    };
    readonly "Uint8Array.b"?: {
      /** Uint8Array.b of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Uint8Array["b"]) => v1.Uint8Array["b"]) | decide.Reject;
    };
    readonly "Array.c"?: {
      /** Array.c of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Array["c"]) => v1.Array["c"]) | decide.Omit | decide.Reject;
    };
    readonly "Array.d"?: {
      /** Array.d of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Array["d"]) => v1.Array["d"]) | decide.Omit | decide.Reject;
    };
    readonly "Array.e"?: {
      /** Array.e of v2: what does it become in v1? */
      readonly downgrade?: ((value: v2.Array["e"]) => v1.Array["e"]) | decide.Omit | decide.Reject;
    };
    readonly "VERSIONS.Extract"?: {
      /** v1 has no VERSIONS.Extract: what is sent in its place? */
      readonly downgrade?: ((value: v2.Extract) => v1.VERSIONS) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Map: [v1.Map, v2.Map];
      readonly BigInt: [v1.BigInt, v2.BigInt];
      readonly Uint8Array: [v1.Uint8Array, v2.Uint8Array];
      readonly Array: [v1.Array, v2.Array];
      readonly Version: [v1.Version, v2.Version];
      readonly PROTOCOL: [v1.PROTOCOL, v2.PROTOCOL];
      readonly SCHEMA: [v1.SCHEMA, v2.SCHEMA];
      readonly AVAILABILITY: [v1.AVAILABILITY, v2.AVAILABILITY];
    };
    readonly unions: {
      readonly Path: [v1.Path, v2.Path];
      readonly VERSIONS: [v1.VERSIONS, v2.VERSIONS];
    };
    readonly others: {
      readonly Exclude: [v1.Exclude, v2.Exclude];
    };
  }
>;

export function downgradeMapV2(value: v2.Map): v1.Map {
  return {
    a: bare.narrowToNumber(DOWNGRADE, "Map.a", value.a, "u8"),
  };
}

export function downgradeBigIntV2(value: v2.BigInt): v1.BigInt {
  return {
    map: downgradeMapV2(value.map),
  };
}

export function downgradeUint8ArrayV2(value: v2.Uint8Array): v1.Uint8Array {
  return {
    b: bare.narrowToNumber(DOWNGRADE, "Uint8Array.b", value.b, "u8"),
  };
}

export function upgradeArrayV1(value: v1.Array): v2.Array {
  return {
    c: value.c.map((item) => bare.widenToBigint(item)),
    d:
      bare.convertMap(
        UPGRADE,
        "Array.d",
        value.d,
        (item) => item,
        (item) => bare.widenToBigint(item),
      ),
    e: Array.from(value.e, (item) => item),
    f: value.f,
  };
}

export function downgradeArrayV2(value: v2.Array): v1.Array {
  return {
    c: value.c.map((item) => bare.narrowToNumber(DOWNGRADE, "Array.c", item, "u32")),
    d:
      bare.convertMap(
        DOWNGRADE,
        "Array.d",
        value.d,
        (item) => item,
        (item) => bare.narrowToNumber(DOWNGRADE, "Array.d", item, "u32"),
      ),
    e: Uint8Array.from(value.e, (item) => bare.narrowToNumber(DOWNGRADE, "Array.e", item, "u8")),
    f: downgradeUint8ArrayV2(value.f),
  };
}

export function upgradeVersionV1(value: v1.Version): v2.Version {
  return {
    value: value.value,
    path: upgradeArrayV1(value.path),
  };
}

export function downgradeVersionV2(value: v2.Version): v1.Version {
  return {
    value: downgradeBigIntV2(value.value),
    path: downgradeArrayV2(value.path),
  };
}

export function upgradePathV1(value: v1.Path): v2.Path {
  switch (value.tag) {
    case "Version":
      return { tag: "Version", val: upgradeVersionV1(value.val) };
    default:
      throw bare.unknownVariant("Path", value.tag satisfies never);
  }
}

export function downgradePathV2(value: v2.Path): v1.Path {
  switch (value.tag) {
    case "Version":
      return { tag: "Version", val: downgradeVersionV2(value.val) };
    default:
      throw bare.unknownVariant("Path", value.tag satisfies never);
  }
}

export function upgradeVERSIONSV1(value: v1.VERSIONS): v2.VERSIONS {
  switch (value.tag) {
    case "Version":
      return { tag: "Version", val: upgradeVersionV1(value.val) };
    case "PROTOCOL":
      return value;
    default:
      throw bare.unknownVariant("VERSIONS", value satisfies never);
  }
}

export function downgradeVERSIONSV2(value: v2.VERSIONS): v1.VERSIONS {
  switch (value.tag) {
    case "Version":
      return { tag: "Version", val: downgradeVersionV2(value.val) };
    case "PROTOCOL":
      return value;
    case "Extract":
      throw bare.notRepresentable(DOWNGRADE, "VERSIONS.Extract");
    default:
      throw bare.unknownVariant("VERSIONS", value satisfies never);
  }
}
