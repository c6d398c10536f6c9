// @generated from alias-introduced-and-removed/v1.bare and v2.bare by `barewire generate`. Do not
// edit.
//
//   removed    Name
//   added      Size
//   unchanged  1 type

export {};
