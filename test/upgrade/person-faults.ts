/** Faults of texts, of values that may be absent, and of defaults. */

import type { UpgradeFault } from "./evolving-protocol.js";

const inPerson = (
  faultClass: UpgradeFault["faultClass"],
  title: string,
  step: string,
  ...edits: UpgradeFault["edits"]
): UpgradeFault => ({ faultClass, title, protocol: "person", step, edits });

const SPLITS: readonly UpgradeFault[] = [
  inPerson(
    "split and merge",
    "given and family name change places, both ways",
    "v1-v2",
    ["return { given, family };", "return { given: family, family: given };"],
    ["downgrade: ({ given, family }) => {", "downgrade: ({ given: family, family: given }) => {"],
  ),
  inPerson("split and merge", "the upgrade exchanges the names", "v1-v2", [
    "return { given, family };",
    "return { given: family, family: given };",
  ]),
  inPerson("split and merge", "the names after the second are lost", "v1-v2", [
    'if (rest.length > 0) refuse("v2 splits a name once");',
    "",
  ]),
  inPerson(
    "split and merge",
    "the whole name becomes the family name",
    "v1-v2",
    [
      'const [family = "", given = "", ...rest] = name.split(" ").reverse();',
      'const [family, given, rest] = [name, "", ""];',
    ],
    ['if (given === "" && name.includes(" ")) refuse("a given name is empty");', ""],
    [
      'if (given.includes(" ") || family.includes(" ")) refuse("v1 has one space in a name");',
      'if (given !== "") refuse("v1 has one name");',
    ],
    ["rest.length > 0", 'rest !== ""'],
  ),
  inPerson("split and merge", "names are merged without the space", "v1-v2", [
    'given + " " + family',
    "given + family",
  ]),
];

const TEXTS: readonly UpgradeFault[] = [
  inPerson("text", "mail loses its case", "v1-v2", [
    '"mailto:" + mail',
    '"mailto:" + mail.toLowerCase()',
  ]),
  inPerson(
    "text",
    "the scheme is another one, both ways",
    "v1-v2",
    ['"mailto:" + mail', '"mail:" + mail'],
    ['startsWith("mailto:")', 'startsWith("mail:")'],
    ['"mailto:".length', '"mail:".length'],
  ),
  inPerson("text", "mail is trimmed on its way back", "v1-v2", [
    'return mail.slice("mailto:".length);',
    'return mail.slice("mailto:".length).trim();',
  ]),
  inPerson("text", "the scheme is cut off one character too late", "v1-v2", [
    'return mail.slice("mailto:".length);',
    'return mail.slice("mailto:".length + 1);',
  ]),
  inPerson(
    "text",
    "mail is escaped as a part of an address, both ways",
    "v1-v2",
    ['"mailto:" + mail', '"mailto:" + encodeURIComponent(mail.toWellFormed())'],
    [
      'return mail.slice("mailto:".length);',
      'const rest = mail.slice("mailto:".length);\n' +
        "      if (!/^(?:[\\w.-]|%[0-7][0-9A-F])*$/.test(rest)) refuse('v1 has no such mail');\n" +
        "      if (encodeURIComponent(decodeURIComponent(rest)) !== rest) refuse('v1 has no such mail');\n" +
        "      return decodeURIComponent(rest);",
    ],
  ),
];

const ABSENCES: readonly UpgradeFault[] = [
  inPerson(
    "absent value",
    "an unknown phone is an empty one, both ways",
    "v1-v2",
    ['(phone === "" ? null : phone)', "phone"],
    ['if (phone === "") refuse("v1 has no empty phone");', ""],
    ['return phone ?? "";', 'if (phone === null) refuse("v1 has a phone");\n      return phone;'],
  ),
  inPerson("absent value", "an unknown phone is written as null", "v1-v2", [
    'return phone ?? "";',
    "return String(phone);",
  ]),
  inPerson(
    "absent value",
    "no limit is a limit of nothing, both ways",
    "v2-v3",
    ["(logins === 0 ? null : logins)", "logins"],
    [
      'if (logins === 0) refuse("0 is no limit in v2");\n      return logins ?? 0;',
      'if (logins === null) refuse("v2 has a limit");\n      return logins;',
    ],
  ),
  inPerson("absent value", "a limit of nothing becomes none", "v2-v3", [
    'if (logins === 0) refuse("0 is no limit in v2");',
    "",
  ]),
  inPerson("absent value", "no limit becomes a limit of one", "v2-v3", [
    "return logins ?? 0;",
    "return logins ?? 1;",
  ]),
];

const DEFAULTS: readonly UpgradeFault[] = [
  inPerson("meaning of a default", "everyone is blocked by the upgrade", "v1-v2", [
    '"Person.isActive": { upgrade: defaultTo(true)',
    '"Person.isActive": { upgrade: defaultTo(false)',
  ]),
  inPerson("meaning of a default", "the number of logins is limited to one", "v1-v2", [
    "defaultTo(0)",
    "defaultTo(1)",
  ]),
  inPerson("meaning of a default", "members become guests", "v2-v3", [
    'defaultTo("MEMBER")',
    'defaultTo("GUEST")',
  ]),
  inPerson("meaning of a default", "the language is empty", "v2-v3", ['() => "en"', '() => ""']),
  inPerson("meaning of a default", "the language is written otherwise", "v2-v3", [
    '() => "en"',
    '() => "English"',
  ]),
];

const LISTS: readonly UpgradeFault[] = [
  inPerson("order of a list", "tags are sorted by the upgrade", "v1-v2", [
    'tags.split(",")',
    'tags.split(",").sort()',
  ]),
  inPerson("order of a list", "equal tags become one", "v1-v2", [
    'tags.split(",")',
    '[...new Set(tags.split(","))]',
  ]),
];

const EDGES: readonly UpgradeFault[] = [
  inPerson("edge value", "no tags become one that is empty", "v1-v2", [
    '(tags === "" ? [] : tags.split(","))',
    'tags.split(",")',
  ]),
  inPerson("edge value", "an unknown phone has no length", "v1-v2", [
    'if (phone === "") refuse',
    "if (phone!.length === 0) refuse",
  ]),
  inPerson("edge value", "a name without a space ends the program", "v1-v2", [
    "return { given, family };",
    "return { given: given.charAt(0).codePointAt(0) === undefined ? undefined! : given, family };",
  ]),
];

const STATES: readonly UpgradeFault[] = [
  inPerson(
    "state between calls",
    "the language changes with every call",
    "v2-v3",
    ['() => "en"', '() => ["en", "fr"][calls++ % 2] ?? "en"'],
    ["export const decisions", "let calls = 0;\n\nexport const decisions"],
  ),
  inPerson(
    "state between calls",
    "the given name is remembered",
    "v1-v2",
    ["return { given, family };", "last = given || last;\n      return { given: last, family };"],
    ["export const decisions", 'let last = "";\n\nexport const decisions'],
  ),
  inPerson(
    "state between calls",
    "tags of the message before are added",
    "v1-v2",
    [
      '(tags === "" ? [] : tags.split(","))',
      '{\n      known.push(...(tags === "" ? [] : tags.split(",")));\n      return [...known];\n    }',
    ],
    ["export const decisions", "const known: string[] = [];\n\nexport const decisions"],
  ),
];

export const PERSON_FAULTS: readonly UpgradeFault[] = [
  ...SPLITS,
  ...TEXTS,
  ...ABSENCES,
  ...DEFAULTS,
  ...LISTS,
  ...EDGES,
  ...STATES,
];
