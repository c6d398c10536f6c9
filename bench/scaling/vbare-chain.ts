/**
 * The chain of the npm package `vbare` over our version modules, with the converters that a person
 * writes for it.
 *
 * To encode for version `v` it runs its list of converters from the index `v - 1` on, and so, in
 * whichever order the list is, never from the newest version down to `v` (but for the first). Here
 * the right ones run from the oldest to the newest, which is good enough for taking fields away.
 */

import { createVersionedDataHandler } from "vbare";
import type { Message } from "./chain-messages.js";
import type { CopyStyle } from "./vbare-converters.js";
import type { ChainModules } from "./version-chain.js";

export type VbareChain = {
  readonly decode: (bytes: Uint8Array, version: number) => Message;
  readonly encode: (value: Message, version: number) => Uint8Array;
};

export function vbareChain({ versions, converters }: ChainModules, style: CopyStyle): VbareChain {
  const { upgrades, downgrades } = converters[style];
  const handler = createVersionedDataHandler<Message>({
    deserializeVersion: (bytes, version) => versions[version - 1]?.decodeToPeer(bytes),
    serializeVersion: (value: Message, version) => {
      const encoded = versions[version - 1]?.encodeToPeer(value);
      if (encoded === undefined) throw new Error(`there is no v${version}`);
      return encoded;
    },
    deserializeConverters: () => [...upgrades],
    serializeConverters: () => [...downgrades],
  });
  return {
    decode: (bytes, version) => handler.deserialize(bytes, version),
    encode: (value, version) => handler.serialize(value, version),
  };
}
