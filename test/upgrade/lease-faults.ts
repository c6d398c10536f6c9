/** Faults of numbers: their unit, where they begin, and what does not fit. */

import type { UpgradeFault } from "./evolving-protocol.js";

const inLease = (
  faultClass: UpgradeFault["faultClass"],
  title: string,
  step: string,
  ...edits: UpgradeFault["edits"]
): UpgradeFault => ({ faultClass, title, protocol: "lease", step, edits });

const UNITS: readonly UpgradeFault[] = [
  inLease(
    "unit",
    "seconds are taken for milliseconds",
    "v1-v2",
    ["BigInt(seconds) * 1000n", "BigInt(seconds)"],
    ['if (milliseconds % 1000n !== 0n) refuse("v1 counts whole seconds");', ""],
    ["const seconds = milliseconds / 1000n;", "const seconds = milliseconds;"],
  ),
  inLease("unit", "only the upgrade converts seconds", "v1-v2", [
    "const seconds = milliseconds / 1000n;",
    "const seconds = milliseconds;",
  ]),
  inLease(
    "unit",
    "degrees are taken for tenths",
    "v1-v2",
    ["celsius * 10", "celsius"],
    ['if (tenths % 10 !== 0) refuse("v1 has whole degrees");', ""],
    ["const celsius = tenths / 10;", "const celsius = tenths;"],
  ),
  inLease(
    "unit",
    "percents become ten-thousandths",
    "v1-v2",
    ["percent * 10", "percent * 100"],
    ["thousandths % 10 !== 0", "thousandths % 100 !== 0"],
    ["thousandths > 655350", "thousandths > 6553500"],
    ["return thousandths / 10;", "return thousandths / 100;"],
  ),
  inLease(
    "unit",
    "milliseconds become nanoseconds",
    "v2-v3",
    ["milliseconds > 0xffffffffffffffffn / 1000n", "milliseconds > 0xffffffffffffffffn / 1000000n"],
    ["return milliseconds * 1000n;", "return milliseconds * 1000000n;"],
    ["microseconds % 1000n !== 0n", "microseconds % 1000000n !== 0n"],
    ["return microseconds / 1000n;", "return microseconds / 1000000n;"],
  ),
];

const BASES: readonly UpgradeFault[] = [
  inLease(
    "number base",
    "retries are taken for attempts",
    "v2-v3",
    ['if (retries === 255) refuse("v3 counts up to 255 attempts");', ""],
    ["return retries + 1;", "return retries;"],
    ['if (attempts === 0) refuse("v2 has a first attempt always");', ""],
    ["return attempts - 1;", "return attempts;"],
  ),
  inLease(
    "number base",
    "an attempt too many is counted, both ways",
    "v2-v3",
    ["retries === 255", "retries >= 254"],
    ["return retries + 1;", "return retries + 2;"],
    ["attempts === 0", "attempts < 2"],
    ["return attempts - 1;", "return attempts - 2;"],
  ),
  inLease("number base", "only the upgrade counts the first attempt", "v2-v3", [
    "return attempts - 1;",
    "return attempts;",
  ]),
  inLease("number base", "the last attempt is counted as none", "v2-v3", [
    'if (retries === 255) refuse("v3 counts up to 255 attempts");\n      return retries + 1;',
    "return (retries + 1) % 256;",
  ]),
  inLease(
    "number base",
    "retries count down",
    "v2-v3",
    ['if (retries === 255) refuse("v3 counts up to 255 attempts");', ""],
    ["return retries + 1;", "return 255 - retries;"],
    ['if (attempts === 0) refuse("v2 has a first attempt always");', ""],
    ["return attempts - 1;", "return 255 - attempts;"],
  ),
];

const NARROWINGS: readonly UpgradeFault[] = [
  inLease("narrowing", "a part of a second is cut off", "v1-v2", [
    'if (milliseconds % 1000n !== 0n) refuse("v1 counts whole seconds");',
    "",
  ]),
  inLease("narrowing", "seconds wrap around", "v1-v2", [
    'if (seconds > 0xffffffffn) refuse("v1 counts up to 2^32 seconds");\n      return Number(seconds);',
    "return Number(seconds & 0xffffffffn);",
  ]),
  inLease(
    "narrowing",
    "tenths of a degree are rounded",
    "v1-v2",
    ['if (tenths % 10 !== 0) refuse("v1 has whole degrees");', ""],
    ["const celsius = tenths / 10;", "const celsius = Math.round(tenths / 10);"],
  ),
  inLease(
    "narrowing",
    "a large share is clamped",
    "v1-v2",
    ['if (thousandths > 655350) refuse("v1 has up to 65535 percent");', ""],
    ["return thousandths / 10;", "return Math.min(thousandths / 10, 65535);"],
  ),
  inLease("narrowing", "frost loses its sign", "v1-v2", ["celsius * 10", "Math.abs(celsius) * 10"]),
];

const EDGES: readonly UpgradeFault[] = [
  inLease("edge value", "a share of nothing divides by zero", "v1-v2", [
    "percent * 10",
    "(percent * percent * 10) / percent",
  ]),
  inLease("edge value", "a time that is too long is no error of the protocol", "v1-v2", [
    'refuse("v1 counts up to 2^32 seconds")',
    'throw new Error("too long")',
  ]),
];

const STATES: readonly UpgradeFault[] = [
  inLease(
    "state between calls",
    "the attempts of all leases are added up",
    "v2-v3",
    ["export const decisions", "let calls = 0;\n\nexport const decisions"],
    ["return retries + 1;", "calls += 1;\n      return (retries + calls) % 256;"],
  ),
];

export const LEASE_FAULTS: readonly UpgradeFault[] = [
  ...UNITS,
  ...BASES,
  ...NARROWINGS,
  ...EDGES,
  ...STATES,
];
