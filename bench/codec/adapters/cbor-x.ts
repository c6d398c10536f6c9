import { Encoder } from "cbor-x";
import type { Adapter } from "../adapter.js";
import { convert, keep, mapToObject } from "../convert.js";
import { plainCodecs } from "../plain-codecs.js";

const encoder = new Encoder({ useRecords: false });

export const adapter: Adapter = {
  name: "cbor-x",
  kind: "native addon",
  packages: ["cbor-x", "cbor-extract"],
  note: "no schema: every message carries its field names",
  codecs: plainCodecs(
    convert({ bytes: (bytes) => Buffer.from(bytes), bigint: keep, map: mapToObject }),
    (value) => encoder.encode(value),
    (bytes) => encoder.decode(bytes),
  ),
};
