// @generated from union-retag-to-a-free-tag/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
//
//   changed    Root     Pong: 1 -> 9
//   unchanged  2 types

export {};
