// @generated from enum-renumber-to-a-free-number/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
//
//   changed     State  CLOSED: 1 -> 7
//   transitive  Root   State

export {};
