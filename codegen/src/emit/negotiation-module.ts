/** `negotiation.ts`: how two builds of a protocol agree on a version. */

import type { Schema } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { functionDeclaration, type ModuleFile, namedImport } from "./module-file.js";
import { generatedFrom } from "./version-module.js";

export const NEGOTIATION_PATH = "negotiation.ts";

/** These are exported again, so that a program needs no other import to agree on a version. */
const TYPES: readonly string[] = [
  "FrameRead",
  "NegotiationIssue",
  "Offer",
  "OfferAnswer",
  "OtherProtocol",
  "ProtocolViolation",
  "Selected",
  "SubprotocolChoice",
  "VersionRange",
  "VersionRefused",
];
const FUNCTIONS: readonly string[] = [
  "decodeRefusal",
  "encodeOffer",
  "encodeRefusal",
  "FirstFrame",
  "NegotiationError",
  "negotiate",
  "offeredSubprotocols",
  "readAnswer",
  "readOffer",
  "recordVersion",
  "requireVersion",
  "selectedVersion",
  "selectSubprotocol",
];

/** It imports no codec, so that a program may agree on a version before it loads one. */
export function negotiationModule(
  protocol: string,
  schemas: readonly Schema[],
  { runtime }: EmitOptions,
): ModuleFile {
  const module = `${runtime}/negotiation`;
  const versions = schemas.map(({ version }) => version).join(", ");
  return {
    path: NEGOTIATION_PATH,
    header: [
      generatedFrom(`${protocol}/*.bare`),
      "",
      `How two builds of ${protocol} agree on a version, on every transport. A refusal is final: the`,
      "same two builds will refuse each other again.",
    ],
    imports: [
      `import { type Offer, createOffer } from ${JSON.stringify(module)};`,
      "",
      ...namedImport("export type", TYPES, module),
      ...namedImport("export", FUNCTIONS, module),
    ],
    declarations: [
      [
        "/** Every version that this build supports, oldest first. */",
        `const VERSIONS: readonly number[] = [${versions}];`,
      ],
      functionDeclaration({
        doc: "What this build offers to a peer: all versions that it supports, or only `versions`.",
        exported: true,
        name: "offer",
        parameters: ["versions: readonly number[] = VERSIONS"],
        returns: "Offer",
        body: [`return createOffer(${JSON.stringify(protocol)}, versions);`],
      }),
    ],
  };
}
