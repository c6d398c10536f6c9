/**
 * The four bench messages and every contender, as one module: each contender gets a copy of it.
 * Events and HTTP requests go to a peer of v1, which has no pages; pages go to one of v2.
 */

import * as versioned from "@barewire/protocol/envoy-protocol";
import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import { sameValue } from "../codec/same-value.js";
import { MESSAGES, type MessageName } from "../messages.js";
import type { Contender, Subject } from "./subject.js";
import { toEnvoyChain, toRivetChain } from "./vbare-chains.js";

const NEWEST = 3;

/** @throws Error if a message does not survive. */
export function subjectsOf(contender: Contender): readonly Subject[] {
  const { request, pages, http, events } = MESSAGES;
  return [
    ...subjects("request", 2, request, contender, {
      ...toRivetCodecs(2),
      "older module itself": {
        encode: (value) => v2.encodeToRivet(value),
        decode: (bytes) => v2.decodeToRivet(bytes),
      },
    }),
    ...subjects("pages", 2, pages, contender, {
      ...toEnvoyCodecs(2),
      "older module itself": {
        encode: (value) => v2.encodeToEnvoy(value),
        decode: (bytes) => v2.decodeToEnvoy(bytes),
      },
    }),
    ...subjects("http", 1, http, contender, {
      ...toEnvoyCodecs(1),
      "older module itself": {
        encode: (value) => v1.encodeToEnvoy(value),
        decode: (bytes) => v1.decodeToEnvoy(bytes),
      },
    }),
    ...subjects("events", 1, events, contender, {
      ...toRivetCodecs(1),
      "older module itself": {
        encode: (value) => v1.encodeToRivet(value),
        decode: (bytes) => v1.decodeToRivet(bytes),
      },
    }),
  ];
}

type Codec<T> = {
  readonly encode: (value: T) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => unknown;
};

type Codecs<T, C extends Contender = Contender> = Readonly<Record<C, Codec<T>>>;

type Converting = Exclude<Contender, "older module itself">;

function toRivetCodecs(version: number): Codecs<versioned.ToRivet, Converting> {
  return {
    "barewire, older version": {
      encode: (value) => versioned.encodeToRivet(value, version),
      decode: (bytes) => versioned.decodeToRivet(bytes, version),
    },
    "barewire, newest version": {
      encode: (value) => versioned.encodeToRivet(value, NEWEST),
      decode: (bytes) => versioned.decodeToRivet(bytes, NEWEST),
    },
    "vbare, older version": {
      encode: (value) => toRivetChain.serialize(value, version),
      decode: (bytes) => toRivetChain.deserialize(bytes, version),
    },
  };
}

function toEnvoyCodecs(version: number): Codecs<versioned.ToEnvoy, Converting> {
  return {
    "barewire, older version": {
      encode: (value) => versioned.encodeToEnvoy(value, version),
      decode: (bytes) => versioned.decodeToEnvoy(bytes, version),
    },
    "barewire, newest version": {
      encode: (value) => versioned.encodeToEnvoy(value, NEWEST),
      decode: (bytes) => versioned.decodeToEnvoy(bytes, NEWEST),
    },
    "vbare, older version": {
      encode: (value) => toEnvoyChain.serialize(value, version),
      decode: (bytes) => toEnvoyChain.deserialize(bytes, version),
    },
  };
}

function subjects<T>(
  message: MessageName,
  version: number,
  value: T,
  contender: Contender,
  codecs: Codecs<T>,
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
