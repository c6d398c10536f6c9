import { Packr } from "msgpackr";
import type { Adapter } from "../adapter.js";
import { convert, keep, mapToObject } from "../convert.js";
import { plainCodecs } from "../plain-codecs.js";

const packr = new Packr({ useRecords: false });

export const adapter: Adapter = {
  name: "msgpackr",
  kind: "native addon",
  packages: ["msgpackr", "msgpackr-extract"],
  note: "no schema: every message carries its field names",
  codecs: plainCodecs(
    convert({ bytes: (bytes) => Buffer.from(bytes), bigint: keep, map: mapToObject }),
    (value) => packr.pack(value),
    (bytes) => packr.unpack(bytes),
  ),
};
