/** Faults of names of enums and variants, of the order of lists, and of the keys of maps. */

import type { UpgradeFault } from "./evolving-protocol.js";

const inWorker = (
  faultClass: UpgradeFault["faultClass"],
  title: string,
  step: string,
  ...edits: UpgradeFault["edits"]
): UpgradeFault => ({ faultClass, title, protocol: "worker", step, edits });

const NAMES: readonly UpgradeFault[] = [
  inWorker(
    "meaning of a name",
    "idle and busy change their names",
    "v1-v2",
    ['"State.READY": renamedFrom("IDLE")', '"State.READY": renamedFrom("BUSY")'],
    ['"State.WORKING": renamedFrom("BUSY")', '"State.WORKING": renamedFrom("IDLE")'],
  ),
  inWorker(
    "meaning of a name",
    "three states are renamed in a circle",
    "v1-v2",
    ['"State.READY": renamedFrom("IDLE")', '"State.READY": renamedFrom("BUSY")'],
    ['"State.WORKING": renamedFrom("BUSY")', '"State.WORKING": renamedFrom("GONE")'],
    ['"State.STOPPED": renamedFrom("GONE")', '"State.STOPPED": renamedFrom("IDLE")'],
  ),
  inWorker(
    "meaning of a name",
    "what is gone only drains",
    "v1-v2",
    ['"State.STOPPED": renamedFrom("GONE")', '"State.STOPPED": { downgrade: reject }'],
    ['"State.DRAINING": { downgrade: reject }', '"State.DRAINING": renamedFrom("GONE")'],
  ),
  inWorker(
    "meaning of a name",
    "yes becomes no",
    "v1-v2",
    ['"Taken": renamedFrom("Accepted")', '"Taken": renamedFrom("Declined")'],
    ['"Refused": renamedFrom("Declined")', '"Refused": renamedFrom("Accepted")'],
    ['"Answer.Taken": renamedFrom("Accepted")', '"Answer.Taken": renamedFrom("Declined")'],
    ['"Answer.Refused": renamedFrom("Declined")', '"Answer.Refused": renamedFrom("Accepted")'],
  ),
  inWorker(
    "meaning of a name",
    "idle stops and gone is ready",
    "v1-v2",
    ['"State.READY": renamedFrom("IDLE")', '"State.READY": renamedFrom("GONE")'],
    ['"State.STOPPED": renamedFrom("GONE")', '"State.STOPPED": renamedFrom("IDLE")'],
  ),
];

const UPGRADE_JOBS = "upgrade: (jobs) => [...jobs].reverse()";
const DOWNGRADE_JOBS = "downgrade: (jobs) => [...jobs].reverse()";

const LISTS: readonly UpgradeFault[] = [
  inWorker(
    "order of a list",
    "jobs keep the former order, both ways",
    "v1-v2",
    [UPGRADE_JOBS, "upgrade: (jobs) => jobs"],
    [DOWNGRADE_JOBS, "downgrade: (jobs) => jobs"],
  ),
  inWorker("order of a list", "only the upgrade turns jobs around", "v1-v2", [
    DOWNGRADE_JOBS,
    "downgrade: (jobs) => jobs",
  ]),
  inWorker("order of a list", "the last job is lost", "v1-v2", [
    UPGRADE_JOBS,
    "upgrade: (jobs) => [...jobs].slice(0, -1).reverse()",
  ]),
];

const FROM_PATH = 'return [path.slice("/dev/".length), free] as const;';

const MAPS: readonly UpgradeFault[] = [
  inWorker("keys of a map", "names that differ by case become one", "v1-v2", [
    '["/dev/" + name, free]',
    '["/dev/" + name.toLowerCase(), free]',
  ]),
  inWorker(
    "keys of a map",
    "the folder of disks is another one, both ways",
    "v1-v2",
    ['["/dev/" + name, free]', '["/mnt/" + name, free]'],
    ['startsWith("/dev/")', 'startsWith("/mnt/")'],
    ['"/dev/".length', '"/mnt/".length'],
  ),
  inWorker(
    "keys of a map",
    "other paths are cut off in place of refused",
    "v1-v2",
    ['if (!path.startsWith("/dev/")) refuse("v1 has devices only");', ""],
    [FROM_PATH, 'return [path.split("/").at(-1) ?? "", free] as const;'],
  ),
  inWorker("keys of a map", "full disks are left out", "v2-v3", [
    ".map(([path, free]) => ({ path, free }))",
    ".filter(([, free]) => free > 0)\n        .map(([path, free]) => ({ path, free }))",
  ]),
  inWorker(
    "keys of a map",
    "keys and values do not belong together",
    "v2-v3",
    [
      ".map(([path, free]) => ({ path, free }))",
      ".map(([path], index, all) => ({ path, free: all.at(-1 - index)?.[1] ?? 0 }))",
    ],
    [
      "new Map(disks.map(({ path, free }) => [path, free]))",
      "new Map(disks.map(({ path }, index) => [path, disks.at(-1 - index)?.free ?? 0]))",
    ],
  ),
];

const STATES: readonly UpgradeFault[] = [
  inWorker("state between calls", "the message that was sent is turned around itself", "v1-v2", [
    DOWNGRADE_JOBS,
    "downgrade: (jobs) => (jobs as number[]).reverse()",
  ]),
];

export const WORKER_FAULTS: readonly UpgradeFault[] = [...NAMES, ...LISTS, ...MAPS, ...STATES];
