package ddl

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// Traits are what planning must know of a database. The zero value is a database
// that does everything inside CREATE TABLE and has no limit for names.
type Traits struct {
	NameLimit     int    // the longest name, in bytes of UTF-8; 0: there is no limit
	NameChars     bool   // NameLimit counts characters
	FoldNames     bool   // names that differ in the case of ASCII letters are the same
	AlterKeys     bool   // foreign keys can be added to a table that is there, and dropped
	EnumTypes     bool   // an enumeration is a type of its own
	CommentOn     bool   // a comment is a statement of its own
	InlineIndexes bool   // CREATE TABLE holds the indexes, so that a table never lacks them
	Dialect       string // its name, for what is made on some dialects only
	Domains       bool   // a domain is a type of its own
	NullComputed  bool   // a computed column cannot be NOT NULL
	DropsWhole    bool   // DROP SCHEMA drops what is in the schema, too
	HiddenTemp    bool   // temporary tables are not in the catalogue, and DROP TEMPORARY TABLE drops no others
	CheckedDrop   bool   // DROP TABLE checks foreign keys row by row, and they can be deferred
}

// length is the size of a name as the limit counts it.
func (t Traits) length(name string) int {
	if t.NameChars {
		return utf8.RuneCountInString(name)
	}
	return len(name)
}

// fits reports whether the database keeps the whole of name.
func (t Traits) fits(name string) bool { return t.NameLimit == 0 || t.length(name) <= t.NameLimit }

// Cut is name, made to fit: what is too long loses its end to four digits of its
// hash, so that two long names stay apart and the same one stays the same.
func (t Traits) Cut(name string) string {
	if t.fits(name) {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	end := "_" + hex.EncodeToString(sum[:2])
	keep := name
	for t.length(keep)+len(end) > t.NameLimit {
		_, n := utf8.DecodeLastRuneInString(keep)
		keep = keep[:len(keep)-n]
	}
	return keep + end
}
