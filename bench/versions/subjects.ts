/**
 * The four bench messages and every contender, as one module: each contender gets a copy of it.
 * Events and HTTP requests go to a peer of v1, which has no pages; pages go to one of v2.
 */

import * as versioned from "@barewire/protocol/envoy-protocol";
import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import type * as v3 from "@barewire/protocol/envoy-protocol/v3";
import { sameValue } from "../codec/same-value.js";
import { MESSAGES, type MessageName } from "../messages.js";
import type { Contender, Subject } from "./subject.js";
import { toEnvoyChain, toRivetChain } from "./vbare-chains.js";

const NEWEST = Math.max(...versioned.VERSIONS);

/** @throws Error if a message does not survive. */
export function subjectsOf(contender: Contender): readonly Subject[] {
  const { request, pages, http, events } = MESSAGES;
  return [
    ...subjects("request", 2, contender, {
      ...toRivetCodecs(request, raisedToRivet(v2.encodeToRivet(request), 2), 2),
      "older module itself": codec(request, v2.encodeToRivet, v2.decodeToRivet),
    }),
    ...subjects("pages", 2, contender, {
      ...toEnvoyCodecs(pages, raisedToEnvoy(v2.encodeToEnvoy(pages), 2), 2),
      "older module itself": codec(pages, v2.encodeToEnvoy, v2.decodeToEnvoy),
    }),
    ...subjects("http", 1, contender, {
      ...toEnvoyCodecs(http, raisedToEnvoy(v1.encodeToEnvoy(http), 1), 1),
      "older module itself": codec(http, v1.encodeToEnvoy, v1.decodeToEnvoy),
    }),
    ...subjects("events", 1, contender, {
      ...toRivetCodecs(events, raisedToRivet(v1.encodeToRivet(events), 1), 1),
      "older module itself": codec(events, v1.encodeToRivet, v1.decodeToRivet),
    }),
  ];
}

/** The message as the newest version has it, which may have more fields. */
function raisedToRivet(bytes: Uint8Array, version: number): versioned.ToRivet {
  return versioned.decodeToRivet(bytes, version, { memory: "own" });
}

function raisedToEnvoy(bytes: Uint8Array, version: number): versioned.ToEnvoy {
  return versioned.decodeToEnvoy(bytes, version, { memory: "own" });
}

/** Encodes one value, and decodes its bytes. */
type Codec = {
  readonly value: unknown;
  readonly encode: () => Uint8Array;
  readonly decode: (bytes: Uint8Array) => unknown;
};

function codec<T>(
  value: T,
  encode: (value: T) => Uint8Array,
  decode: (bytes: Uint8Array) => unknown,
): Codec {
  return { value, encode: () => encode(value), decode: (bytes) => decode(bytes) };
}

type Codecs<C extends Contender = Contender> = Readonly<Record<C, Codec>>;

type Converting = Exclude<Contender, "older module itself">;

function toRivetCodecs(value: v3.ToRivet, raised: versioned.ToRivet, version: number) {
  return {
    "barewire, older version": codec(
      raised,
      (message) => versioned.encodeToRivet(message, version),
      (bytes) => versioned.decodeToRivet(bytes, version),
    ),
    "barewire, newest version": codec(
      raised,
      (message) => versioned.encodeToRivet(message, NEWEST),
      (bytes) => versioned.decodeToRivet(bytes, NEWEST),
    ),
    "vbare, older version": codec(
      value,
      (message) => toRivetChain.serialize(message, version),
      (bytes) => toRivetChain.deserialize(bytes, version),
    ),
  } satisfies Codecs<Converting>;
}

function toEnvoyCodecs(value: v3.ToEnvoy, raised: versioned.ToEnvoy, version: number) {
  return {
    "barewire, older version": codec(
      raised,
      (message) => versioned.encodeToEnvoy(message, version),
      (bytes) => versioned.decodeToEnvoy(bytes, version),
    ),
    "barewire, newest version": codec(
      raised,
      (message) => versioned.encodeToEnvoy(message, NEWEST),
      (bytes) => versioned.decodeToEnvoy(bytes, NEWEST),
    ),
    "vbare, older version": codec(
      value,
      (message) => toEnvoyChain.serialize(message, version),
      (bytes) => toEnvoyChain.deserialize(bytes, version),
    ),
  } satisfies Codecs<Converting>;
}

function subjects(
  message: MessageName,
  version: number,
  contender: Contender,
  codecs: Codecs,
): readonly Subject[] {
  const { value, encode, decode } = codecs[contender];
  const bytes = Uint8Array.from(encode());
  if (!sameValue(decode(bytes), value)) {
    throw new Error(`${contender} does not give back the message "${message}"`);
  }
  const subject = { contender, message, version };
  return [
    { ...subject, direction: "encode", run: () => encode() },
    { ...subject, direction: "decode", run: () => decode(bytes) },
  ];
}
