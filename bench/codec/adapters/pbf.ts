/**
 * The adapter of pbf: compiled readers and writers for small clients.
 */

import { PbfReader, PbfWriter } from "pbf";
import { type Adapter, type Codec, codec } from "../adapter.js";
import { readToEnvoy, readToRivet, writeToEnvoy, writeToRivet } from "../gen/pbf.js";
import { protoShape } from "../proto-shape.js";

const shape = protoShape({
  oneof: (name, value) => ({ kind: name, [name]: value }),
  int64: Number,
  uint64: Number,
  names: "snake",
  absent: { message: "", alarmTs: 0 },
});

function codecOf(read: typeof readToRivet, write: typeof writeToRivet, value: object): Codec {
  const encode = (message: object): Uint8Array => {
    const pbf = new PbfWriter();
    write(message, pbf);
    return pbf.finish();
  };
  return codec<object, Uint8Array>(value, encode, (bytes) => read(new PbfReader(bytes)));
}

export const adapter: Adapter = {
  name: "pbf",
  kind: "javascript",
  packages: ["pbf"],
  note: "64-bit integers are numbers; an absent optional reads as zero or as an empty string",
  codecs: (messages) => {
    const { request, pages, http, events } = shape(messages);
    return {
      request: codecOf(readToRivet, writeToRivet, request),
      pages: codecOf(readToEnvoy, writeToEnvoy, pages),
      http: codecOf(readToEnvoy, writeToEnvoy, http),
      events: codecOf(readToRivet, writeToRivet, events),
    };
  },
};
