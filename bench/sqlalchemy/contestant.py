"""SQLAlchemy's part in the measurements: python3 contestant.py URL orm|core.

It speaks with the program in the folder above, which starts it. Each line of its
standard input is a request in JSON: {"Do": a method below, "Calls": [arguments, ...]}.
It makes all the calls one after the other, measures what they take in all, and
answers with one line: {"Wall": ns, "CPU": ns of this process, and what the last call
gave: "Rows", "IDs" or "Sum"}, or {"Error": text}. Before the first request it says
which versions it uses, or what it misses: {"Version": text} or {"Missing": text}.
"""

import gc
import json
import sys
import time
import traceback
from datetime import date


def say(**answer):
    sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")
    sys.stdout.flush()


try:
    import sqlalchemy
    from sqlalchemy import Column, Date, Float, ForeignKey, Integer, String
    from sqlalchemy import bindparam, create_engine, delete, event, insert, select, update
    from sqlalchemy.orm import Session, declarative_base, relationship, selectinload
    from sqlalchemy.pool import QueuePool

    # Five connections at most, as everybody has. SQLite's files would have none kept.
    engine = create_engine(sys.argv[1], poolclass=QueuePool, pool_size=5, max_overflow=0)
except ImportError as e:
    say(Missing=str(e))
    sys.exit(0)

if engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def _(connection, _record):
        connection.execute("PRAGMA synchronous=NORMAL")


Base = declarative_base()


class Product(Base):
    __tablename__ = "bench_product"
    id = Column(Integer, primary_key=True)
    name = Column(String(100), nullable=False)
    price = Column(Float, nullable=False)
    available_quantity = Column(Integer, nullable=False)
    production_date = Column(Date)
    expiry_date = Column(Date)
    expiry_offset_months = Column(Integer)


products = Product.__table__


class Order(Base):
    __tablename__ = "bench_order"
    id = Column(Integer, primary_key=True)
    product_id = Column(Integer, ForeignKey("bench_product.id"), nullable=False)
    quantity = Column(Integer, nullable=False)


class Owner(Base):
    """A product with its orders."""

    __table__ = products
    orders = relationship(Order)


class ORM:
    """Mapped objects through a fresh Session for each call."""

    def session(self):
        # After a commit the objects keep what they have: the keys are read then.
        return Session(engine, expire_on_commit=False)

    def get(self, key):
        with self.session() as s:
            return [s.get(Product, key)]

    def list(self, n):
        with self.session() as s:
            return s.execute(select(Product).order_by(Product.id).limit(n)).scalars().all()

    def within(self, keys):
        with self.session() as s:
            return s.execute(select(Product).where(Product.id.in_(keys))).scalars().all()

    def eager(self, n):
        with self.session() as s:
            statement = select(Owner).options(selectinload(Owner.orders)).order_by(Owner.id).limit(n)
            owners = s.execute(statement).scalars().all()
            total = sum(p.id * 31 + o.id * 7 + o.quantity for p in owners for o in p.orders)
            return Sum(len(owners), sum(len(p.orders) for p in owners), total)

    def insert(self, row):
        return self.insert_all([row])

    def insert_all(self, rows):
        with self.session() as s:
            added = [Product(**row) for row in rows]
            s.add_all(added)
            s.commit()
            return Keys(p.id for p in added)

    def update(self, key, price):
        with self.session() as s:
            s.get(Product, key).price = price
            s.commit()

    def change_all(self, keys, price):
        with self.session() as s:
            found = s.execute(select(Product).where(Product.id.in_(keys)).order_by(Product.id)).scalars().all()
            for i, p in enumerate(found):
                p.price = price + i
            s.commit()

    def trim(self, last):
        with engine.begin() as c:
            c.execute(delete(products).where(products.c.id > last))


class Core:
    """Statements through a connection out of the pool; it has no bulk insert that tells the keys."""

    def get(self, key):
        with engine.connect() as c:
            return [c.execute(select(products).where(products.c.id == key)).one()]

    def list(self, n):
        with engine.connect() as c:
            return c.execute(select(products).order_by(products.c.id).limit(n)).all()

    def within(self, keys):
        with engine.connect() as c:
            return c.execute(select(products).where(products.c.id.in_(keys))).all()

    def insert(self, row):
        with engine.begin() as c:
            return Keys(c.execute(insert(products), row).inserted_primary_key)

    def update(self, key, price):
        with engine.begin() as c:
            c.execute(update(products).where(products.c.id == key).values(price=price))

    def change_all(self, keys, price):
        with engine.begin() as c:
            found = c.execute(select(products).where(products.c.id.in_(keys)).order_by(products.c.id)).all()
            statement = update(products).where(products.c.id == bindparam("key")).values(price=bindparam("new"))
            c.execute(statement, [{"key": p.id, "new": price + i} for i, p in enumerate(found)])

    trim = ORM.trim


class Keys(list):
    """The keys of what was inserted."""


class Sum(tuple):
    """What a list of products with their orders comes to."""

    def __new__(cls, *numbers):
        return super().__new__(cls, numbers)


# The columns, by their names on the other side.
COLUMNS = {
    "ID": "id", "Name": "name", "Price": "price", "AvailableQuantity": "available_quantity",
    "ProductionDate": "production_date", "ExpiryDate": "expiry_date", "ExpiryOffsetMonths": "expiry_offset_months",
}


def to_row(product):
    """The columns of a product from the other side; the database makes its key."""
    row = {COLUMNS[name]: value for name, value in product.items() if name != "ID"}
    for name in ("production_date", "expiry_date"):
        if row[name] is not None:
            row[name] = date.fromisoformat(row[name][:10])
    return row


def from_row(product):
    row = {name: getattr(product, column) for name, column in COLUMNS.items()}
    for name in ("ProductionDate", "ExpiryDate"):
        if row[name] is not None:
            row[name] = row[name].isoformat() + "T00:00:00Z"
    return row


def answer(contestant, request):
    do, calls = request["Do"], request["Calls"]
    method = getattr(contestant, do)
    if do == "insert":
        calls = [[to_row(p)] for p, in calls]
    elif do == "insert_all":
        calls = [[[to_row(p) for p in ps]] for ps, in calls]
    last = None
    gc.collect()
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    for arguments in calls:
        last = method(*arguments)
    took = {"Wall": time.perf_counter_ns() - wall, "CPU": time.process_time_ns() - cpu}
    if isinstance(last, Keys):
        say(IDs=last, **took)
    elif isinstance(last, Sum):
        say(Sum=last, **took)
    elif last is not None:
        say(Rows=[from_row(p) for p in last], **took)
    else:
        say(**took)


def main():
    contestant = {"orm": ORM, "core": Core}[sys.argv[2]]()
    say(Version="%s (Python %d.%d.%d)" % (sqlalchemy.__version__, *sys.version_info[:3]))
    for line in sys.stdin:
        try:
            answer(contestant, json.loads(line))
        except Exception:  # the other side tells it, and goes on with the rest
            say(Error="".join(traceback.format_exception_only(*sys.exc_info()[:2])).strip())


main()
