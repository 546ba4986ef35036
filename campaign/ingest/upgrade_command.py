"""`campaign upgrade`: what it will do, in sentences; then it does so, once somebody has agreed."""

import click

from campaign import definition, settings, words
from campaign.definition import Definition
from campaign.ingest import child, forecast
from campaign.ingest import upgrade as steps
from campaign.language import formats
from campaign.serving.pointer import NothingPublishedError, StoreError

MEGABYTE = 1 << 20


@click.command()
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--back", is_flag=True, help="Serve what was served before the last upgrade, for the version of before.")
def upgrade(yes: bool, back: bool) -> None:
    """Take the store of an earlier version to this one: say what that does, ask, do it, and compare the totals."""
    try:
        if back:
            click.echo(words.t("upgrade.back", snapshot=steps.back(_waits)))
            return
        to_do = steps.plan()
        _say(to_do)
        if to_do.needed:
            _do(definition.load(settings.home()), to_do, yes)
    except NothingPublishedError:
        click.echo(words.t("upgrade.empty"))
    except (StoreError, child.ChildError) as error:
        raise click.ClickException(str(error)) from error


def _say(to_do: steps.Plan) -> None:
    made_by = to_do.version or words.t("upgrade.unknown")
    known = {"snapshot": to_do.served, "from": made_by, "to": settings.version()}
    if not to_do.needed:
        click.echo(words.t("upgrade.nothing", **known))
        return
    click.echo(words.t("upgrade.plan", **known, lacking=", ".join(to_do.lacking)))
    how = "originals" if to_do.originals else "kept"
    click.echo(words.t(f"upgrade.{how}", deliveries=to_do.deliveries))
    if to_do.gone:
        click.echo(words.t("upgrade.gone", files=", ".join(to_do.gone[:3]), number=len(to_do.gone)))
    room = {"size": formats.number(1 + to_do.size // MEGABYTE), "free": formats.number(to_do.free // MEGABYTE)}
    click.echo(words.t("upgrade.room", **room))
    if not to_do.fits:
        needed = formats.number(1 + steps.ROOM * to_do.size // MEGABYTE)
        raise click.ClickException(words.t("upgrade.no_room", folder=settings.store(), needed=needed))


def _do(campaign: Definition, to_do: steps.Plan, yes: bool) -> None:
    if not yes:
        click.confirm(words.t("upgrade.ask"), abort=True)
    measures = [measure.id for measure in campaign.measures]
    before = steps.totals(to_do.served, measures)
    served = steps.upgrade(campaign, to_do, _waits)
    since = steps.totals(served, measures)
    click.echo(words.t("upgrade.done", snapshot=served))
    changed = [measure for measure in measures if before.get(measure, 0) != since.get(measure, 0)]
    for one in changed:
        said = {"before": formats.number(before.get(one, 0)), "since": formats.number(since.get(one, 0))}
        click.echo(words.t("upgrade.changed", measure=one, **said))
    if not changed:
        click.echo(words.t("upgrade.same", measures=len(measures)))
    forecast(campaign)


def _waits() -> None:
    click.echo(words.t("store.waiting"), err=True)
