"""What reports tell of the pace: a lump is shared among days nobody told, silence waits, a revision is none."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

KNOWN = 7  # days told before anything is called unusual
SURE = 10  # items of a usual day: of so many, none at all is no chance (e^-10)
NEARLY_NOTHING = 0.02  # of a usual day
QUIET = 0.2  # of a usual day: a weekday with less is one of rest
WORKING = 4  # days of a week with work: only who works on so many rests on the others
PATIENCE = 14  # silent days after which a unit counts as at rest
FOLLOW = 0.15  # a day's weight in what is usual
SEASONED = 42  # days told before a lump can be told from a start
LUMP_TIMES = 5  # a day with more than so many times the best of late is no day's work
PEAK_KEPT = 0.975  # of the best day of late, from day to day
LATE = 7  # silent days after which nobody knows last week's pace
GONE = 56  # silent days after which a unit counts as ended: no silence that ends
RECALL = 28  # days for which what was told of a month at once moves the forecast


@dataclass(frozen=True)
class Told:
    """Counts and the pace that they tell, (…, U, D) each.

    counts  items as reported
    pace    items of the day on which they were done, as far as can be told: never negative
    apart   days whose counts are in the total and in no pace: revisions, lumps that no silence explains
    silent  how many days up to this one were silent, as it looked on this one
    shared  of how many days the work was told at once, of which this is one; 1 of a day told by itself
    """

    counts: Array
    pace: Array
    apart: Flags
    silent: npt.NDArray[np.int_]
    shared: npt.NDArray[np.int_]

    def until(self, days: int) -> "Told":
        """As it looked at the end of the first `days`; what is told of their last, silent days later is `waiting`."""
        last = slice(days)
        return Told(*(getattr(self, field.name)[..., last] for field in fields(self)))

    @property
    def waiting(self) -> Flags:
        """(…, U, D) days at the end that will still be told: silent ones, until patience ends."""
        days = self.counts.shape[-1]
        open_days = np.where(self.silent[..., -1:] <= PATIENCE, self.silent[..., -1:], 0)
        return np.arange(days) >= days - open_days

    @property
    def doubtful(self) -> Flags:
        """(…, U) whether a date would pretend to know the pace.

        It does where the last week is untold, and for a while after a lump: of more days than patience bears, or out of
        nothing, of which nobody can tell yet whether it is a new level.
        """
        silent = self.silent[..., -1]
        late = self.shared[..., -RECALL:].max(axis=-1) > PATIENCE
        lump = (self.apart & (self.counts > 0))[..., -RECALL:].any(axis=-1)
        return np.asarray(((silent > LATE) & (silent <= GONE)) | late | lump)


def tell(counts: Array, holiday: Flags) -> Told:
    """Look at counts (…, U, D) day by day, knowing on each only what came before it; holiday (D,) or longer.

    A day of nothing is silence where work was usual and it is no day of rest. If the next count is nearer to the
    work of all days since than to that of one day (in logs), it is shared among them; else they were at rest.
    """
    shape, rows = counts.shape, counts.reshape(-1, counts.shape[-1])
    pace, apart, silent = rows.copy(), np.zeros(rows.shape, dtype=bool), np.zeros(rows.shape, dtype=int)
    shared = np.ones(rows.shape, dtype=int)
    usual, peak, held = np.zeros((3, len(rows)))
    seen, gap = np.zeros((2, len(rows)), dtype=int)
    fell, high = np.zeros((2, len(rows)), dtype=bool)
    for day in range(rows.shape[1]):
        today = rows[:, day]
        sure = (seen >= KNOWN) & (usual >= SURE)
        fell = today < 0
        rests = holiday[day] | _rests(pace[:, max(day - 7, 0) : day] >= QUIET * usual[:, None])
        quiet = sure & ~fell & (today <= NEARLY_NOTHING * usual) & ((gap > 0) | ~rests)
        # Two such days in a row are a new level.
        high = sure & ~high & (seen >= SEASONED) & (gap == 0) & (today > LUMP_TIMES * peak * _wave(today, peak, shape))
        apart[:, day] = fell | high
        pace[high | fell, day] = usual[high | fell]
        stood, done = gap + 1, held + today
        told = ~quiet & ~fell & ~high & ((seen > 0) | (today > 0))
        for row in np.flatnonzero(told & (gap > 0) & (done > usual * np.sqrt(stood))):
            span = slice(day - gap[row], day + 1)
            pace[row, span], shared[row, span] = done[row] / stood[row], stood[row]
        seen += told
        keep = (1 - np.maximum(FOLLOW, 1 / np.maximum(seen, 1))) ** stood
        usual = np.where(told, keep * usual + (1 - keep) * done / stood, usual)
        peak = np.where(told, np.maximum(peak * PEAK_KEPT**stood, done / stood), peak)
        held = np.where(told, 0, held + np.where(quiet, today, 0))
        gap = np.where(quiet | (fell & (gap > 0)), stood, 0)
        silent[:, day] = gap
    return Told(counts, pace.reshape(shape), apart.reshape(shape), silent.reshape(shape), shared.reshape(shape))


def _rests(worked: Flags) -> Flags:
    """(rows,) whether who worked on most of the last seven days (rows, 7) rested on the first of them."""
    if worked.shape[1] < 7:
        return np.zeros(len(worked), dtype=bool)
    return np.asarray(~worked[:, 0] & (worked.sum(axis=1) >= WORKING))


def _wave(today: Array, best: Array, shape: tuple[int, ...]) -> Array:
    """(rows,) how far all units together are above their best: what lifts everybody is a wave and no lump."""
    day, of = (values.reshape(shape[:-1]).sum(axis=-1, keepdims=True) for values in (today, best))
    return np.broadcast_to(np.maximum(day / np.maximum(of, 1), 1), shape[:-1]).reshape(-1)
