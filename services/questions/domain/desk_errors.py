"""The ways a rule of the desk can be broken."""

from services.questions.domain.errors import DomainError


class ReleaseUnknown(DomainError):
    """The release is under embargo, or never was, or its publication has not reached this service yet."""

    code = "release-unknown"
    status_hint = "unprocessable"
    title = "Release unknown"
    detail = "There is no public release with the identifier {release_id}; one just published is known soon."


class AlreadyAssigned(DomainError):
    """Taking never takes away; giving does, by whoever sits at the same desk."""

    code = "already-assigned"
    status_hint = "conflict"
    title = "Somebody else works on it"
    detail = "Somebody else at your desk has taken this question."


class NotAssigned(DomainError):
    """Nobody at the desk holds it, so nobody can let go of it."""

    code = "not-assigned"
    status_hint = "conflict"
    title = "Nobody works on it"
    detail = "Nobody at your desk has taken this question."


class NotAtYourDesk(DomainError):
    """The caller may see the question; it lies on another desk."""

    code = "not-at-your-desk"
    status_hint = "forbidden"
    title = "Not at your desk"
    detail = "Only people at the desk where the question lies may do this."


class PersonNeeded(DomainError):
    """A machine takes no work; a person does."""

    code = "person-needed"
    status_hint = "forbidden"
    title = "A person is needed"
    detail = "Only a person can take a question or give it to somebody."


class PersonNotAtDesk(DomainError):
    """Work is given to whom this service knows at the desk; a role alone is told by nobody but the token."""

    code = "person-not-at-desk"
    status_hint = "unprocessable"
    title = "Not known at your desk"
    detail = "Nobody with the identifier {account_id} is known at your desk; who has worked there is."


class TaskNotOfDesk(DomainError):
    """Each desk has its own kinds of task."""

    code = "task-not-of-desk"
    status_hint = "invalid"
    title = "Not a task of this desk"
    detail = "Your desk has no tasks of the kind {task}."
