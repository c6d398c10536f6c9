/**
 * The story of a GetPages exchange: its bytes on the wire, one by one.
 */

import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { tell } from "../tell.js";
import { tellExchange } from "./exchange.js";
import { tellDamage, tellOldMessage, tellOldServer } from "./other-versions.js";

export function tellPageExchange(): void {
  const versions = VERSIONS.map((version) => `v${version}`).join(", ");
  tell("SQLite pages on the wire", [
    "An envoy runs actors, each with a SQLite database; a server stores the databases.",
    `They speak envoy-protocol (${versions}), whose codecs are generated from its schemas.`,
  ]);
  tellExchange();
  tellOldServer();
  tellOldMessage();
  tellDamage();
}
