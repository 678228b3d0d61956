// Package schema says what ent is to generate package entmodel from.
package schema
