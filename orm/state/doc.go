// Package state holds what a session knows of its objects: a record for each, the
// pristine copy of what the database has, the identity map, and the groups of
// objects that were loaded together.
//
// Objects are plain structs of the user's, so that nothing can hang on them. A
// record is found by the key in the struct, and it must hold the same pointer;
// only pending objects are found by their address. Identity is strong: an object
// that was changed and let go would else be collected before the flush, and its
// UPDATE with it.
//
// A [Store] belongs to one session and is not safe for concurrent use; the session
// detects that.
package state
