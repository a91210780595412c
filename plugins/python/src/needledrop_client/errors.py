"""What can go wrong with a request."""


class NeedledropError(Exception):
    """Any error of this client."""


class Unreachable(NeedledropError):
    """No answer: nothing listens, the connection broke, or the time limit passed."""


class UnexpectedAnswer(NeedledropError):
    """The answer is not Needledrop's, such as the page of a proxy."""


class Problem(NeedledropError):
    """Needledrop refused the request, with problem details (RFC 9457, section 3)."""

    def __init__(self, status: int, title: str, detail: str = "", stage: str | None = None):
        super().__init__(f"{detail or title} ({status})")
        self.status = status
        self.title = title
        self.detail = detail
        self.stage = stage
        """Stage in which a track failed: fetch, hash, decode ..."""


class Unauthorized(Problem):
    """401: the API key is missing or wrong."""


class Forbidden(Problem):
    """403: the API key lacks a scope, or the service does not answer to this host name."""


class NotFound(Problem):
    """404: there is no such track or analysis."""


class Conflict(Problem):
    """409: another command holds the library, or the file exists."""


class TooManyRequests(Problem):
    """429: a rate limit. `retry_after` is the pause to make, in seconds."""

    retry_after: int = 0


_BY_STATUS = {401: Unauthorized, 403: Forbidden, 404: NotFound, 409: Conflict, 429: TooManyRequests}


def problem_of(status: int, details: dict, retry_after: str | None) -> Problem:
    """Returns the error for an answer with problem details."""
    kind = _BY_STATUS.get(status, Problem)
    problem = kind(status, details.get("title", ""), details.get("detail", ""), details.get("stage"))
    if isinstance(problem, TooManyRequests) and (retry_after or "").isdigit():
        problem.retry_after = int(retry_after or 0)
    return problem
