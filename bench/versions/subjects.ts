/**
 * The four bench messages and every contender, as one module: each contender gets a copy of it.
 * Events and HTTP requests go to a peer of v1, which knows nothing of pages; those go to one of v2.
 */

import * as face from "@barewire/protocol/envoy-protocol";
import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import { sameValue } from "../codec/same-value.js";
import { MESSAGES, type MessageName } from "../messages.js";
import type { Contender, Subject } from "./subject.js";
import { toEnvoyChain, toRivetChain } from "./vbare-chains.js";

/** @throws Error where a message does not survive. */
export function subjectsOf(contender: Contender): readonly Subject[] {
  const { request, pages, http, events } = MESSAGES;
  return [
    ...subjects("request", 2, request, contender, {
      "barewire, older version": {
        encode: (value) => face.encodeToRivet(value, 2),
        decode: (bytes) => face.decodeToRivet(bytes, 2),
      },
      "barewire, newest version": {
        encode: (value) => face.encodeToRivet(value, 3),
        decode: (bytes) => face.decodeToRivet(bytes, 3),
      },
      "older module itself": {
        encode: (value) => v2.encodeToRivet(value),
        decode: (bytes) => v2.decodeToRivet(bytes),
      },
      "vbare, older version": {
        encode: (value) => toRivetChain.serialize(value, 2),
        decode: (bytes) => toRivetChain.deserialize(bytes, 2),
      },
    }),
    ...subjects("pages", 2, pages, contender, {
      "barewire, older version": {
        encode: (value) => face.encodeToEnvoy(value, 2),
        decode: (bytes) => face.decodeToEnvoy(bytes, 2),
      },
      "barewire, newest version": {
        encode: (value) => face.encodeToEnvoy(value, 3),
        decode: (bytes) => face.decodeToEnvoy(bytes, 3),
      },
      "older module itself": {
        encode: (value) => v2.encodeToEnvoy(value),
        decode: (bytes) => v2.decodeToEnvoy(bytes),
      },
      "vbare, older version": {
        encode: (value) => toEnvoyChain.serialize(value, 2),
        decode: (bytes) => toEnvoyChain.deserialize(bytes, 2),
      },
    }),
    ...subjects("http", 1, http, contender, {
      "barewire, older version": {
        encode: (value) => face.encodeToEnvoy(value, 1),
        decode: (bytes) => face.decodeToEnvoy(bytes, 1),
      },
      "barewire, newest version": {
        encode: (value) => face.encodeToEnvoy(value, 3),
        decode: (bytes) => face.decodeToEnvoy(bytes, 3),
      },
      "older module itself": {
        encode: (value) => v1.encodeToEnvoy(value),
        decode: (bytes) => v1.decodeToEnvoy(bytes),
      },
      "vbare, older version": {
        encode: (value) => toEnvoyChain.serialize(value, 1),
        decode: (bytes) => toEnvoyChain.deserialize(bytes, 1),
      },
    }),
    ...subjects("events", 1, events, contender, {
      "barewire, older version": {
        encode: (value) => face.encodeToRivet(value, 1),
        decode: (bytes) => face.decodeToRivet(bytes, 1),
      },
      "barewire, newest version": {
        encode: (value) => face.encodeToRivet(value, 3),
        decode: (bytes) => face.decodeToRivet(bytes, 3),
      },
      "older module itself": {
        encode: (value) => v1.encodeToRivet(value),
        decode: (bytes) => v1.decodeToRivet(bytes),
      },
      "vbare, older version": {
        encode: (value) => toRivetChain.serialize(value, 1),
        decode: (bytes) => toRivetChain.deserialize(bytes, 1),
      },
    }),
  ];
}

type Codec<T> = {
  readonly encode: (value: T) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => unknown;
};

function subjects<T>(
  message: MessageName,
  version: number,
  value: T,
  contender: Contender,
  codecs: Readonly<Record<Contender, Codec<T>>>,
): readonly Subject[] {
  const { encode, decode } = codecs[contender];
  const bytes = Uint8Array.from(encode(value));
  if (!sameValue(decode(bytes), value)) {
    throw new Error(`${contender} does not give back the message "${message}"`);
  }
  const subject = { contender, message, version };
  return [
    { ...subject, direction: "encode", run: () => encode(value) },
    { ...subject, direction: "decode", run: () => decode(bytes) },
  ];
}
