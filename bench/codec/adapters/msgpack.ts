import { Decoder, Encoder } from "@msgpack/msgpack";
import type { Adapter } from "../adapter.js";
import { convert, keep, mapToObject } from "../convert.js";
import { plainCodecs } from "../plain-codecs.js";

const encoder = new Encoder({ useBigInt64: true });
const decoder = new Decoder({ useBigInt64: true });

export const adapter: Adapter = {
  name: "@msgpack/msgpack",
  kind: "javascript",
  packages: ["@msgpack/msgpack"],
  note: "no schema: every message carries its field names",
  codecs: plainCodecs(
    convert({ bytes: keep, bigint: keep, map: mapToObject }),
    (value) => encoder.encode(value),
    (bytes) => decoder.decode(bytes),
  ),
};
