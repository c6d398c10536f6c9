/**
 * The adapter of protobufjs, with static code.
 */

import Long from "long";
import { type Adapter, type Codec, codec } from "../adapter.js";
import { envoy } from "../gen/protobufjs.js";
import { protoShape } from "../proto-shape.js";

const shape = protoShape({
  oneof: (name, value) => ({ [name]: value }),
  int64: (value) => Long.fromBigInt(value),
  uint64: (value) => Long.fromBigInt(value, true),
  names: "camel",
  absent: {},
});

type Root = typeof envoy.v2.ToRivet;

function codecOf(root: Root, value: object): Codec {
  return codec<object, Uint8Array>(
    value,
    (message) => root.encode(message).finish(),
    (bytes) => root.decode(bytes),
  );
}

export const adapter: Adapter = {
  name: "protobufjs",
  kind: "javascript",
  packages: ["protobufjs"],
  note: "a 64-bit integer is a Long; a map is an object",
  codecs: (messages) => {
    const { ToEnvoy, ToRivet } = envoy.v2;
    const { request, pages, http, events } = shape(messages);
    return {
      request: codecOf(ToRivet, request),
      pages: codecOf(ToEnvoy, pages),
      http: codecOf(ToEnvoy, http),
      events: codecOf(ToRivet, events),
    };
  },
};
