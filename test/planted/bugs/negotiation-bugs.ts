/** Bugs in how two builds agree on a version. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/runtime/src/negotiation";
const FINDER = "test/negotiation/negotiation.test.ts";

export const NEGOTIATION_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/offer.ts`,
    find: "return common.length === 0 ? null : Math.max(...common);",
    replace: "return common.length === 0 ? null : Math.min(...common);",
    why: "two new builds talk in the oldest version, and lack what came after it",
    finder: FINDER,
  },
  {
    file: `${SRC}/offer.ts`,
    find: "if (peer.protocol !== protocol) return",
    replace: "if (peer.protocol.length !== protocol.length) return",
    why: "a peer of another protocol is spoken to as one of this protocol",
    finder: FINDER,
  },
  {
    file: `${SRC}/first-frame.ts`,
    find: 'if (versions.includes(version)) return { kind: "selected", protocol, version };',
    replace:
      'if (version <= Math.max(...versions)) return { kind: "selected", protocol, version };',
    why: "a lying server selects a version that the client does not speak",
    finder: FINDER,
  },
  {
    file: `${SRC}/first-frame.ts`,
    find: "this.#held = bytes.slice();",
    replace: "this.#held = bytes;",
    why: "an offer that comes in two chunks is read from memory that has been overwritten",
    finder: FINDER,
  },
  {
    file: `${SRC}/first-frame.ts`,
    find: "return { outcome: read.outcome, rest: bytes.subarray(read.size) };",
    replace: "return { outcome: read.outcome, rest: chunk.subarray(read.size) };",
    why: "the first message is lost if it comes with the end of the offer",
    finder: FINDER,
  },
  {
    file: `${SRC}/refusal.ts`,
    find: "isVersion(peer.minVersion) && peer.minVersion <= peer.maxVersion;",
    replace: "isVersion(peer.maxVersion) || isVersion(peer.minVersion);",
    why: "a refusal that no build can send is reported with a range that does not exist",
    finder: FINDER,
  },
  {
    file: `${SRC}/subprotocols.ts`,
    find: "return isVersion(version) && name === versionName(protocol, version) ? version : null;",
    replace: "return isVersion(version) ? version : null;",
    why: "a server accepts the versions of another protocol whose name is as long",
    finder: FINDER,
  },
  {
    file: "packages/client/src/retry-delay.ts",
    find: '  "version-refused",\n',
    replace: "",
    why: "a client that is too old asks its server again and again",
    finder: "test/wire/client-connection.test.ts",
  },
];
