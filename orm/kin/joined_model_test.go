package kin_test

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A company's people in several tables: engineers and managers have one of their own,
// seniors one behind the engineers', and trainees share the engineers' table.

type Named interface{ Call() string }

type Company struct {
	ID     int
	Name   string
	People []*Person
	Chief  *Manager
}

type Person struct {
	ID        int
	Name      string
	Type      string
	Email     *string
	Version   int
	CompanyID *int
	Company   *Company
	Clubs     []*Club
}

func (p *Person) Call() string { return "person " + p.Name }

type Engineer struct {
	Person
	Lang     string
	MentorID *int
	Mentor   *Person
	Machines []*Machine
}

func (e *Engineer) Call() string { return "engineer " + e.Name }

type Senior struct {
	Engineer
	Grade int
}

func (e *Senior) Call() string { return "senior " + e.Name }

type Trainee struct {
	Engineer
	School string
}

func (e *Trainee) Call() string { return "trainee " + e.Name }

type Manager struct {
	Person
	Level   int
	LeadsID *int
	Leads   *Company
}

func (m *Manager) Call() string { return "manager " + m.Name }

type Machine struct {
	ID         int
	Label      string
	EngineerID *int
	Engineer   *Engineer
}

type Club struct {
	ID      int
	Title   string
	Members []*Person
}

type PersonColumns struct {
	ID        schema.Int
	Name      schema.String
	Type      schema.String
	Email     schema.NullString
	Version   schema.Int
	CompanyID schema.NullInt
}

type CompanyTable struct {
	orm.TableOf[Company, int]
	ID     schema.Int
	Name   schema.String
	People orm.Many[Company, Person]
	Chief  orm.HasOne[Company, Manager]
}

type PersonTable struct {
	orm.TableOf[Person, int]
	PersonColumns
	Company orm.One[Person, Company]
	Clubs   orm.Many[Person, Club]
}

type EngineerTable struct {
	orm.TableOf[Engineer, int]
	PersonColumns
	Lang     schema.String
	MentorID schema.NullInt
	Company  orm.One[Person, Company]
	Mentor   orm.One[Engineer, Person]
	Machines orm.Many[Engineer, Machine]
}

type SeniorTable struct {
	orm.TableOf[Senior, int]
	PersonColumns
	Lang  schema.String
	Grade schema.Int
}

type TraineeTable struct {
	orm.TableOf[Trainee, int]
	PersonColumns
	Lang   schema.String
	School schema.String
}

type ManagerTable struct {
	orm.TableOf[Manager, int]
	PersonColumns
	Level   schema.Int
	LeadsID schema.NullInt
	Leads   orm.One[Manager, Company]
}

type MachineTable struct {
	orm.TableOf[Machine, int]
	ID         schema.Int
	Label      schema.String
	EngineerID schema.NullInt
	Engineer   orm.One[Machine, Engineer]
}

type ClubTable struct {
	orm.TableOf[Club, int]
	ID      schema.Int
	Title   schema.String
	Members orm.Many[Club, Person]
}

type MembershipTable struct {
	schema.Rows
	ClubID   schema.Int
	PersonID schema.Int
}

var (
	Firm      = orm.NewBase()
	Companies = orm.Declare(Firm, "kin_company", func(t *CompanyTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
	})
	People = orm.Declare(Firm, "kin_person", func(t *PersonTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.Type.Size(20)
		t.Email.Size(40).Unique()
		t.CompanyID.References(Companies.ID)
		orm.Version(t, t.Version)
		orm.Discriminator(t, t.Type, "person")
		t.Company.Inverse(Companies.People)
	})
	Engineers = orm.JoinedTable(People, "kin_engineer", "engineer", func(t *EngineerTable) {
		t.Lang.Size(20)
		t.MentorID.References(People.ID)
	})
	Seniors  = orm.JoinedTable(Engineers, "kin_senior", "senior", func(t *SeniorTable) {})
	Trainees = orm.SingleTable(Engineers, "trainee", func(t *TraineeTable) { t.School.Size(20) })
	Managers = orm.JoinedTable(People, "kin_manager", "manager", func(t *ManagerTable) {
		t.LeadsID.Unique().References(Companies.ID)
		t.Leads.ForeignKey(t.LeadsID).Inverse(Companies.Chief)
	}, schema.OnDelete(schema.Cascade))
	Machines = orm.Declare(Firm, "kin_machine", func(t *MachineTable) {
		t.ID.PrimaryKey()
		t.Label.Size(20)
		t.EngineerID.References(Engineers.ID)
		t.Engineer.Inverse(Engineers.Machines)
	})
	Clubs = orm.Declare(Firm, "kin_club", func(t *ClubTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
	})
	Memberships = schema.Declare(Firm.MetaData(), "kin_membership", func(t *MembershipTable) {
		t.ClubID.PrimaryKey().References(Clubs.ID)
		t.PersonID.PrimaryKey().References(People.ID)
	})
)

func init() {
	Companies.Chief.ForeignKey(Managers.LeadsID)
	Clubs.Members.Through(Memberships).Inverse(People.Clubs)
	People.Clubs.Through(Memberships)
}
