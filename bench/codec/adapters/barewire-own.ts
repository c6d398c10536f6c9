/** Ours with `memory: "own"`: nothing decoded or encoded shares memory with anything else. */

import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import { type Adapter, codec } from "../adapter.js";

const OWN = { memory: "own" } as const;

const toRivet = (value: v2.ToRivet): Uint8Array => v2.encodeToRivet(value, OWN);
const fromRivet = (bytes: Uint8Array): v2.ToRivet => v2.decodeToRivet(bytes, OWN);
const toEnvoy = (value: v2.ToEnvoy): Uint8Array => v2.encodeToEnvoy(value, OWN);
const fromEnvoy = (bytes: Uint8Array): v2.ToEnvoy => v2.decodeToEnvoy(bytes, OWN);

export const adapter: Adapter = {
  name: "barewire (own memory)",
  kind: "ours",
  packages: [],
  note: 'the option `memory: "own"`: all data and text is copied',
  codecs: ({ request, pages, http, events }) => ({
    request: codec<v2.ToRivet, Uint8Array>(request, toRivet, fromRivet),
    pages: codec<v2.ToEnvoy, Uint8Array>(pages, toEnvoy, fromEnvoy),
    http: codec<v2.ToEnvoy, Uint8Array>(http, toEnvoy, fromEnvoy),
    events: codec<v2.ToRivet, Uint8Array>(events, toRivet, fromRivet),
  }),
};
