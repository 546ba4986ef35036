"""What cannot be used of the store as it lies there: said in one sentence, with the way back."""

from campaign import words


class StoreError(LookupError):
    """The store or the vault cannot be used as it is; `str()` says what, where, and how to mend it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(words.t(f"store.{key}", **values))
