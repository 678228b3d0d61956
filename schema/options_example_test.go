package schema_test

import (
	"time"

	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

func Example_partitions() {
	meta := schema.NewMetaData()
	t := schema.NewTable(meta, "measurement",
		schema.Column("sensor", sqltype.Integer, schema.NotNull),
		schema.Column("day", sqltype.Date, schema.NotNull))
	summer := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	day := t.Column("day")
	schema.Options(t, postgres.Partitioned("RANGE", day),
		mysql.PartitionByRange(day, mysql.LessThan("spring", summer), mysql.TheRest("later")))
	postgres.AddPartition(t, "measurement_spring", postgres.Between([]any{postgres.MinValue}, []any{summer}))
	postgres.AddPartition(t, "measurement_later", postgres.TheRest())
	create(meta, pg, my, lite)
	// Output:
	// -- postgresql
	// CREATE TABLE measurement (
	// 	sensor INTEGER NOT NULL,
	// 	day DATE NOT NULL
	// ) PARTITION BY RANGE (day)
	// CREATE TABLE measurement_spring PARTITION OF measurement FOR VALUES FROM (MINVALUE) TO (DATE '2026-07-01')
	// CREATE TABLE measurement_later PARTITION OF measurement DEFAULT
	// -- mysql
	// CREATE TABLE measurement (
	// 	sensor INTEGER NOT NULL,
	// 	day DATE NOT NULL
	// ) PARTITION BY RANGE COLUMNS (day) (PARTITION spring VALUES LESS THAN ('2026-07-01'), PARTITION later VALUES LESS THAN (MAXVALUE))
	// -- sqlite
	// CREATE TABLE measurement (
	// 	sensor INTEGER NOT NULL,
	// 	day DATE NOT NULL
	// )
}

func Example_deferrable() {
	meta := schema.NewMetaData()
	t := schema.NewTable(meta, "place",
		schema.Column("page", sqltype.Integer),
		schema.Column("rank", sqltype.Integer, schema.NotNull))
	t.SetPrimaryKey("", t.C("page")).Comment("pages are never numbered anew")
	t.AddUnique(t.C("rank")).Initially("DEFERRED").Named("one_rank").Only("postgresql")
	create(meta, pg, my, lite)
	// Output:
	// -- postgresql
	// CREATE TABLE place (
	// 	page SERIAL NOT NULL,
	// 	rank INTEGER NOT NULL,
	// 	CONSTRAINT pk_place PRIMARY KEY (page),
	// 	CONSTRAINT one_rank UNIQUE (rank) DEFERRABLE INITIALLY DEFERRED
	// )
	// COMMENT ON CONSTRAINT pk_place ON place IS 'pages are never numbered anew'
	// -- mysql
	// CREATE TABLE place (
	// 	page INTEGER NOT NULL AUTO_INCREMENT,
	// 	`rank` INTEGER NOT NULL,
	// 	CONSTRAINT pk_place PRIMARY KEY (page) COMMENT 'pages are never numbered anew'
	// )
	// -- sqlite
	// CREATE TABLE place (
	// 	page INTEGER NOT NULL,
	// 	rank INTEGER NOT NULL,
	// 	CONSTRAINT pk_place PRIMARY KEY (page) /* pages are never numbered anew */
	// )
}
