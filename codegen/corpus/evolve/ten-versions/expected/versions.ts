// @generated from ten-versions/*.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file
//
// The messages of ten-versions as v10 has them, from and to every version.

import * as bare from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { schema as schemaV1 } from "./v1.schema.js";
import * as v1 from "./v1.js";
import { downgradeReportV2, upgradeReportV1 } from "./v1-v2.js";
import { schema as schemaV2 } from "./v2.schema.js";
import * as v2 from "./v2.js";
import { downgradeReportV3, upgradeReportV2 } from "./v2-v3.js";
import { schema as schemaV3 } from "./v3.schema.js";
import * as v3 from "./v3.js";
import { downgradeReportV4, upgradeReportV3 } from "./v3-v4.js";
import { schema as schemaV4 } from "./v4.schema.js";
import * as v4 from "./v4.js";
import { downgradeReportV5, upgradeReportV4 } from "./v4-v5.js";
import { schema as schemaV5 } from "./v5.schema.js";
import * as v5 from "./v5.js";
import { downgradeReportV6, upgradeReportV5 } from "./v5-v6.js";
import { schema as schemaV6 } from "./v6.schema.js";
import * as v6 from "./v6.js";
import { downgradeReportV7, upgradeReportV6 } from "./v6-v7.js";
import { schema as schemaV7 } from "./v7.schema.js";
import * as v7 from "./v7.js";
import {
  downgradeReportV8 as downgradeReportV8AcrossV7V9,
  upgradeReportV7 as upgradeReportV7AcrossV7V9,
} from "./v7-v9-by-v7-v8.js";
import { schema as schemaV8 } from "./v8.schema.js";
import * as v8 from "./v8.js";
import { downgradeReportV9, upgradeReportV8 } from "./v8-v9.js";
import {
  downgradeReportV9 as downgradeReportV9AcrossV7V9,
  upgradeReportV8 as upgradeReportV8AcrossV7V9,
} from "./v7-v9-by-v8-v9.js";
import { schema as schemaV9 } from "./v9.schema.js";
import * as v9 from "./v9.js";
import { downgradeSummaryV10 } from "./v9-v10.js";
import { schema as schemaV10 } from "./v10.schema.js";
import * as v10 from "./v10.js";
import type { Summary } from "./v10.js";

export type * from "./v10.js";

bare.checkRevision("ten-versions", 1);

/** Every version that this build supports, oldest first. */
export const VERSIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export type Version = (typeof VERSIONS)[number];

/** The path of a type, or of a member of one: of the newest version, or of an older one. */
export type Path =
  | "Low"
  | "High"
  | bare.PathOf<"Level", v10.Level["tag"]>
  | bare.PathOf<"Drawing", keyof v10.Drawing & string>
  | bare.PathOf<"Person", keyof v10.Person & string>
  | bare.PathOf<"Peer", keyof v10.Peer & string>
  | bare.PathOf<"Entry", v10.Entry["tag"]>
  | bare.PathOf<"Summary", keyof v10.Summary & string>
  | "Peer.host"
  | "Peer.port"
  | "Level.LOW"
  | "Level.HIGH"
  | "Person.name";

/** The versions of every part that some version lacks, or cannot be sent in full. */
const AVAILABILITY: bare.Availability = {
  "Low": { ranges: [{ since: 5, until: null }], partly: [] },
  "High": { ranges: [{ since: 5, until: null }], partly: [] },
  "Level.Low": { ranges: [{ since: 5, until: null }], partly: [] },
  "Level.High": { ranges: [{ since: 5, until: null }], partly: [] },
  "Person.first": { ranges: [{ since: 3, until: null }], partly: [] },
  "Person.last": { ranges: [{ since: 3, until: null }], partly: [] },
  "Peer.addr": { ranges: [{ since: 7, until: null }], partly: [] },
  "Entry": { ranges: [{ since: null, until: null }], partly: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
  "Entry.Drawing": { ranges: [{ since: null, until: null }], partly: [] },
  "Entry.Person": { ranges: [{ since: null, until: null }], partly: [] },
  "Entry.str": { ranges: [{ since: 10, until: null }], partly: [] },
  "Summary.note": { ranges: [{ since: null, until: 7 }, { since: 9, until: null }], partly: [] },
  "Peer.host": { ranges: [{ since: null, until: 6 }], partly: [] },
  "Peer.port": { ranges: [{ since: null, until: 6 }], partly: [] },
  "Level.LOW": { ranges: [{ since: null, until: 4 }], partly: [] },
  "Level.HIGH": { ranges: [{ since: null, until: 4 }], partly: [] },
  "Person.name": { ranges: [{ since: null, until: 2 }], partly: [] },
};

const PROTOCOL: bare.Protocol = {
  protocol: "ten-versions",
  versions: VERSIONS,
  availability: AVAILABILITY,
  schema: schemaV10,
};

const LOCATOR_V1 = /* @__PURE__ */ errorLocator(schemaV1);

const LOCATOR_V2 = /* @__PURE__ */ errorLocator(schemaV2);

const LOCATOR_V3 = /* @__PURE__ */ errorLocator(schemaV3);

const LOCATOR_V4 = /* @__PURE__ */ errorLocator(schemaV4);

const LOCATOR_V5 = /* @__PURE__ */ errorLocator(schemaV5);

const LOCATOR_V6 = /* @__PURE__ */ errorLocator(schemaV6);

const LOCATOR_V7 = /* @__PURE__ */ errorLocator(schemaV7);

const LOCATOR_V8 = /* @__PURE__ */ errorLocator(schemaV8);

const LOCATOR_V9 = /* @__PURE__ */ errorLocator(schemaV9);

const LOCATOR_V10 = /* @__PURE__ */ errorLocator(schemaV10);

const NAMES_V1: bare.PartNames = {
  "Draw": "Drawing",
  "Entry.Draw": "Drawing",
  "Report": "Summary",
  "Report.timeout": "timeoutMs",
};

const NAMES_V2: bare.PartNames = {
  "Draw": "Drawing",
  "Entry.Draw": "Drawing",
  "Report": "Summary",
  "Report.timeout": "timeoutMs",
};

const NAMES_V3: bare.PartNames = {
  "Draw": "Drawing",
  "Entry.Draw": "Drawing",
  "Report": "Summary",
  "Report.timeout": "timeoutMs",
};

const NAMES_V4: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V5: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V6: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V7_ACROSS_V7_V9: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V8_ACROSS_V7_V9: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V9_ACROSS_V7_V9: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V7: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V8: bare.PartNames = {
  "Report": "Summary",
};

const NAMES_V9: bare.PartNames = {
  "Report": "Summary",
};

/** Whether `version` has the part that `path` names. */
export function supports(version: number, path: Path): boolean {
  return bare.supports(PROTOCOL, version, path);
}

/** Whether `version` can be sent every value of the part that `path` names, some, or none. */
export function supportOf(version: number, path: Path): bare.Support {
  return bare.supportOf(PROTOCOL, version, path);
}

/** The first version that has the part that `path` names. */
export function minVersion(path: Path): number {
  return bare.minVersion(PROTOCOL, path);
}

/** Decodes a message of any supported version as the newest one. */
export function decodeSummary(
  bytes: Uint8Array,
  version: number,
  options?: bare.DecodeOptions,
): Summary {
  switch (version) {
    case 1:
      return raiseSummaryFromV1(v1.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V1)));
    case 2:
      return raiseSummaryFromV2(v2.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V2)));
    case 3:
      return raiseSummaryFromV3(v3.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V3)));
    case 4:
      return raiseSummaryFromV4(v4.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V4)));
    case 5:
      return raiseSummaryFromV5(v5.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V5)));
    case 6:
      return raiseSummaryFromV6(v6.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V6)));
    case 7:
      return raiseSummaryFromV7(v7.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V7)));
    case 8:
      return raiseSummaryFromV8(v8.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V8)));
    case 9:
      return v9.decodeReport(bytes, bare.withErrorLocator(options, LOCATOR_V9));
    case 10:
      return v10.decodeSummary(bytes, bare.withErrorLocator(options, LOCATOR_V10));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Encodes for a peer of any supported version; throws when that version cannot carry `value`. */
export function encodeSummary(
  value: Summary,
  version: number,
  options?: bare.EncodeOptions,
): Uint8Array {
  switch (version) {
    case 1:
      return v1.encodeReport(
        lowerSummaryToV1(value, options),
        bare.withErrorLocator(options, LOCATOR_V1),
      );
    case 2:
      return v2.encodeReport(
        lowerSummaryToV2(value, options),
        bare.withErrorLocator(options, LOCATOR_V2),
      );
    case 3:
      return v3.encodeReport(
        lowerSummaryToV3(value, options),
        bare.withErrorLocator(options, LOCATOR_V3),
      );
    case 4:
      return v4.encodeReport(
        lowerSummaryToV4(value, options),
        bare.withErrorLocator(options, LOCATOR_V4),
      );
    case 5:
      return v5.encodeReport(
        lowerSummaryToV5(value, options),
        bare.withErrorLocator(options, LOCATOR_V5),
      );
    case 6:
      return v6.encodeReport(
        lowerSummaryToV6(value, options),
        bare.withErrorLocator(options, LOCATOR_V6),
      );
    case 7:
      return v7.encodeReport(
        lowerSummaryToV7(value, options),
        bare.withErrorLocator(options, LOCATOR_V7),
      );
    case 8:
      return v8.encodeReport(
        lowerSummaryToV8(value, options),
        bare.withErrorLocator(options, LOCATOR_V8),
      );
    case 9:
      return v9.encodeReport(
        lowerSummaryToV9(value, options),
        bare.withErrorLocator(options, LOCATOR_V9),
      );
    case 10:
      return v10.encodeSummary(value, bare.withErrorLocator(options, LOCATOR_V10));
    default:
      throw bare.unsupportedVersion(PROTOCOL, version);
  }
}

/** Decodes a message that is preceded by its version (two bytes, little-endian). */
export function decodeEmbeddedSummary(bytes: Uint8Array, options?: bare.DecodeOptions): Summary {
  const version = bare.embeddedVersion(PROTOCOL, "Summary", bytes);
  return decodeSummary(bytes.subarray(2), version, options);
}

/** Encodes a message preceded by its version (two bytes, little-endian), for storage. */
export function encodeEmbeddedSummary(
  value: Summary,
  version: number = 10,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.embed(version, encodeSummary(value, version, options));
}

function raiseSummaryFromV1(value: v1.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(
      upgradeReportV7AcrossV7V9(
        upgradeReportV6(
          upgradeReportV5(upgradeReportV4(upgradeReportV3(upgradeReportV2(upgradeReportV1(value)))))
        )
      ),
    );
  } catch (error) {
    const steps = [
      { convert: upgradeReportV1, schema: schemaV1, type: "Report", names: NAMES_V1 },
      { convert: upgradeReportV2, schema: schemaV2, type: "Report", names: NAMES_V2 },
      { convert: upgradeReportV3, schema: schemaV3, type: "Report", names: NAMES_V3 },
      { convert: upgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
      { convert: upgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
      { convert: upgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 1, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV1(value: Summary, options: bare.EncodeOptions | undefined): v1.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 1 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
    { convert: downgradeReportV7, schema: schemaV7, type: "Report", names: NAMES_V7 },
    { convert: downgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
    { convert: downgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
    { convert: downgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
    { convert: downgradeReportV3, schema: schemaV3, type: "Report", names: NAMES_V3 },
    { convert: downgradeReportV2, schema: schemaV2, type: "Report", names: NAMES_V2 },
  ];
  const conversion = { root: "Summary", version: 1, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV2(
        downgradeReportV3(
          downgradeReportV4(
            downgradeReportV5(
              downgradeReportV6(
                downgradeReportV7(
                  downgradeReportV8AcrossV7V9(
                    downgradeReportV9AcrossV7V9(downgradeSummaryV10(value))
                  )
                )
              )
            )
          )
        )
      ),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV2(value: v2.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(
      upgradeReportV7AcrossV7V9(
        upgradeReportV6(upgradeReportV5(upgradeReportV4(upgradeReportV3(upgradeReportV2(value)))))
      ),
    );
  } catch (error) {
    const steps = [
      { convert: upgradeReportV2, schema: schemaV2, type: "Report", names: NAMES_V2 },
      { convert: upgradeReportV3, schema: schemaV3, type: "Report", names: NAMES_V3 },
      { convert: upgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
      { convert: upgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
      { convert: upgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 2, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV2(value: Summary, options: bare.EncodeOptions | undefined): v2.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 2 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
    { convert: downgradeReportV7, schema: schemaV7, type: "Report", names: NAMES_V7 },
    { convert: downgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
    { convert: downgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
    { convert: downgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
    { convert: downgradeReportV3, schema: schemaV3, type: "Report", names: NAMES_V3 },
  ];
  const conversion = { root: "Summary", version: 2, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV3(
        downgradeReportV4(
          downgradeReportV5(
            downgradeReportV6(
              downgradeReportV7(
                downgradeReportV8AcrossV7V9(downgradeReportV9AcrossV7V9(downgradeSummaryV10(value)))
              )
            )
          )
        )
      ),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV3(value: v3.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(
      upgradeReportV7AcrossV7V9(
        upgradeReportV6(upgradeReportV5(upgradeReportV4(upgradeReportV3(value))))
      ),
    );
  } catch (error) {
    const steps = [
      { convert: upgradeReportV3, schema: schemaV3, type: "Report", names: NAMES_V3 },
      { convert: upgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
      { convert: upgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
      { convert: upgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 3, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV3(value: Summary, options: bare.EncodeOptions | undefined): v3.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 3 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
    { convert: downgradeReportV7, schema: schemaV7, type: "Report", names: NAMES_V7 },
    { convert: downgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
    { convert: downgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
    { convert: downgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
  ];
  const conversion = { root: "Summary", version: 3, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV4(
        downgradeReportV5(
          downgradeReportV6(
            downgradeReportV7(
              downgradeReportV8AcrossV7V9(downgradeReportV9AcrossV7V9(downgradeSummaryV10(value)))
            )
          )
        )
      ),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV4(value: v4.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(
      upgradeReportV7AcrossV7V9(upgradeReportV6(upgradeReportV5(upgradeReportV4(value)))),
    );
  } catch (error) {
    const steps = [
      { convert: upgradeReportV4, schema: schemaV4, type: "Report", names: NAMES_V4 },
      { convert: upgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
      { convert: upgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 4, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV4(value: Summary, options: bare.EncodeOptions | undefined): v4.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 4 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
    { convert: downgradeReportV7, schema: schemaV7, type: "Report", names: NAMES_V7 },
    { convert: downgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
    { convert: downgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
  ];
  const conversion = { root: "Summary", version: 4, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV5(
        downgradeReportV6(
          downgradeReportV7(
            downgradeReportV8AcrossV7V9(downgradeReportV9AcrossV7V9(downgradeSummaryV10(value)))
          )
        )
      ),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV5(value: v5.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(
      upgradeReportV7AcrossV7V9(upgradeReportV6(upgradeReportV5(value))),
    );
  } catch (error) {
    const steps = [
      { convert: upgradeReportV5, schema: schemaV5, type: "Report", names: NAMES_V5 },
      { convert: upgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 5, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV5(value: Summary, options: bare.EncodeOptions | undefined): v5.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 5 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
    { convert: downgradeReportV7, schema: schemaV7, type: "Report", names: NAMES_V7 },
    { convert: downgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
  ];
  const conversion = { root: "Summary", version: 5, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV6(
        downgradeReportV7(
          downgradeReportV8AcrossV7V9(downgradeReportV9AcrossV7V9(downgradeSummaryV10(value)))
        )
      ),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV6(value: v6.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(upgradeReportV7AcrossV7V9(upgradeReportV6(value)));
  } catch (error) {
    const steps = [
      { convert: upgradeReportV6, schema: schemaV6, type: "Report", names: NAMES_V6 },
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 6, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV6(value: Summary, options: bare.EncodeOptions | undefined): v6.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 6 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
    { convert: downgradeReportV7, schema: schemaV7, type: "Report", names: NAMES_V7 },
  ];
  const conversion = { root: "Summary", version: 6, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV7(
        downgradeReportV8AcrossV7V9(downgradeReportV9AcrossV7V9(downgradeSummaryV10(value)))
      ),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV7(value: v7.Report): Summary {
  try {
    return upgradeReportV8AcrossV7V9(upgradeReportV7AcrossV7V9(value));
  } catch (error) {
    const steps = [
      {
        convert: upgradeReportV7AcrossV7V9,
        schema: schemaV7,
        type: "Report",
        names: NAMES_V7_ACROSS_V7_V9,
      },
      {
        convert: upgradeReportV8AcrossV7V9,
        schema: schemaV8,
        type: "Report",
        names: NAMES_V8_ACROSS_V7_V9,
      },
    ];
    const conversion = { root: "Summary", version: 7, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV7(value: Summary, options: bare.EncodeOptions | undefined): v7.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 7 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    {
      convert: downgradeReportV9AcrossV7V9,
      schema: schemaV9,
      type: "Report",
      names: NAMES_V9_ACROSS_V7_V9,
    },
    {
      convert: downgradeReportV8AcrossV7V9,
      schema: schemaV8,
      type: "Report",
      names: NAMES_V8_ACROSS_V7_V9,
    },
  ];
  const conversion = { root: "Summary", version: 7, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV8AcrossV7V9(downgradeReportV9AcrossV7V9(downgradeSummaryV10(value))),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function raiseSummaryFromV8(value: v8.Report): Summary {
  try {
    return upgradeReportV8(value);
  } catch (error) {
    const steps = [{ convert: upgradeReportV8, schema: schemaV8, type: "Report", names: NAMES_V8 }];
    const conversion = { root: "Summary", version: 8, value, steps };
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV8(value: Summary, options: bare.EncodeOptions | undefined): v8.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 8 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [
    { convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" },
    { convert: downgradeReportV9, schema: schemaV9, type: "Report", names: NAMES_V9 },
  ];
  const conversion = { root: "Summary", version: 8, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeReportV9(downgradeSummaryV10(value)),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}

function lowerSummaryToV9(value: Summary, options: bare.EncodeOptions | undefined): v9.Report {
  bare.requireEncodable(
    { protocol: PROTOCOL.protocol, version: 9 },
    "Summary",
    value,
    v10.writeSummary,
    bare.withErrorLocator(options, LOCATOR_V10),
  );
  const steps = [{ convert: downgradeSummaryV10, schema: schemaV10, type: "Summary" }];
  const conversion = { root: "Summary", version: 9, value, steps };
  try {
    return bare.withOmissions(
      PROTOCOL,
      options?.onOmitted,
      conversion,
      () => downgradeSummaryV10(value),
    );
  } catch (error) {
    throw bare.conversionError(PROTOCOL, conversion, error);
  }
}
