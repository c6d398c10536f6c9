// @generated from ten-versions/v7.bare and v9.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import type * as decide from "@barewire/runtime/decisions";

/** Whether what v9 has again is what v7 had; the versions between have none of it. */
export type DecisionsV7V9 = {
  readonly "Report.note": decide.SameAgain | decide.Another;
};
