"""Stories: what happens in a world, with a fault at one of all operations in it."""

from collections.abc import Callable
from dataclasses import dataclass

from world.documents import Kind, upload_of
from world.faults import TROUBLE_FREE, End, Fault, Plan, Trouble
from world.law import check_law
from world.settling import settle
from world.world import World


@dataclass(frozen=True)
class Story:
    """What happens, with a fault at one of all operations in it; or with none.

    Attributes:
        world: Where.
        operation: Before how many operations the fault is.
        fault: The fault.
    """

    world: World
    operation: int = 0
    fault: Trouble | None = None

    def plan(self, told: Plan = TROUBLE_FREE) -> Plan:
        """What goes wrong in the next process, besides what the story tells."""
        ahead = self.operation - sum(process.asked for process in self.world.processes)
        if self.fault is None or ahead < 0:
            return told
        return {**told, ahead: self.fault}

    def dispatch(self, kind: Kind, pages: int) -> None:
        self.world.upload(upload_of("scan.txt", kind, pages))
        self.world.deliver(self.world.queue.waiting, self.plan())

    def run_containers(self, told: Plan = TROUBLE_FREE, end: End = End.HOST_LOST) -> None:
        for child in list(self.world.batch.children("RUNNABLE")):
            self.world.run_container(child, self.plan(told), end)

    def hear_of_jobs(self) -> None:
        while self.world.job_events:
            self.world.reconcile(self.world.job_events.pop(0).event, self.plan())


def small(story: Story) -> None:
    story.dispatch(Kind.TEXT, 1)


def broken(story: Story) -> None:
    story.dispatch(Kind.BROKEN, 1)


def long(story: Story) -> None:
    story.dispatch(Kind.TEXT, 24)
    story.run_containers()
    story.hear_of_jobs()


def given_up(story: Story) -> None:
    """A container runs out of memory when its pages are read."""
    story.dispatch(Kind.BULKY, 2)
    story.run_containers({10: Fault.DIES_BEFORE}, End.OUT_OF_MEMORY)
    story.hear_of_jobs()


def moved_on(story: Story) -> None:
    """The hosts of both attempts are lost, and another job does the rest."""
    story.dispatch(Kind.BULKY, 17)
    for _ in range(2):
        story.run_containers({15: Fault.DIES_AFTER}, End.SPOT_INTERRUPTED)
    story.hear_of_jobs()
    story.run_containers()
    story.hear_of_jobs()


STORIES = (small, broken, long, given_up, moved_on)
Tell = Callable[[Story], None]


def told_with(world: World, tell: Tell, operation: int, fault: Trouble) -> None:
    """Tell a story with a fault, and see that it is made good."""
    try:
        tell(Story(world, operation, fault))
        settle(world)
        check_law(world)
    except Exception as error:
        error.add_note(f"{fault} at operation {operation}")
        raise


def operations(world: World, tell: Tell) -> list[frozenset[Trouble]]:
    """What may happen at each operation of a story; the law holds without it."""
    tell(Story(world))
    possible = [could for process in world.processes for could in process.could_meet]
    settle(world)
    check_law(world)
    return possible
