// Package kin holds the tests of entities that inherit from others, which package orm
// maps. They are apart because they have a model, and golden plans, of their own.
package kin
