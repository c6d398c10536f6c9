import assert from "node:assert/strict";
import { test } from "node:test";
import { attempt } from "@barewire/runtime";
import {
  decodeToClient,
  decodeToServer,
  type Event,
  encodeToClient,
  encodeToServer,
  VERSIONS,
} from "../src/gen/chat/versions.js";

test("every version carries a nickname and its place", () => {
  const join = { tag: "Join", val: { nickname: "ada", place: "london" } } as const;
  for (const version of VERSIONS) {
    assert.deepEqual(decodeToServer(encodeToServer(join, version), version), join);
  }
});

test("an older client is welcomed with the events that it knows", () => {
  const said: Event = { tag: "Said", val: { author: "ada", text: "Hello!" } };
  const reacted: Event = { tag: "Reacted", val: { nickname: "bob", author: "ada", emoji: "👋" } };
  const welcome = { tag: "Welcome", val: { history: [said, reacted] } } as const;
  const seen = (version: number) => decodeToClient(encodeToClient(welcome, version), version);
  assert.deepEqual(seen(3), welcome);
  assert.deepEqual(seen(1), { tag: "Welcome", val: { history: [said] } });
});

test("a message that a client does not know is refused, and names the range", () => {
  const typing = { tag: "Typing", val: { nickname: "ada" } } as const;
  const version: number = 2;
  const refused = attempt(() => encodeToClient(typing, version));
  assert.ok(!refused.ok && refused.issue.kind === "not-representable");
  assert.equal(refused.issue.reason, "exists since v3");
});
