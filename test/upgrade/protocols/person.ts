/** Text that is split and written otherwise, values that may be absent, and defaults. */

import type { EvolvingProtocol } from "../evolving-protocol.js";

const V1 = `type Person struct {
  # Given and family name with one space between, or the family name alone.
  name: str
  mail: str
  # Empty if it is not known.
  phone: str
  tags: str
}
`;

const V2 = `type Name struct {
  # Empty if it is not known.
  given: str
  family: str
}
type Person struct {
  name: Name
  # With its scheme.
  mail: str
  # Absent if it is not known.
  phone: optional<str>
  tags: list<str>
  isActive: bool
  # The number of logins that are allowed; 0 is no limit.
  logins: u32
}
`;

const V3 = `type Name struct {
  given: str
  family: str
}
type Role enum {
  GUEST
  MEMBER
}
type Person struct {
  name: Name
  mail: str
  phone: optional<str>
  tags: list<str>
  isActive: bool
  # Absent is no limit.
  logins: optional<u32>
  role: Role
  language: str
}
`;

const V1_V2 = `import { drop, defaultTo, refuse } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Person.name": {
    upgrade: (name) => {
      const [family = "", given = "", ...rest] = name.split(" ").reverse();
      if (rest.length > 0) refuse("v2 splits a name once");
      if (given === "" && name.includes(" ")) refuse("a given name is empty");
      return { given, family };
    },
    downgrade: ({ given, family }) => {
      if (given.includes(" ") || family.includes(" ")) refuse("v1 has one space in a name");
      return given === "" ? family : given + " " + family;
    },
  },
  "Person.mail": {
    upgrade: (mail) => "mailto:" + mail,
    downgrade: (mail) => {
      if (!mail.startsWith("mailto:")) refuse("v1 has mail only");
      return mail.slice("mailto:".length);
    },
  },
  "Person.phone": {
    upgrade: (phone) => (phone === "" ? null : phone),
    downgrade: (phone) => {
      if (phone === "") refuse("v1 has no empty phone");
      return phone ?? "";
    },
  },
  "Person.tags": {
    upgrade: (tags) => (tags === "" ? [] : tags.split(",")),
    downgrade: (tags) => {
      if (tags.some((tag) => tag.includes(","))) refuse("v1 separates tags by commas");
      if (tags.length === 1 && tags[0] === "") refuse("v1 has no empty tag alone");
      return tags.join(",");
    },
  },
  "Person.isActive": { upgrade: defaultTo(true), downgrade: drop("v1 has active people only") },
  "Person.logins": { upgrade: defaultTo(0), downgrade: drop("v1 has no limit") },
};
`;

const V2_V3 = `import { drop, defaultTo, refuse } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Person.logins": {
    upgrade: (logins) => (logins === 0 ? null : logins),
    downgrade: (logins) => {
      if (logins === 0) refuse("0 is no limit in v2");
      return logins ?? 0;
    },
  },
  "Person.role": { upgrade: defaultTo("MEMBER"), downgrade: drop("v2 has members only") },
  "Person.language": { upgrade: () => "en", downgrade: drop("v2 has English only") },
};
`;

const ADA = { given: "Ada", family: "Lovelace" };

export const person: EvolvingProtocol = {
  protocol: "person",
  schemas: [V1, V2, V3],
  decisions: { "v1-v2": V1_V2, "v2-v3": V2_V3 },
  examples: {
    "v1-v2": [
      {
        message: "Person",
        v1: { name: "Ada Lovelace", mail: "Ada@example.org", phone: "+44 20", tags: "b,a,b" },
        v2: {
          name: ADA,
          mail: "mailto:Ada@example.org",
          phone: "+44 20",
          tags: ["b", "a", "b"],
          isActive: true,
          logins: 0,
        },
      },
      {
        message: "Person",
        v1: { name: "Plato", mail: "plato@example.org", phone: "", tags: "" },
        v2: {
          name: { given: "", family: "Plato" },
          mail: "mailto:plato@example.org",
          phone: null,
          tags: [],
          isActive: true,
          logins: 0,
        },
      },
    ],
    "v2-v3": [
      {
        message: "Person",
        v2: { name: ADA, mail: "a", phone: null, tags: [], isActive: false, logins: 0 },
        v3: {
          name: ADA,
          mail: "a",
          phone: null,
          tags: [],
          isActive: false,
          logins: null,
          role: "MEMBER",
          language: "en",
        },
      },
      {
        message: "Person",
        v2: { name: ADA, mail: "a", phone: "1", tags: ["x"], isActive: true, logins: 3 },
        v3: {
          name: ADA,
          mail: "a",
          phone: "1",
          tags: ["x"],
          isActive: true,
          logins: 3,
          role: "MEMBER",
          language: "en",
        },
      },
    ],
  },
};
