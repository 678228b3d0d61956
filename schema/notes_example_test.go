package schema_test

import (
	"fmt"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

func ExampleMetaData_Notes() {
	md := schema.NewMetaData()
	schema.NewTable(md, "album", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
	schema.NewTable(md, "track",
		schema.Column("album_id", sqltype.Integer, schema.References("album.id", schema.OnDelete(schema.Cascade)), schema.PrimaryKey),
		schema.Column("no", sqltype.Integer, schema.PrimaryKey)) // whose key begins with album_id
	schema.NewTable(md, "review",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("album_id", sqltype.Integer, schema.References("album.id", schema.OnDelete(schema.Cascade))))

	for _, note := range md.Notes() {
		fmt.Println(note)
	}
	// Output:
	// review (album_id) refers to album with ON DELETE CASCADE, and no index begins with album_id: each DELETE of a row of album reads all of review, where the database does not make that index by itself; declare it with Index
}
