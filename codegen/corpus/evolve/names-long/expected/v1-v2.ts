// @generated from names-long/v1.bare and v2.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     AcknowledgeDeliveryRequest
//     + expectedHeadTransaction: optional<u64>
//   changed     AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0
//     abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: u8 -> u16
//     + expectedHeadTransaction: optional<u64>
//   transitive  M
//     AcknowledgeDeliveryRequest
//     AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v1 from "./v1.js";
import type * as v2 from "./v2.js";

const UPGRADE = { protocol: "names-long", from: 1, to: 2 } as const;

const DOWNGRADE = { protocol: "names-long", from: 2, to: 1 } as const;

/**
 * The decisions that the differences of v1 and v2 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV1V2 = decide.Decisions<
  {
    readonly "AcknowledgeDeliveryRequest.expectedHeadTransaction"?: {
      /** v1 has no AcknowledgeDeliveryRequest.expectedHeadTransaction: what does v2 get? */
      readonly upgrade?: (
        value: v1.AcknowledgeDeliveryRequest
      ) => v2.AcknowledgeDeliveryRequest["expectedHeadTransaction"];
      /**
       * v1 has no AcknowledgeDeliveryRequest.expectedHeadTransaction: what becomes of the value of
       * v2?
       */
      readonly downgrade?:
        | decide.Drop
        | decide.DropIf<v2.AcknowledgeDeliveryRequest["expectedHeadTransaction"]>
        | decide.Reject;
    };
    readonly "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.expectedHeadTransaction"?:
      {
      /**
       * v1 has no AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.
       * expectedHeadTransaction: what does v2 get?
       */
      readonly upgrade?: (
        value: v1.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0
      ) =>
        v2
          .AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0[
            "expectedHeadTransaction"
          ];
      /**
       * v1 has no AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.
       * expectedHeadTransaction: what becomes of the value of v2?
       */
      readonly downgrade?:
        | decide.Drop
        | decide.DropIf<
          v2
            .AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0[
              "expectedHeadTransaction"
            ]
        >
        | decide.Reject;
    };
    readonly "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"?:
      {
      /**
       * AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.
       * abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb of v2:
       * what
       * does it become in v1?
       */
      readonly downgrade?:
        | (
          (
            value:
              v2
                .AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0[
                  "abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                ]
          ) =>
            v1
              .AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0[
                "abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
              ]
        )
        | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly AcknowledgeDeliveryRequest: [
        v1.AcknowledgeDeliveryRequest,
        v2.AcknowledgeDeliveryRequest,
      ];
      readonly AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0: [
        v1.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0,
        v2.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0,
      ];
    };
    readonly unions: {
      readonly M: [v1.M, v2.M];
    };
  }
>;

export function upgradeAcknowledgeDeliveryRequestV1(
  value: v1.AcknowledgeDeliveryRequest,
): v2.AcknowledgeDeliveryRequest {
  return {
    id: value.id,
    expectedHeadTransaction: null,
  };
}

export function downgradeAcknowledgeDeliveryRequestV2(
  value: v2.AcknowledgeDeliveryRequest,
): v1.AcknowledgeDeliveryRequest {
  if (value.expectedHeadTransaction !== null) {
    throw bare.notRepresentable(DOWNGRADE, "AcknowledgeDeliveryRequest.expectedHeadTransaction");
  }
  return {
    id: value.id,
  };
}

export function
  upgradeAcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0V1(
  value: v1.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0,
): v2.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0 {
  return {
    abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:
      value.abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
    other:
      bare.convertMap(
        UPGRADE,
        "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.other",
        value.other,
        (item) => item,
        (item) => item.map(
          upgradeAcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0V1
        ),
      ),
    expectedHeadTransaction: null,
  };
}

export function
  downgradeAcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0V2(
  value: v2.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0,
): v1.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0 {
  if (value.expectedHeadTransaction !== null) {
    throw (
      bare.notRepresentable(
        DOWNGRADE,
        "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.expectedHeadTransaction",
      )
    );
  }
  return {
    abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:
      bare.narrowToNumber(
        DOWNGRADE,
        "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        value.abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
        "u8",
      ),
    other:
      bare.convertMap(
        DOWNGRADE,
        "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.other",
        value.other,
        (item) => item,
        (item) => item.map(
          downgradeAcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0V2
        ),
      ),
  };
}

export function upgradeMV1(value: v1.M): v2.M {
  switch (value.tag) {
    case "AcknowledgeDeliveryRequest":
      return {
        tag: "AcknowledgeDeliveryRequest",
        val: upgradeAcknowledgeDeliveryRequestV1(value.val),
      };
    case "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0":
      return {
        tag: "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0",
        val:
          upgradeAcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0V1(
          value.val
        ),
      };
    default:
      throw bare.unknownVariant("M", value satisfies never);
  }
}

export function downgradeMV2(value: v2.M): v1.M {
  switch (value.tag) {
    case "AcknowledgeDeliveryRequest":
      return {
        tag: "AcknowledgeDeliveryRequest",
        val: downgradeAcknowledgeDeliveryRequestV2(value.val),
      };
    case "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0":
      return {
        tag: "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0",
        val:
          downgradeAcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0V2(
          value.val
        ),
      };
    default:
      throw bare.unknownVariant("M", value satisfies never);
  }
}
