// @generated from chat/v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The shape of every type, for errors that name the path of a problem. Codecs do not need it.

import type { TypedSchema } from "@barewire/runtime/error-locator";
import type * as v3 from "./v3.js";

/** The messages of this version, by name, for functions that take a schema and a name. */
export type Messages = {
  readonly ToServer: v3.ToServer;
  readonly ToClient: v3.ToClient;
};

export const schema: TypedSchema<Messages> = {
  types: {
    ToServer: {
      union: {
        Join: [0, "Join"],
        Say: [1, "Say"],
        React: [2, "React"],
        StartTyping: [3, "StartTyping"],
      },
    },
    ToClient: { union: { Welcome: [0, "Welcome"], News: [1, "News"], Typing: [2, "Typing"] } },
    Join: { struct: { nickname: "str", place: "str" } },
    Say: { struct: { body: "str" } },
    React: { struct: { author: "str", emoji: "str" } },
    StartTyping: "void",
    Welcome: { struct: { history: { list: "Event", min: 2 } } },
    News: { struct: { event: "Event" } },
    Typing: { struct: { nickname: "str" } },
    Event: { union: { Joined: [0, "Joined"], Said: [1, "Said"], Reacted: [2, "Reacted"] } },
    Joined: { struct: { nickname: "str" } },
    Said: { struct: { author: "str", text: "str" } },
    Reacted: { struct: { nickname: "str", author: "str", emoji: "str" } },
  },
  recursive: [],
};
