"""Prints how right the chance of a deadline is on real campaigns: python -m bench.forecast_chance FILE.csv …

Targets and deadlines are given beforehand, as a campaign has them: every 5 % of the quota, at the end of every week up
to twelve ahead, for every unit and the sum, seen every 14 days while the target is open. Said and came by tenth of
what was said, and the Brier score beside that of a logistic model of the same inputs: what is missing over what the
last 7 and 28 days would bring, weeks ahead, share done. It is fitted on the other campaigns, one left out at a time.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from bench.campaigns import LEARNED, read
from campaign.forecast import Engine, Panel
from campaign.forecast.summary import chance

WEEKS, EVERY = 12, 14
SHARES = np.arange(0.05, 1.01, 0.05)
ENGINE = Engine(paths=500, weeks=WEEKS)
INPUTS = ("one", "needed_7", "needed_28", "log_weeks", "done")


def cases(panel: Panel, name: str) -> pd.DataFrame:
    """One row per origin, unit, week ahead and target that is still open: given, came, and the model's inputs."""
    known, target, found = panel.known[:, 0], panel.target[:, 0], []
    for day in panel.days[LEARNED : len(panel.days) - 7 : EVERY]:
        then = panel.until(day)
        now = len(then.days) - 1
        total = ENGINE.totals(then, ENGINE.fit(then))[0].astype(float)
        whole = np.concatenate([total, total.sum(axis=1, keepdims=True)], axis=1)
        paces = [(known[:, now] - known[:, now - days]).clip(0) / days for days in (7, 28)]
        for week in range(1, min(WEEKS, (len(panel.days) - 1 - now) // 7) + 1):
            for row, share in np.ndindex(len(target), len(SHARES)):
                aim = float(SHARES[share] * target[row])
                if known[row, now] >= aim:
                    continue
                needed = [np.log((aim - known[row, now] + 1) / (7 * week * pace[row] + 1)) for pace in paces]
                given = chance(whole[week, row], aim, open_still=True)
                came = known[row, now + 7 * week] >= aim
                found.append((given, came, 1.0, *needed, np.log(week), known[row, now] / target[row]))
    return pd.DataFrame(found, columns=["given", "came", *INPUTS]).assign(campaign=name)


def logistic(learned: pd.DataFrame, asked: pd.DataFrame) -> np.ndarray:
    """Chances of `asked` by a logistic model that was fitted to `learned`."""
    inputs, came = learned[list(INPUTS)].to_numpy(float), learned["came"].to_numpy(float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = inputs @ weights
        return (np.logaddexp(0, odds) - came * odds).mean(), inputs.T @ (1 / (1 + np.exp(-odds)) - came) / len(came)

    weights = minimize(loss, np.zeros(len(INPUTS)), jac=True, method="BFGS").x
    return np.asarray(1 / (1 + np.exp(-asked[list(INPUTS)].to_numpy(float) @ weights)))


def by_tenth(found: pd.DataFrame) -> str:
    tenth = (10 * found["given"]).clip(upper=9).astype(int)
    parts = found.groupby(tenth).agg(given=("given", "mean"), came=("came", "mean"), cases=("came", "size"))
    return "  ".join(f"{row.given:.2f}→{row.came:.2f} ({row.cases})" for row in parts.itertuples())


def main() -> None:
    found = pd.concat([cases(read(file), file.stem) for file in map(Path, sys.argv[1:])], ignore_index=True)
    for name, group in [*found.groupby("campaign"), ("all", found)]:
        print(f"{name!s:24s} {by_tenth(group)}")
    left_out = {name: found[found["campaign"] != name] for name in found["campaign"].unique()}
    model = pd.concat(
        [pd.Series(logistic(left_out[name], part), part.index) for name, part in found.groupby("campaign")]
    )
    scored = found.assign(ours=(found["given"] - found["came"]) ** 2, model=(model - found["came"]) ** 2)
    means = scored.groupby("campaign")[["ours", "model"]].mean()
    means.loc["all"] = scored[["ours", "model"]].mean()
    print("\nBrier score, and that of a logistic model fitted on the other campaigns")
    print(means.round(4).to_string())


if __name__ == "__main__":
    main()
