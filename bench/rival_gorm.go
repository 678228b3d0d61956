package main

import (
	"context"

	"gorm.io/driver/mysql"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
)

// rivalGorm is GORM without its default transaction and its logger.
type rivalGorm struct {
	Absent
	db *gorm.DB
}

// TableName is for GORM.
func (TaggedProduct) TableName() string { return "bench_product" }

// gormOwner is a product with its orders, as GORM wants them.
type gormOwner struct {
	TaggedProduct
	Orders []gormOrder `gorm:"foreignKey:ProductID"`
}

type gormOrder Order

// TableName is for GORM.
func (gormOrder) TableName() string { return "bench_order" }

func openGorm(variable string) func(context.Context, string) (Contestant, error) {
	return func(_ context.Context, address string) (Contestant, error) {
		db, err := openSQL(variable, address)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(5)
		db.SetMaxIdleConns(5)
		var d gorm.Dialector
		switch variable {
		case postgresVar:
			d = postgres.New(postgres.Config{Conn: db})
		case mysqlVar:
			d = mysql.New(mysql.Config{Conn: db})
		default:
			d = sqlite.New(sqlite.Config{Conn: db})
		}
		g, err := gorm.Open(d, &gorm.Config{SkipDefaultTransaction: true, PrepareStmt: variable == "", Logger: logger.Discard})
		return rivalGorm{db: g}, err
	}
}

func (c rivalGorm) Get(ctx context.Context, id int) (*Product, error) {
	var p TaggedProduct
	err := c.db.WithContext(ctx).First(&p, id).Error
	return (*Product)(&p), err
}

func (c rivalGorm) List(ctx context.Context, n int) (Products, error) {
	var ps []TaggedProduct
	err := c.db.WithContext(ctx).Order("id").Limit(n).Find(&ps).Error
	return tagged(ps), err
}

func (c rivalGorm) In(ctx context.Context, ids []int) (Products, error) {
	var ps []TaggedProduct
	err := c.db.WithContext(ctx).Where("id IN ?", ids).Find(&ps).Error
	return tagged(ps), err
}

func (c rivalGorm) Insert(ctx context.Context, p *Product) error {
	return c.db.WithContext(ctx).Create((*TaggedProduct)(p)).Error
}

func (c rivalGorm) Update(ctx context.Context, id int, price float64) error {
	return c.db.WithContext(ctx).Model(&TaggedProduct{ID: id}).Update("price", price).Error
}

func (c rivalGorm) InsertAll(ctx context.Context, ps []*Product) error {
	rows := make([]*TaggedProduct, len(ps))
	for i, p := range ps {
		rows[i] = (*TaggedProduct)(p)
	}
	return c.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error { return tx.CreateInBatches(rows, 1000).Error })
}

// ChangeAll writes by an upsert, which is GORM's quickest way.
func (c rivalGorm) ChangeAll(ctx context.Context, ids []int, price float64) error {
	return c.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		var ps []TaggedProduct
		if err := tx.Where("id IN ?", ids).Order("id").Find(&ps).Error; err != nil {
			return err
		}
		for i := range ps {
			ps[i].Price = price + float64(i)
		}
		return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"price"})}).Create(&ps).Error
	})
}

func (c rivalGorm) Eager(ctx context.Context, n int) (OrderSum, error) {
	var ps []gormOwner
	err := c.db.WithContext(ctx).Preload("Orders").Order("id").Limit(n).Find(&ps).Error
	out := OrderSum{Products: len(ps)}
	for i := range ps {
		for j := range ps[i].Orders {
			out.add(ps[i].ID, (*Order)(&ps[i].Orders[j]))
		}
	}
	return out, err
}

func (c rivalGorm) Trim(ctx context.Context) error {
	return c.db.WithContext(ctx).Where("id > ?", rows).Delete(&TaggedProduct{}).Error
}

func (c rivalGorm) Close() error {
	db, err := c.db.DB()
	if err != nil {
		return err
	}
	return db.Close()
}
