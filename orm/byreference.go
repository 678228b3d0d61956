package orm

import "github.com/aludel/aludel/sql"

// ByReference declares columns of t, whose fields are slices, maps, pointers or interfaces, of
// which a session sees only whether the field was given another one: what the program changes
// within it is not written, and not taken back by a rollback. It is for documents that are too
// large to be copied when they are read and compared in each flush. Other fields are mistakes
// that Mappings reports.
//
// It belongs into the function that declares t; what inherits from t has it, too.
func ByReference(t TableStruct, columns ...sql.Expr) {
	if m := declaredIn(t, "orm.ByReference"); m != nil {
		m.CompareByReference(itemNodes(items(columns)))
	}
}
