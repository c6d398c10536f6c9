/**
 * A protocol of any size, always the same: types in groups of ten as a feature adds them, and two
 * unions that carry the messages of all groups. From version to version one type in fifty gains an
 * optional field, a variant or an enum value; none of them needs a decision.
 */

export const TYPE_COUNTS = [250, 500, 1000] as const;

export const VERSION_COUNT = 10;

export function syntheticName(typeCount: number): string {
  return `${typeCount} types x ${VERSION_COUNT} versions`;
}

const GROUP_SIZE = 10;

/** The number of types for each change. */
const TYPES_A_CHANGE = 50;

/** The text of `version` of a protocol of `typeCount` types, which is a multiple of ten. */
export function syntheticSchema(typeCount: number, version: number): string {
  const groupCount = typeCount / GROUP_SIZE;
  const groups = Array.from({ length: groupCount }, (_, group) => group);
  const text = (group: number) => groupText(group, changeCount(group, groupCount, version));
  // The two roots replace the last two types of the first group.
  const [, ...others] = groups;
  const messages = (name: string) => others.map((group) => `  | Group${group}${name}`).join("\n");
  return [
    ...groups
      .map(text)
      .map((lines, group) => (group === 0 ? lines.slice(0, -2) : lines).join("\n")),
    `type ToServer union {\n${messages("Request")}\n}`,
    `type ToClient union {\n${messages("Response")}\n}`,
    "",
  ].join("\n\n");
}

/**
 * The number of changes of a group until `version`: every step changes the next few groups in turn.
 */
function changeCount(group: number, groupCount: number, version: number): number {
  const changes = (version - 1) * Math.max(1, (groupCount * GROUP_SIZE) / TYPES_A_CHANGE);
  return Math.floor((changes + groupCount - 1 - group) / groupCount);
}

/** Its types in schema order; its changes go to the detail, the outcome and the status in turn. */
function groupText(group: number, changes: number): readonly string[] {
  const name = `Group${group}`;
  const turns = (kind: number) => Math.floor((changes + 2 - ((group + kind) % 3)) / 3);
  const added = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join("");
  const optional = (index: number) => `  extra${index}: optional<${name}Id>\n`;
  const variant = (index: number) => `  | ${[`${name}Item`, `${name}Range`][index % 2]}\n`;
  return [
    `type ${name}Id str`,
    `type ${name}Status enum {\n  READY\n  BUSY\n  GONE\n${added(turns(2), (index) => `  STATE_${index}\n`)}}`,
    `type ${name}Range struct {\n  start: u64\n  end: u64\n}`,
    `type ${name}Item struct {\n  id: ${name}Id\n  range: ${name}Range\n  body: data\n}`,
    `type ${name}Items list<${name}Item>`,
    `type ${name}Detail struct {\n  status: ${name}Status\n  labels: map<str><str>\n  count: u32\n${added(turns(0), optional)}}`,
    `type ${name}Failure struct {\n  code: u16\n  message: str\n  at: i64\n}`,
    `type ${name}Outcome union {\n  | ${name}Detail\n  | ${name}Failure\n${added(Math.min(2, turns(1)), variant)}}`,
    `type ${name}Request struct {\n  id: ${name}Id\n  items: ${name}Items\n  limit: optional<u32>\n  isUrgent: bool\n}`,
    `type ${name}Response struct {\n  requestId: u32\n  outcome: ${name}Outcome\n  tags: list<str>\n}`,
  ];
}
