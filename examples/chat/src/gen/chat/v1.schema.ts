// @generated from chat/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { TypedSchema } from "@barewire/runtime/error-locator";
import type * as v1 from "./v1.js";

/** The messages of this version, by name, for functions that take a schema and a name. */
export type Messages = {
  readonly ToServer: v1.ToServer;
  readonly ToClient: v1.ToClient;
};

export const schema: TypedSchema<Messages> = {
  types: {
    ToServer: { union: { Join: [0, "Join"], Say: [1, "Say"] } },
    ToClient: { union: { Welcome: [0, "Welcome"], News: [1, "News"] } },
    Join: { struct: { user: "str" } },
    Say: { struct: { text: "str" } },
    Welcome: { struct: { history: { list: "Event", min: 2 } } },
    News: { struct: { event: "Event" } },
    Event: { union: { Joined: [0, "Joined"], Said: [1, "Said"] } },
    Joined: { struct: { nickname: "str" } },
    Said: { struct: { author: "str", text: "str" } },
  },
  recursive: [],
};
