/**
 * The story of a GetPages exchange, told on the terminal: `npm start` runs it.
 *
 * An envoy runs actors, each with a SQLite database; the server stores the databases. Both speak
 * envoy-protocol, whose codecs are generated from `schemas/envoy-protocol`.
 */

import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { tellExchange } from "./exchange.js";
import { tellDamage, tellOldMessage, tellOldServer } from "./other-versions.js";
import { tell } from "./tell.js";

const versions = VERSIONS.map((version) => `v${version}`).join(", ");

tell("SQLite pages on the wire", [
  "An envoy runs actors, each with a SQLite database; a server stores the databases.",
  `They speak envoy-protocol (${versions}), whose codecs are generated from its schemas.`,
]);
tellExchange();
tellOldServer();
tellOldMessage();
tellDamage();
