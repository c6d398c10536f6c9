/** The other BARE compiler for TypeScript, on our own schema and with its default options. */

import { decodeToEnvoy, decodeToRivet, encodeToEnvoy, encodeToRivet } from "generated:bare-ts";
import { type Adapter, codec } from "../adapter.js";
import { convert, keep } from "../convert.js";

/** Its `data` is an ArrayBuffer, and it spells the values of an enum in its own way. */
const shape = convert({
  bytes: (bytes) => bytes.slice().buffer,
  bigint: keep,
  map: keep,
  text: (text) => ENUM_VALUES[text] ?? text,
});

const ENUM_VALUES: { readonly [value: string]: string } = { OK: "Ok", ERROR: "Error" };

export const adapter: Adapter = {
  name: "@bare-ts",
  kind: "javascript",
  packages: ["@bare-ts/lib", "@bare-ts/tools"],
  note: "the same bytes as ours; `data` is an ArrayBuffer of its own",
  codecs: ({ request, pages, http, events }) => ({
    request: codec(shape(request), encodeToRivet, decodeToRivet),
    pages: codec(shape(pages), encodeToEnvoy, decodeToEnvoy),
    http: codec(shape(http), encodeToEnvoy, decodeToEnvoy),
    events: codec(shape(events), encodeToRivet, decodeToRivet),
  }),
};
