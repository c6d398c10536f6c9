/** @bufbuild/protobuf: plain objects, and a walk along the schema's description. */

import { create, fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import { type Adapter, type Codec, codec } from "../adapter.js";
import { keep } from "../convert.js";
import { ToEnvoySchema, ToRivetSchema } from "../gen/protobuf-es.js";
import { protoShape } from "../proto-shape.js";

const shape = protoShape({
  oneof: (name, value) => ({ kind: { case: name, value } }),
  int64: keep,
  uint64: keep,
  names: "camel",
  absent: {},
});

function codecOf(schema: GenMessage<Message>, value: object): Codec {
  return codec<Message, Uint8Array>(
    create(schema, value),
    (message) => toBinary(schema, message),
    (bytes) => fromBinary(schema, bytes),
  );
}

export const adapter: Adapter = {
  name: "protobuf-es",
  kind: "javascript",
  packages: ["@bufbuild/protobuf"],
  note: "a map is an object; unknown fields are kept",
  codecs: (messages) => {
    const { request, pages, http, events } = shape(messages);
    return {
      request: codecOf(ToRivetSchema, request),
      pages: codecOf(ToEnvoySchema, pages),
      http: codecOf(ToEnvoySchema, http),
      events: codecOf(ToRivetSchema, events),
    };
  },
};
