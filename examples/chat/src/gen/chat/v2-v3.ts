// @generated from chat/v2.bare and v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
//   changed     ToServer     + React
//                            + StartTyping
//   changed     ToClient     + Typing
//   changed     Welcome      history: same type
//   changed     Event        + Reacted
//   transitive  News         Event
//   added       React
//   added       StartTyping
//   added       Typing
//   added       Reacted
//   unchanged   4 types

import * as bare from "@barewire/runtime";
import type * as decide from "@barewire/runtime/decisions";
import type * as v2 from "./v2.js";
import type * as v3 from "./v3.js";

const DOWNGRADE = { protocol: "chat", from: 3, to: 2 } as const;

/**
 * The decisions that the differences of v2 and v3 require. Without an optional entry, a
 * value that cannot be represented is rejected. Every type and member that both versions have may
 * be converted by hand.
 */
export type DecisionsV2V3 = decide.Decisions<
  {
    readonly "ToServer.React"?: {
      /** v2 has no ToServer.React: what is sent in its place? */
      readonly downgrade?: ((value: v3.React) => v2.ToServer) | decide.Reject;
    };
    readonly "ToServer.StartTyping"?: {
      /** v2 has no ToServer.StartTyping: what is sent in its place? */
      readonly downgrade?: ((value: v3.StartTyping) => v2.ToServer) | decide.Reject;
    };
    readonly "ToClient.Typing"?: {
      /** v2 has no ToClient.Typing: what is sent in its place? */
      readonly downgrade?: ((value: v3.Typing) => v2.ToClient) | decide.Reject;
    };
    readonly "Welcome.history"?: {
      /** Welcome.history of v3: what does it become in v2? */
      readonly downgrade?:
        | ((value: v3.Welcome["history"]) => v2.Welcome["history"])
        | decide.Omit
        | decide.Reject;
    };
    readonly "Event.Reacted"?: {
      /** v2 has no Event.Reacted: what is sent in its place? */
      readonly downgrade?: ((value: v3.Reacted) => v2.Event) | decide.Reject;
    };
  },
  {
    readonly structs: {
      readonly Join: [v2.Join, v3.Join];
      readonly Say: [v2.Say, v3.Say];
      readonly Welcome: [v2.Welcome, v3.Welcome];
      readonly News: [v2.News, v3.News];
      readonly Joined: [v2.Joined, v3.Joined];
      readonly Said: [v2.Said, v3.Said];
    };
    readonly unions: {
      readonly ToServer: [v2.ToServer, v3.ToServer];
      readonly ToClient: [v2.ToClient, v3.ToClient];
      readonly Event: [v2.Event, v3.Event];
    };
  }
>;

export function downgradeToServerV3(value: v3.ToServer): v2.ToServer {
  switch (value.tag) {
    case "Join":
    case "Say":
      return value;
    case "React":
      throw bare.notRepresentable(DOWNGRADE, "ToServer.React");
    case "StartTyping":
      throw bare.notRepresentable(DOWNGRADE, "ToServer.StartTyping");
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function downgradeToClientV3(value: v3.ToClient): v2.ToClient {
  switch (value.tag) {
    case "Welcome":
      return { tag: "Welcome", val: downgradeWelcomeV3(value.val) };
    case "News":
      return { tag: "News", val: downgradeNewsV3(value.val) };
    case "Typing":
      throw bare.notRepresentable(DOWNGRADE, "ToClient.Typing");
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}

export function downgradeWelcomeV3(value: v3.Welcome): v2.Welcome {
  return {
    history: bare.omitItems(DOWNGRADE, "Welcome.history", value.history, downgradeEventV3),
  };
}

export function downgradeNewsV3(value: v3.News): v2.News {
  return {
    event: downgradeEventV3(value.event),
  };
}

export function downgradeEventV3(value: v3.Event): v2.Event {
  switch (value.tag) {
    case "Joined":
    case "Said":
      return value;
    case "Reacted":
      throw bare.notRepresentable(DOWNGRADE, "Event.Reacted");
    default:
      throw bare.unknownVariant("Event", value satisfies never);
  }
}
