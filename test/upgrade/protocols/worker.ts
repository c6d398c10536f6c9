/** Names of enums and variants, and lists and maps whose order and keys have a meaning. */

import type { EvolvingProtocol } from "../evolving-protocol.js";

const V1 = `type State enum {
  IDLE
  BUSY
  GONE
}
type Worker struct {
  state: State
  # The newest job first.
  jobs: list<u32>
  # The place of the present job, from 1; 0 if there is none.
  at: u32
  # By the name of the disk.
  disks: map<str><u32>
}
type Accepted struct { job: u32 }
type Declined struct { job: u32 }
type Answer union { Accepted | Declined }
`;

const V2 = `type State enum {
  READY
  WORKING
  STOPPED
  DRAINING
}
type Worker struct {
  state: State
  # The oldest job first.
  jobs: list<u32>
  # From 0; absent if there is none.
  at: optional<u32>
  # By the path of the disk.
  disks: map<str><u32>
}
type Answer union { Taken | Refused }
type Taken struct { job: u32 }
type Refused struct { job: u32 }
`;

const V3 = `type State enum {
  READY
  WORKING
  STOPPED
  DRAINING
}
type Disk struct {
  path: str
  free: u32
}
type Worker struct {
  state: State
  jobs: list<u32>
  at: optional<u32>
  # Sorted by path.
  disks: list<Disk>
}
type Answer union { Taken | Refused | Later }
type Taken struct { job: u32 }
type Refused struct { job: u32 }
type Later struct { job: u32 minutes: u8 }
`;

const V1_V2 = `import { refuse, reject, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "State.READY": renamedFrom("IDLE"),
  "State.WORKING": renamedFrom("BUSY"),
  "State.STOPPED": renamedFrom("GONE"),
  "State.DRAINING": { downgrade: reject },
  "Worker.jobs": {
    upgrade: (jobs) => [...jobs].reverse(),
    downgrade: (jobs) => [...jobs].reverse(),
  },
  "Worker.at": {
    upgrade: (at) => (at === 0 ? null : at - 1),
    downgrade: (at) => {
      if (at === 0xffffffff) refuse("v1 has one place fewer");
      return at === null ? 0 : at + 1;
    },
  },
  "Worker.disks": {
    upgrade: (disks) => new Map([...disks].map(([name, free]) => ["/dev/" + name, free])),
    downgrade: (disks) => {
      const names = [...disks].map(([path, free]) => {
        if (!path.startsWith("/dev/")) refuse("v1 has devices only");
        return [path.slice("/dev/".length), free] as const;
      });
      return new Map(names);
    },
  },
  "Taken": renamedFrom("Accepted"),
  "Refused": renamedFrom("Declined"),
  "Answer.Taken": renamedFrom("Accepted"),
  "Answer.Refused": renamedFrom("Declined"),
};
`;

const V2_V3 = `import { refuse, reject } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Worker.disks": {
    upgrade: (disks) =>
      [...disks]
        .map(([path, free]) => ({ path, free }))
        .sort((left, right) => (left.path < right.path ? -1 : 1)),
    downgrade: (disks) => {
      const paths = disks.map(({ path }) => path);
      const isSorted = paths.every((path, index) => index === 0 || (paths[index - 1] ?? "") < path);
      if (!isSorted) refuse("v3 sorts disks by their path");
      return new Map(disks.map(({ path, free }) => [path, free]));
    },
  },
  "Answer.Later": { downgrade: reject },
};
`;

export const worker: EvolvingProtocol = {
  protocol: "worker",
  schemas: [V1, V2, V3],
  decisions: { "v1-v2": V1_V2, "v2-v3": V2_V3 },
  examples: {
    "v1-v2": [
      {
        message: "Worker",
        v1: { state: "BUSY", jobs: [3, 2, 1], at: 1, disks: { sda: 10, SDB: 20 } },
        v2: { state: "WORKING", jobs: [1, 2, 3], at: 0, disks: { "/dev/sda": 10, "/dev/SDB": 20 } },
      },
      {
        message: "Worker",
        v1: { state: "IDLE", jobs: [], at: 0, disks: {} },
        v2: { state: "READY", jobs: [], at: null, disks: {} },
      },
      {
        message: "Worker",
        v1: { state: "GONE", jobs: [7, 7], at: 2, disks: {} },
        v2: { state: "STOPPED", jobs: [7, 7], at: 1, disks: {} },
      },
      {
        message: "Answer",
        v1: { tag: "Accepted", val: { job: 5 } },
        v2: { tag: "Taken", val: { job: 5 } },
      },
      {
        message: "Answer",
        v1: { tag: "Declined", val: { job: 5 } },
        v2: { tag: "Refused", val: { job: 5 } },
      },
    ],
    "v2-v3": [
      {
        message: "Worker",
        v2: { state: "DRAINING", jobs: [1, 2], at: null, disks: { "/a": 2, "/b": 1 } },
        v3: {
          state: "DRAINING",
          jobs: [1, 2],
          at: null,
          disks: [
            { path: "/a", free: 2 },
            { path: "/b", free: 1 },
          ],
        },
      },
    ],
  },
};
