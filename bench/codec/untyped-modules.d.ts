/** Modules that the bundler resolves and TypeScript cannot. */

/** The code that @bare-ts/tools emits for our schema, made when the bench starts. */
declare module "generated:bare-ts" {
  export function encodeToRivet(value: unknown): Uint8Array;
  export function decodeToRivet(bytes: Uint8Array): unknown;
  export function encodeToEnvoy(value: unknown): Uint8Array;
  export function decodeToEnvoy(bytes: Uint8Array): unknown;
}

declare module "*.avsc" {
  import type { Schema } from "avsc";

  const schema: Schema;
  export = schema;
}
