import { Packr } from "msgpackr";
import type { Adapter } from "../adapter.js";
import { convert, keep, mapToObject } from "../convert.js";
import { plainCodecs } from "../plain-codecs.js";

const packr = new Packr({ structures: [] });

export const adapter: Adapter = {
  name: "msgpackr + records",
  kind: "native addon",
  packages: ["msgpackr", "msgpackr-extract"],
  note: "field names are left out: reader and writer share a list that grows with every message",
  codecs: plainCodecs(
    convert({ bytes: (bytes) => Buffer.from(bytes), bigint: keep, map: mapToObject }),
    (value) => packr.pack(value),
    (bytes) => packr.unpack(bytes),
  ),
};
