/** Ours, bundled from source. */

import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import { type Adapter, codec } from "../adapter.js";

export const adapter: Adapter = {
  name: "barewire",
  kind: "ours",
  packages: [],
  note: "strict: canonical varints, ranges, UTF-8, tags and repeated keys are all checked",
  codecs: ({ request, pages, http, events }) => ({
    request: codec<v2.ToRivet, Uint8Array>(request, v2.encodeToRivet, v2.decodeToRivet),
    pages: codec<v2.ToEnvoy, Uint8Array>(pages, v2.encodeToEnvoy, v2.decodeToEnvoy),
    http: codec<v2.ToEnvoy, Uint8Array>(http, v2.encodeToEnvoy, v2.decodeToEnvoy),
    events: codec<v2.ToRivet, Uint8Array>(events, v2.encodeToRivet, v2.decodeToRivet),
  }),
};
