/** Two versions talk: what a peer of v1 and one of v2 send, read and refuse, as text. */

import { WireError } from "@barewire/runtime";
import * as v1 from "./gen/chat/v1.js";
import * as chat from "./gen/chat/versions.js";

/** @returns {string} */
export function exchange() {
  /** @type {v1.Message} */
  const said = {
    tag: "Say",
    val: { room: "lobby", text: "héllo", at: 2n ** 40n, attachments: [new Uint8Array([1, 2])] },
  };
  const fromOld = v1.encodeMessage(said);
  const read = chat.decodeMessage(fromOld, 1);
  const toOld = chat.encodeMessage(
    { tag: "Say", val: { room: "lobby", text: "hi", at: 7n, attachments: [], mood: "LOUD" } },
    1,
  );
  const answered = v1.decodeMessage(toOld);
  const toNew = chat.encodeMessage({ tag: "Whisper", val: { to: "ada", text: "psst" } }, 2);
  return [
    `v1 bytes ${hex(fromOld)}`,
    `v2 reads ${read.tag === "Say" ? `${read.val.text} ${read.val.at} ${read.val.mood}` : read.tag}`,
    `v1 reads ${answered.tag === "Say" ? `${answered.val.text} ${answered.val.at}` : answered.tag}`,
    `v2 bytes ${hex(toNew)}`,
    `v1 cannot have it: ${refusal(1)}`,
  ].join(" | ");
}

/**
 * The types refuse a message that v1 lacks, unless the version is known at run time only.
 *
 * @param {chat.Version} version
 */
function refusal(version) {
  try {
    chat.encodeMessage({ tag: "Whisper", val: { to: "ada", text: "psst" } }, version);
    return "it was sent";
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return error.issue.kind;
  }
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
