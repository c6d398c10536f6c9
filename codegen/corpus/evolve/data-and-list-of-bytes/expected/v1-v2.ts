// @generated from data-and-list-of-bytes/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   changed    Root    a: data -> list<Byte>
//                      b: list<u8>[2] -> data[2]
//                      c: optional<list<Byte>> -> optional<data>
//   unchanged  1 type

export {};
