/** Numbers that change their unit, their width and where they begin. */

import type { EvolvingProtocol } from "../evolving-protocol.js";

const V1 = `type Lease struct {
  holder: str
  # Until it ends.
  seconds: u32
  celsius: i16
  # In percent.
  share: u16
  # Without the first attempt.
  retries: u8
}
`;

const V2 = `type Lease struct {
  holder: str
  milliseconds: u64
  # Tenths of a degree.
  tenths: i32
  # In thousandths.
  share: u32
  retries: u8
}
`;

const V3 = `type Lease struct {
  holder: str
  microseconds: u64
  tenths: i32
  share: u32
  # With the first one.
  attempts: u8
}
`;

const V1_V2 = `import { refuse, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Lease.milliseconds": renamedFrom("seconds", {
    upgrade: (seconds) => BigInt(seconds) * 1000n,
    downgrade: (milliseconds) => {
      if (milliseconds % 1000n !== 0n) refuse("v1 counts whole seconds");
      const seconds = milliseconds / 1000n;
      if (seconds > 0xffffffffn) refuse("v1 counts up to 2^32 seconds");
      return Number(seconds);
    },
  }),
  "Lease.tenths": renamedFrom("celsius", {
    upgrade: (celsius) => celsius * 10,
    downgrade: (tenths) => {
      if (tenths % 10 !== 0) refuse("v1 has whole degrees");
      const celsius = tenths / 10;
      if (celsius < -32768 || celsius > 32767) refuse("v1 has up to 32767 degrees");
      return celsius === 0 ? 0 : celsius;
    },
  }),
  "Lease.share": {
    upgrade: (percent) => percent * 10,
    downgrade: (thousandths) => {
      if (thousandths % 10 !== 0) refuse("v1 has whole percents");
      if (thousandths > 655350) refuse("v1 has up to 65535 percent");
      return thousandths / 10;
    },
  },
};
`;

const V2_V3 = `import { refuse, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Lease.microseconds": renamedFrom("milliseconds", {
    upgrade: (milliseconds) => {
      if (milliseconds > 0xffffffffffffffffn / 1000n) refuse("v3 counts up to 2^64 microseconds");
      return milliseconds * 1000n;
    },
    downgrade: (microseconds) => {
      if (microseconds % 1000n !== 0n) refuse("v2 counts whole milliseconds");
      return microseconds / 1000n;
    },
  }),
  "Lease.attempts": renamedFrom("retries", {
    upgrade: (retries) => {
      if (retries === 255) refuse("v3 counts up to 255 attempts");
      return retries + 1;
    },
    downgrade: (attempts) => {
      if (attempts === 0) refuse("v2 has a first attempt always");
      return attempts - 1;
    },
  }),
};
`;

export const lease: EvolvingProtocol = {
  protocol: "lease",
  schemas: [V1, V2, V3],
  decisions: { "v1-v2": V1_V2, "v2-v3": V2_V3 },
  examples: {
    "v1-v2": [
      {
        message: "Lease",
        v1: { holder: "ada", seconds: 90, celsius: -4, share: 25, retries: 2 },
        v2: { holder: "ada", milliseconds: "90000", tenths: -40, share: 250, retries: 2 },
      },
    ],
    "v2-v3": [
      {
        message: "Lease",
        v2: { holder: "ada", milliseconds: "1500", tenths: 215, share: 333, retries: 0 },
        v3: { holder: "ada", microseconds: "1500000", tenths: 215, share: 333, attempts: 1 },
      },
    ],
  },
};
