"""The faults have ended: let the world come to rest."""

from world.world import SCHEDULE, World

_ROUND_S = 1800.0
"""`visibility_timeout_s` of infra/terraform: six times the time limit of the function."""
_MOST_ROUNDS = 4
"""Whatever is left to do: a message that was not acknowledged is taken, claims that hold it up
expire, a job that was never submitted is given up and submitted anew, its containers run, the run
is concluded."""
_CLAIMS_OUTLIVE_S = 2 * 3600.0
"""After this nobody's claim is of any use."""


def settle(world: World) -> int:
    """Let the world come to rest; how many rounds that took.

    Messages that were acknowledged do not come again, and events about jobs are lost: that a
    document was taken is a promise that the schedule alone must keep.
    """
    rounds = 0
    world.job_events.clear()
    while not _is_at_rest(world):
        rounds += 1
        assert rounds <= _MOST_ROUNDS, f"not at rest after {_MOST_ROUNDS} rounds: {_left(world)}"
        world.clock.advance(_ROUND_S)
        world.queue.drive_again()
        for message in list(world.queue.waiting):
            world.deliver([message])
        for child in list(world.batch.children("RUNNABLE")):
            world.run_container(child)
        world.reconcile(SCHEDULE)
        world.job_events.clear()
    world.clock.advance(_CLAIMS_OUTLIVE_S)
    world.reconcile(SCHEDULE)
    return rounds


def _is_at_rest(world: World) -> bool:
    return not _left(world)


def _left(world: World) -> list[str]:
    """What there is to do."""
    left = [message.name for message in world.queue.waiting + world.queue.dead]
    left += [one.key for one in world.objects.below("open/")]
    left += [child.job.name for child in world.batch.children("RUNNABLE", "RUNNING")]
    return left
