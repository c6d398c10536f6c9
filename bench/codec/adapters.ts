/** The codecs of the table, in its order. */

import { importBundled } from "../bundle.js";
import type { Adapter } from "./adapter.js";

const FILES = [
  "barewire",
  "barewire-own",
  "bare-ts",
  "bebop",
  "protobufjs",
  "protobuf-es",
  "pbf",
  "avsc",
  "msgpackr-js",
  "msgpackr-js-records",
  "msgpackr",
  "msgpackr-records",
  "cbor-x-js",
  "cbor-x",
  "msgpack",
  "json",
];

/**
 * Loads the codecs whose name contains `filter`, and ours in any case, because all others are
 * compared with it.
 */
export async function loadAdapters(filter: string): Promise<readonly Adapter[]> {
  const adapters: Adapter[] = [];
  for (const file of FILES) {
    const url = new URL(`./adapters/${file}.ts`, import.meta.url);
    // Every adapter module exports exactly this.
    const { adapter } = (await importBundled(url)) as { readonly adapter: Adapter };
    if (file === "barewire" || adapter.name.includes(filter)) adapters.push(adapter);
  }
  return adapters;
}
