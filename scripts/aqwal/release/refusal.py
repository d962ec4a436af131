"""Takes a reason; gives the error that ends the making of a release, with its exit status."""


class RefusedError(Exception):
    """No release is made. `status` is 1 where the data must change, 2 where the call or its surroundings must."""

    def __init__(self, why: str, status: int = 2) -> None:
        super().__init__(why)
        self.status = status
