/**
 * The worked examples of the BARE draft (draft-devault-bare): the numbers of its sections on the
 * encoding, and the messages of its appendix, written out field by field.
 */

import { expect, test } from "vitest";
import { compileSchema } from "./compile-schema.js";

async function check(schema: string, name: string, value: unknown, hex: string): Promise<void> {
  const { codec } = await compileSchema(schema);
  const { decode, encode } = codec(name);
  const bytes = hex.replaceAll(/\s/g, "");
  expect(Buffer.from(encode(value)).toString("hex")).toBe(bytes);
  expect(decode(new Uint8Array(Buffer.from(bytes, "hex")))).toStrictEqual(value);
}

test.each([
  ["uint", 0n, "00"],
  ["uint", 1n, "01"],
  ["uint", 127n, "7f"],
  ["uint", 128n, "8001"],
  ["uint", 129n, "8101"],
  ["uint", 255n, "ff01"],
  ["int", 0n, "00"],
  ["int", 1n, "02"],
  ["int", -1n, "01"],
  ["int", 63n, "7e"],
  ["int", -63n, "7d"],
  ["int", 64n, "8001"],
  ["int", -64n, "7f"],
  ["int", 65n, "8201"],
  ["int", -65n, "8101"],
  ["int", 255n, "fe03"],
  ["int", -255n, "fd03"],
  ["u32", 255, "ff000000"],
  ["i16", -255, "01ff"],
  ["f64", 2.55, "6666666666660440"],
  ["f64", -25.5, "00000000008039c0"],
  ["bool", true, "01"],
  ["bool", false, "00"],
  ["str", "BARE", "0442415245"],
  ["optional<u32>", null, "00"],
  ["optional<u32>", 0, "0100000000"],
  ["list<str>", ["foo", "bar", "buzz"], "03 03666f6f 03626172 0462757a7a"],
  ["union { int | uint = 255 | str }", { tag: "int", val: -1n }, "0001"],
  ["union { int | uint = 255 | str }", { tag: "uint", val: 255n }, "ff01 ff01"],
  ["union { int | uint = 255 | str }", { tag: "str", val: "BARE" }, "8002 0442415245"],
  ["enum { FOO BAR = 255 BUZZ }", "BUZZ", "8002"],
])("%s: %s", async (type, value, hex) => {
  await check(`type T ${type}`, "T", value, hex);
});

const COMPANY = `
type PublicKey data[128]
type Time str # ISO 8601

type Department enum {
  ACCOUNTING
  ADMINISTRATION
  CUSTOMER_SERVICE
  DEVELOPMENT

  # Reserved for the CEO
  JSMITH = 99
}

type Address list<str>[4] # street, city, state, country

type Customer struct {
  name: str
  email: str
  address: Address
  orders: list<struct {
    orderId: i64
    quantity: i32
  }>
  metadata: map<str><data>
}

type Employee struct {
  name: str
  email: str
  address: Address
  department: Department
  hireDate: Time
  publicKey: optional<PublicKey>
  metadata: map<str><data>
}

type TerminatedEmployee void

type Person union { Customer | Employee | TerminatedEmployee }
`;

const ADDRESS = ["123 Main St", "Philadelphia", "PA", "United States"];
const ADDRESS_HEX = `
  0b 313233204d61696e205374
  0c 5068696c6164656c70686961
  02 5041
  0d 556e6974656420537461746573`;

test("the draft's customer", async () => {
  const val = {
    name: "James Smith",
    email: "jsmith@example.org",
    address: ADDRESS,
    orders: [{ orderId: 4242424242n, quantity: 5 }],
    metadata: new Map(),
  };
  const hex = `
    00
    0b 4a616d657320536d697468
    12 6a736d697468406578616d706c652e6f7267
    ${ADDRESS_HEX}
    01 b241defc00000000 05000000
    00`;
  await check(COMPANY, "Person", { tag: "Customer", val }, hex);
});

test("the draft's employee", async () => {
  const val = {
    name: "Tiffany Doe",
    email: "tiffanyd@acme.corp",
    address: ADDRESS,
    department: "ADMINISTRATION",
    hireDate: "2020-06-21T21:18:05Z",
    publicKey: null,
    metadata: new Map(),
  };
  const hex = `
    01
    0b 54696666616e7920446f65
    12 74696666616e79644061636d652e636f7270
    ${ADDRESS_HEX}
    01
    14 323032302d30362d32315432313a31383a30355a
    00
    00`;
  await check(COMPANY, "Person", { tag: "Employee", val }, hex);
});

test("the draft's terminated employee", async () => {
  await check(COMPANY, "Person", { tag: "TerminatedEmployee", val: null }, "02");
});

test("an employee of the draft with everything that is optional, and the reserved department", async () => {
  const publicKey = new Uint8Array(128).map((_, index) => index);
  const val = {
    name: "J",
    email: "",
    address: ["", "", "", ""],
    department: "JSMITH",
    hireDate: "",
    publicKey,
    metadata: new Map([["ssh", new Uint8Array([1, 2])]]),
  };
  const key = Buffer.from(publicKey).toString("hex");
  const hex = `01 014a 00 00000000 63 00 01${key} 01 03737368 020102`;
  await check(COMPANY, "Person", { tag: "Employee", val }, hex);
});
