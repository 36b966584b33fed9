"""Simulated offices: the merge against an oracle that knows all history and shares no code with it."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from dczg_desktop.domain.records import Record
from dczg_desktop.domain.versions import arriving, living, merge, withhold, without, write

PARENT = {"市": "省", "甲县": "市", "乙县": "市", "甲镇": "甲县"}
HOMES = ["省", "市", "甲县", "乙县", "甲镇", "甲县", "市"]  # two installations in one county and in the city
FIELDS = ["描述", "目标", "责任单位"]
RECORDS = ["p0", "p1"]
SECRET = "目标"


def shown(name, values):
    return max(values)


@dataclass
class World:
    """Installations (dicts of records), packages under way, backups, and the oracle's book of acts."""

    machines: list = field(default_factory=lambda: [{} for _ in HOMES])
    homes: list = field(default_factory=lambda: list(HOMES))
    courier: list = field(default_factory=list)
    backups: list = field(default_factory=list)
    book: dict = field(default_factory=dict)  # act -> (record, fields, value, acts its writer had taken in)
    known: list = field(
        default_factory=lambda: [{} for _ in HOMES]
    )  # the oracle's own view: uid -> set of acts

    def start(self):
        for uid in RECORDS:
            act = f"origin-{uid}"
            values = {"描述": "初", "目标": "初", "责任单位": "甲县"}
            self.machines[0][uid] = Record("problem", uid, values, act)
            self.known[0][uid] = {act}
            self.book[act] = (uid, tuple(FIELDS), None, frozenset())

    def edit(self, machine, record, name, value):
        uid = RECORDS[record % len(RECORDS)]
        if uid not in self.machines[machine]:
            return
        act = f"act-{(len(self.book) * 7919) % 1000:03}-{len(self.book)}"  # neither time nor order in its uid
        self.book[act] = (uid, (name,), value, frozenset(self.known[machine][uid]))
        self.machines[machine][uid] = write(self.machines[machine][uid], {name: value}, act)
        self.known[machine][uid] = self.known[machine][uid] | {act}

    def send(self, source, target):
        here, there = self.homes[source], self.homes[target]
        if there not in (PARENT.get(here), here) and PARENT.get(there) != here:
            return
        scope = {
            uid: record for uid, record in self.machines[source].items() if self.in_scope(record, here, there)
        }
        self.courier.append((target, scope, {uid: set(self.known[source][uid]) for uid in scope}))

    def in_scope(self, record, here, there):
        downwards = PARENT.get(there) == here
        return not downwards or there not in ("甲县", "乙县") or record.fields["责任单位"] == there

    def deliver(self, index):
        target, records, known = self.courier[index % len(self.courier)]
        for uid, record in records.items():
            held = self.machines[target].get(uid)
            self.machines[target][uid] = merge(held, record, shown) if held else record
            self.known[target][uid] = self.known[target].get(uid, set()) | known[uid]

    def deliver_in_part(self, index, choice):
        """Deliver a package and leave some of its news for later."""
        target, records, _known = self.courier[index % len(self.courier)]
        for uid, record in records.items():
            held = self.machines[target].get(uid)
            if held is None:
                continue
            left = {
                name
                for n, (_, fields) in enumerate(arriving(held, record))
                if choice >> n & 1
                for name in fields
            }
            self.machines[target][uid] = merge(held, without(held, record, left), shown)
            taken = self.machines[target][uid]
            self.known[target][uid] = {taken.origin, *taken.seen}

    def back_up(self, machine):
        known = {uid: set(acts) for uid, acts in self.known[machine].items()}
        self.backups.append((machine, dict(self.machines[machine]), known))

    def restore(self, index):
        machine, records, known = self.backups[index % len(self.backups)]
        self.machines[machine], self.known[machine] = (
            dict(records),
            {uid: set(acts) for uid, acts in known.items()},
        )

    def copy(self, machine):
        if len(self.machines) < 10:
            self.machines.append(dict(self.machines[machine]))
            self.known.append({uid: set(acts) for uid, acts in self.known[machine].items()})
            self.homes.append(self.homes[machine])

    def settle(self):
        """Everything reaches everybody in scope: more rounds than the longest path of the tree."""
        for _ in range(5):
            for source in range(len(self.machines)):
                for target in range(len(self.machines)):
                    self.courier.clear()
                    if source != target:
                        self.send(source, target)
                    if self.courier:
                        self.deliver(0)

    def expected(self, uid, name):
        """The oracle: acts some surviving machine took in and no surviving writer of the field had seen."""
        alive = set().union(*(known.get(uid, set()) for known in self.known))
        writers = {act for act in alive if self.book[act][0] == uid and name in self.book[act][1]}
        return {act for act in writers if not any(act in self.book[other][3] for other in writers)}


MACHINE = st.integers(0, len(HOMES) - 1)
STEP = st.one_of(
    st.tuples(
        st.just("edit"), MACHINE, st.integers(0, 1), st.sampled_from(FIELDS[:2]), st.sampled_from("甲乙丙")
    ),
    st.tuples(
        st.just("edit"), MACHINE, st.integers(0, 1), st.just("责任单位"), st.sampled_from(["甲县", "乙县"])
    ),
    st.tuples(st.just("send"), MACHINE, MACHINE),
    st.tuples(st.just("deliver"), st.integers(0, 50)),
    st.tuples(st.just("exchange"), MACHINE, MACHINE),
    st.tuples(st.just("back_up"), MACHINE),
    st.tuples(st.just("restore"), st.integers(0, 50)),
    st.tuples(st.just("copy"), MACHINE),
)


def lived(steps):
    world = World()
    world.start()
    for target in range(1, len(HOMES)):  # everybody starts with what the province sent down
        world.machines[target] = dict(world.machines[0])
        world.known[target] = {uid: set(acts) for uid, acts in world.known[0].items()}
    for name, *rest in steps:
        if name == "exchange":
            world.send(*rest)
            if world.courier:
                world.deliver(len(world.courier) - 1)
        elif (not name.startswith("deliver") or world.courier) and (name != "restore" or world.backups):
            getattr(world, name)(*rest)
    return world


@settings(max_examples=120, deadline=None)
@given(st.lists(STEP, min_size=20, max_size=60))
def test_offices_agree_and_every_edit_lives_or_was_replaced_by_somebody_who_had_seen_it(steps):
    world = lived(steps)

    world.settle()

    for uid in RECORDS:
        for name in FIELDS:
            assert set(living(world.machines[0][uid], name)) == world.expected(uid, name)
        for machine, home in zip(world.machines, world.homes, strict=True):
            if home in ("省", "市", world.machines[0][uid].fields["责任单位"]):
                assert machine[uid] == world.machines[0][uid]


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, min_size=10, max_size=60), st.integers(0, 50))
def test_receiving_a_package_again_changes_nothing(steps, index):
    world = lived(steps)
    if not world.courier:
        return
    world.deliver(index)
    before = [dict(machine) for machine in world.machines]

    world.deliver(index)

    assert world.machines == before


@settings(max_examples=150, deadline=None)
@given(st.lists(STEP, min_size=10, max_size=60), MACHINE, MACHINE, MACHINE, st.booleans())
def test_merging_is_commutative_associative_and_idempotent(steps, first, second, third, hidden):
    world = lived(steps)
    one, two, three = (world.machines[index]["p0"] for index in (first, second, third))
    if hidden:
        two = withhold(two, [SECRET])

    assert merge(one, two, shown) == merge(two, one, shown)
    assert merge(one, one, shown) == one
    assert merge(merge(one, two, shown), two, shown) == merge(one, two, shown)
    assert merge(merge(one, two, shown), three, shown) == merge(one, merge(two, three, shown), shown)


IN_PART = st.one_of(STEP, st.tuples(st.just("deliver_in_part"), st.integers(0, 50), st.integers(0, 7)))


@settings(max_examples=150, deadline=None)
@given(st.lists(IN_PART, min_size=20, max_size=60))
def test_what_was_left_for_later_is_not_lost_and_all_agree_in_the_end(steps):
    world = lived(steps)

    world.settle()

    restored = any(name == "restore" for name, *_ in steps)
    for uid in RECORDS:
        for name in FIELDS:
            held, expected = set(living(world.machines[0][uid], name)), world.expected(uid, name)
            assert expected <= held if restored else held == expected
        for machine, home in zip(world.machines, world.homes, strict=True):
            if home in ("省", "市", world.machines[0][uid].fields["责任单位"]):
                assert machine[uid] == world.machines[0][uid]


@settings(max_examples=100, deadline=None)
@given(st.lists(IN_PART, min_size=10, max_size=40), MACHINE, MACHINE, st.integers(0, 7))
def test_taking_the_rest_later_is_the_same_as_taking_all_at_once(steps, first, second, choice):
    world = lived(steps)
    ours, theirs = world.machines[first]["p0"], world.machines[second]["p0"]
    left = {
        name for n, (_, fields) in enumerate(arriving(ours, theirs)) if choice >> n & 1 for name in fields
    }

    part = merge(ours, without(ours, theirs, left), shown)

    assert merge(part, theirs, shown) == merge(ours, theirs, shown)
    assert all(living(part, name) == living(ours, name) for name in left)
