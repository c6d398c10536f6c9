import { Packr } from "msgpackr/pack";
import type { Adapter } from "../adapter.js";
import { convert, keep, mapToObject } from "../convert.js";
import { plainCodecs } from "../plain-codecs.js";

const packr = new Packr({ useRecords: false });

export const adapter: Adapter = {
  name: "msgpackr, JavaScript only",
  kind: "javascript",
  packages: ["msgpackr"],
  note: "no schema: every message carries its field names",
  codecs: plainCodecs(
    convert({ bytes: (bytes) => Buffer.from(bytes), bigint: keep, map: mapToObject }),
    (value) => packr.pack(value),
    (bytes) => packr.unpack(bytes),
  ),
};
